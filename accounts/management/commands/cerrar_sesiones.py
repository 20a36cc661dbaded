"""End sessions by hand: of one account, or of everybody after an incident."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts import sesiones, sucesos
from accounts.limites import normalizar
from accounts.models import Sesion, Usuario
from accounts.sucesos import Tipo


class Command(BaseCommand):
    """`manage.py cerrar_sesiones DOCUMENTO` or `--todas`."""

    help = "Cierra las sesiones abiertas de un usuario, o las de todos."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        cuales = parser.add_mutually_exclusive_group(required=True)
        cuales.add_argument("documento", nargs="?", help="usuario cuyas sesiones se cierran")
        cuales.add_argument("--todas", action="store_true", help="las de todos los usuarios")

    @transaction.atomic
    def handle(self, *, documento: str | None, todas: bool, **_: Any) -> None:
        """Delete the rows, and note it."""
        if todas:
            cuantas, _detalle = Sesion.objects.all().delete()
            sucesos.anotar(Tipo.SESION_CERRADA, detalle=f"las {cuantas} de todos, por una orden")
        else:
            usuario = Usuario.objects.filter(documento=normalizar(documento or "")).first()
            if usuario is None:
                raise CommandError("No hay un usuario con ese número de documento.")
            cuantas = sesiones.cerrar_todas(usuario=usuario)
            sucesos.anotar(Tipo.SESION_CERRADA, usuario=usuario, detalle="por una orden")
        self.stdout.write(f"Sesiones cerradas: {cuantas}.")
