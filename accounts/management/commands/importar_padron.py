"""Import the padrón of Evaluación Docente from a CSV."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import padron


class Command(BaseCommand):
    """`manage.py importar_padron ARCHIVO.csv`: all or nothing, unless --parcial."""

    help = "Importa el padrón: columnas documento, correo y nombre (opcional), en UTF-8."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and whether good rows go in although others are bad."""
        parser.add_argument("archivo", type=Path)
        parser.add_argument("--parcial", action="store_true", help="escribe las filas correctas")

    def handle(self, **options: Any) -> None:
        """Read, report every bad datum, write."""
        resultado = self._leer(options["archivo"])
        for falla in resultado.fallas:
            self.stderr.write(str(falla))
        if resultado.fallas and not options["parcial"]:
            raise CommandError(f"{len(resultado.fallas)} datos con fallas: no se escribió nada.")
        padron.escribir(resultado)
        self.stdout.write(f"{resultado.escritas} inscritos al día.")

    def _leer(self, archivo: Path) -> padron.Resultado:
        try:
            with archivo.open(encoding="utf-8-sig", newline="") as lineas:
                return padron.leer(lineas)
        except FileNotFoundError as error:
            raise CommandError(f"No existe el archivo {archivo}.") from error
        except csv.Error as error:
            raise CommandError(f"El archivo no es un CSV bien formado: {error}.") from error
        except UnicodeDecodeError as error:
            raise CommandError("El archivo no está en UTF-8: guárdelo así y repita.") from error
