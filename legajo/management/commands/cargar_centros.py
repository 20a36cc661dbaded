"""Load the workplaces of a region."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from legajo.centros import COLUMNAS, cargar_centros
from portal.tablas_csv import ArchivoIlegibleError


class Command(BaseCommand):
    """`manage.py cargar_centros ARCHIVO.csv`: all or nothing, and the same file twice is once."""

    help = f"Carga centros laborales. Columnas: {', '.join(COLUMNAS)}."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("archivo", type=Path)

    def handle(self, **options: Any) -> None:
        """Load, or report every fault."""
        try:
            resumen, fallas = cargar_centros(options["archivo"])
        except ArchivoIlegibleError as error:
            raise CommandError(str(error)) from error
        for falla in fallas:
            self.stderr.write(str(falla))
        if fallas:
            raise CommandError(f"{len(fallas)} datos con fallas: no se escribió nada.")
        self.stdout.write(str(resumen) if resumen else "El archivo no tiene filas.")
