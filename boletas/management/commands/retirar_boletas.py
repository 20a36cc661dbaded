"""Retire an import before the hour of its publication."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.origen import Origen
from boletas.importacion.verbos import retirar
from boletas.models import Importacion


class Command(BaseCommand):
    """`manage.py retirar_boletas 12`: nobody ever sees its boletas."""

    help = "Retira una importación de boletas antes de su hora."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The number that `importar_boletas` printed."""
        parser.add_argument("importacion", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Retire it, or say why it cannot be."""
        hecha = Importacion.objects.filter(pk=options["importacion"]).first()
        if hecha is None:
            raise CommandError("No hay una importación con ese número.")
        try:
            retirar(hecha, por=None, origen=Origen())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Retirada: {hecha.filas} boletas no se publicarán.")
