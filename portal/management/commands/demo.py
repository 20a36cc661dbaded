"""manage.py demo: the synthetic people, their legajos, boletas, requests and hojas de vida."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.demo.carga import cargar
from portal.demo.elenco import ELENCO
from portal.demo.fichas import CUANTOS, SEMILLA


class Command(BaseCommand):
    """Loads the demo; run again, it adds only what is missing."""

    help = "Carga la demostración: personas sintéticas (DNI 99xxxxxx). Repetirlo no agrega nada."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--usuarios` prints the cast; `--cuantos` makes another size."""
        parser.add_argument("--usuarios", action="store_true", help="Solo imprime los usuarios.")
        parser.add_argument("--cuantos", type=int, default=CUANTOS, help="Cuántos servidores.")
        parser.add_argument("--semilla", type=int, default=SEMILLA)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, telling each step; or print documento, contraseña and who it is."""
        if options["usuarios"]:
            for p in ELENCO:
                self.stdout.write(f"{p.documento}\t{p.contrasena}\t{p.quien}")
            return
        for linea in cargar(options["cuantos"], options["semilla"]):
            if options["verbosity"]:
                self.stdout.write(linea)
