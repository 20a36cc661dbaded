"""Grant the application's database role its rights. Run as the owner, after each migrate."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from portal.permisos import sentencias


class Command(BaseCommand):
    """`PORTAL_ROL=dueno manage.py permisos_bd`: idempotent."""

    help = "Da al rol de la aplicación sus permisos en la base (ejecútelo como dueño)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply every statement in one transaction."""
        with transaction.atomic(), connection.cursor() as cursor:
            for sentencia in sentencias(settings.ROL_APP):
                cursor.execute(sentencia)
        self.stdout.write(f"Permisos del rol {settings.ROL_APP}: listos.")
