"""manage.py cargar_base: units, catalogs, terms, payroll concepts and roles. Idempotent."""

from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.unidades import cargar_unidades
from boletas.conceptos import cargar_conceptos
from legajo.catalogos import cargar_catalogos
from solicitudes.base import cargar_solicitudes


class Command(BaseCommand):
    """Loads what every installation needs before its first person."""

    help = "Carga unidades, catálogos, conceptos de planilla y roles; repetirlo no cambia nada."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Load all of it or nothing, with a line a table."""
        for linea in self._tablas():
            if options["verbosity"]:
                self.stdout.write(linea)
        call_command("cargar_roles", verbosity=options["verbosity"], stdout=self.stdout)

    def _tablas(self) -> Iterator[str]:
        yield str(cargar_unidades())
        yield from map(str, cargar_catalogos())
        yield from cargar_solicitudes()
        yield f"conceptos: {cargar_conceptos()} nuevos"
