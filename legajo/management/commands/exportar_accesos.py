"""Answer who accessed whose data between two days (DS 016-2024-JUS: within 48 hours)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.sucesos import Tipo, anotar
from legajo.auditoria import CABECERA, ExportarForm, bloques, detalle, entre
from legajo.models import Acceso, Servidor
from portal.tablas_csv import neutra


class Command(BaseCommand):
    """`manage.py exportar_accesos --desde 2026-01-05 --hasta 2026-01-06 --salida F.csv`."""

    help = "Escribe quién vio los datos de quién entre dos fechas: una fila por persona vista."

    def add_arguments(self, parser: CommandParser) -> None:
        """Days, people, and the file."""
        parser.add_argument("--desde", required=True, help="AAAA-MM-DD")
        parser.add_argument("--hasta", required=True, help="AAAA-MM-DD, incluida")
        parser.add_argument("--servidor", default="", help="documento de quien fue visto")
        parser.add_argument("--por", default="", help="documento de quien vio")
        parser.add_argument("--salida", required=True, type=Path, help="archivo CSV nuevo")

    def handle(self, **options: Any) -> None:
        """Write the file, and that it was written."""
        todos, gente = Acceso.objects.all(), Servidor.objects.all()
        form = ExportarForm(options, vistos=todos, legajos=gente)
        if not form.is_valid():
            fallas = (f"--{campo}: {' '.join(map(str, e))}" for campo, e in form.errors.items())
            raise CommandError(" ".join(fallas))
        datos, salida = form.cleaned_data, options["salida"]
        accesos = entre(todos, **datos)
        anotar(Tipo.EXPORTACION, detalle=detalle(datos, "orden exportar_accesos"))
        total = 0
        try:
            with salida.open("x", encoding="utf-8-sig", newline="") as abierto:
                tabla = csv.writer(abierto)
                tabla.writerow(CABECERA)
                for _, filas in bloques(accesos, de=gente, servidor=datos["servidor"]):
                    tabla.writerows([neutra(celda) for celda in fila] for fila in filas)
                    total += len(filas)
        except OSError as error:
            raise CommandError(f"No se pudo escribir {salida}: {error.strerror}.") from error
        self.stdout.write(f"{total} filas en {salida}.")
