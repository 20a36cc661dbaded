"""Throw away what has served: image codes, sessions, old failures, tasks, mails, copies, ZIPs."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts import copias, envios, limites
from accounts.models import CodigoActivacion, PedidoContrasena
from legajo.verificacion import limites as de_verificar

PEDIDOS = timedelta(days=90)


class Command(BaseCommand):
    """`manage.py limpiar`: for a daily timer."""

    help = "Borra códigos, sesiones, intentos, pedidos, tareas, correos y copias que ya no sirven."

    def handle(self, **options: Any) -> None:
        """Run each clean-up."""
        call_command("captcha_clean", verbosity=0, stdout=self.stdout)
        call_command("clearsessions")
        call_command("prune_db_task_results", queue_name="*", verbosity=0)
        ahora = timezone.now()
        PedidoContrasena.objects.filter(pedido_en__lt=ahora - PEDIDOS).delete()
        CodigoActivacion.objects.filter(vence_en__lt=ahora - PEDIDOS).delete()
        envios.retomar()
        envios.barrer(antes_de=ahora - PEDIDOS)
        limites.barrer()
        de_verificar.barrer()
        copias.barrer()
        for limpieza in settings.LIMPIEZAS:
            import_string(limpieza)()
        if options["verbosity"]:
            self.stdout.write("Limpieza terminada.")
