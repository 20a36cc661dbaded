"""Write the roles of the portal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.roles import cargar


class Command(BaseCommand):
    """`manage.py cargar_roles`: idempotent; roles made by hand are left alone."""

    help = "Carga los roles y sus permisos."

    def handle(self, **options: Any) -> None:
        """Load, and say how many permissions each role has."""
        try:
            cargados = cargar()
        except LookupError as error:
            raise CommandError(
                f"Permisos que no existen: {error}. Ejecute antes «migrate»."
            ) from error
        if options["verbosity"]:
            for nombre, cantidad in cargados.items():
                self.stdout.write(f"{nombre}: {cantidad} permisos")
