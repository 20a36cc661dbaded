"""manage.py resumir_solicitudes: write the panel's summary anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from solicitudes import resumen


class Command(BaseCommand):
    """Rewrites the months that may still change; `revisar_plazos` does it every day."""

    help = "Rehace el resumen del panel de solicitudes: los últimos meses, o todos con --todo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--todo` rewrites every month."""
        parser.add_argument("--todo", action="store_true", help="Todos los meses.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rewrite, and say how many months."""
        meses = resumen.resumir(todo=options["todo"])
        if options["verbosity"]:
            self.stdout.write(f"Resumen de solicitudes: {meses} meses.")
