"""Throw away what has served: image codes, sessions, old failures, finished tasks, copies."""

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts import copias, limites
from accounts.models import PedidoContrasena

PEDIDOS = timedelta(days=90)


class Command(BaseCommand):
    """`manage.py limpiar`: for a daily timer."""

    help = "Borra códigos de imagen, sesiones, intentos, pedidos, tareas y copias que ya no sirven."

    def handle(self, **options: Any) -> None:
        """Run each clean-up."""
        call_command("captcha_clean", verbosity=0, stdout=self.stdout)
        call_command("clearsessions")
        call_command("prune_db_task_results", queue_name="*", verbosity=0)
        limites.barrer()
        PedidoContrasena.objects.filter(pedido_en__lt=timezone.now() - PEDIDOS).delete()
        copias.barrer()
        if options["verbosity"]:
            self.stdout.write("Limpieza terminada.")
