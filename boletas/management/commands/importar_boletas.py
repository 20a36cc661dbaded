"""Import the month's boletas from SUP's column export (CSV)."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Usuario
from boletas.importar import Avance, Resumen, importar
from boletas.montos import soles
from portal.tablas_csv import ArchivoIlegibleError


class Command(BaseCommand):
    """`manage.py importar_boletas planilla.csv [--simular] [--parcial]`: idempotent."""

    help = "Importa las boletas de un mes desde el archivo CSV que exporta el SUP."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and how far to go."""
        parser.add_argument("archivo", type=Path)
        parser.add_argument(
            "--simular", action="store_true", help="revisa y suma todo, y no escribe nada"
        )
        parser.add_argument(
            "--parcial", action="store_true", help="importa las filas buenas aunque haya malas"
        )
        parser.add_argument("--usuario", help="número de documento de quien importa")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, then print what was found and what was written."""
        por = self._usuario(options["usuario"])
        try:
            with _barra() as avance:
                resumen = importar(
                    options["archivo"],
                    por=por,
                    simular=options["simular"],
                    parcial=options["parcial"],
                    avisar=lambda hallazgo: self.stderr.write(str(hallazgo)),
                    avance=avance,
                )
        except ArchivoIlegibleError as error:
            raise CommandError(str(error)) from error
        self._informar(resumen, simular=options["simular"])
        if resumen.malas and not options["parcial"]:
            raise CommandError(
                f"{resumen.malas} filas tienen errores. No se escribió nada: corrija el archivo,"
                " o use --parcial para importar las demás."
            )

    def _usuario(self, documento: str | None) -> Usuario | None:
        if not documento:
            return None
        try:
            return Usuario.objects.get(documento=documento)
        except Usuario.DoesNotExist as error:
            raise CommandError(f"No hay un usuario con el documento {documento}.") from error

    def _informar(self, resumen: Resumen, *, simular: bool) -> None:
        for total in resumen.totales:
            self.stdout.write(
                f"{total.codigo} {total.unidad} · {total.planilla}: {total.boletas} boletas,"
                f" ingresos {soles(total.ingresos)}, descuentos {soles(total.descuentos)},"
                f" aportes {soles(total.aportes)}, líquido {soles(total.liquido)}"
            )
        for (signo, nombre), veces in resumen.desconocidos.most_common():
            self.stdout.write(
                f"Concepto que no está en el catálogo: {signo}{nombre} ({veces} veces)"
            )
        if resumen.sin_uso:
            self.stdout.write(f"Columnas que no se usan: {', '.join(resumen.sin_uso)}")
        verbo = "Se escribirían" if simular else "Escritas"
        self.stdout.write(
            f"Leídas {resumen.leidas} filas, {resumen.malas} con errores. {verbo}:"
            f" {resumen.nuevas} nuevas y {resumen.corregidas} corregidas;"
            f" {resumen.iguales} ya estaban igual."
        )


@contextmanager
def _barra() -> Iterator[Avance]:
    """A progress bar by bytes read, where a person looks; nothing in a log."""
    if not sys.stderr.isatty():
        yield lambda leidos, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as progreso:
        tarea = progreso.add_task("Leyendo", total=None)
        mover: Callable[..., None] = progreso.update
        yield lambda leidos, total: mover(tarea, completed=leidos, total=total)
