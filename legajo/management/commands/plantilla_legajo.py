"""Write the templates that an import of the legajo reads."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legajo.importacion.destinos import destinos
from legajo.importacion.plantillas import escribir_plantilla


class Command(BaseCommand):
    """`manage.py plantilla_legajo [--tipo TIPO] SALIDA.xlsx`: from the declarations."""

    help = "Escribe la plantilla para importar legajos: un libro con una hoja por tipo, o un CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where, and of which kind."""
        parser.add_argument("salida", type=Path, help="un archivo .xlsx, o .csv con --tipo")
        parser.add_argument("--tipo", choices=list(destinos()), metavar="TIPO",
                            help=", ".join(destinos()))  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        salida, tipo = options["salida"], options["tipo"]
        if salida.suffix.lower() not in (".xlsx", ".csv"):
            raise CommandError("La plantilla se escribe como .xlsx o .csv.")
        if salida.suffix.lower() == ".csv" and not tipo:
            raise CommandError("Un CSV es de un solo tipo: diga cuál con --tipo.")
        elegidos = [destinos()[tipo]] if tipo else list(destinos().values())
        escribir_plantilla(salida, elegidos)
        self.stdout.write(f"Plantilla escrita en {salida}.")
