"""manage.py revisar_plazos: tell of terms that end or have ended, and renew the summary."""

from typing import Any

from django.core.management.base import BaseCommand

from solicitudes import resumen, vencimientos


class Command(BaseCommand):
    """For a daily timer; each notice leaves once, however often it runs."""

    help = "Avisa de las solicitudes por vencer y vencidas, una sola vez, y renueva el panel."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell, renew, and say how many notices there were."""
        cuentas = vencimientos.revisar()
        resumen.resumir()
        if options["verbosity"]:
            textos = ", ".join(f"{clase.label}: {n}" for clase, n in cuentas.items())
            self.stdout.write(f"Avisos de plazo. {textos}.")
