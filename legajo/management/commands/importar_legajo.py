"""Import the legajo, the padrón of servidores or that of Evaluación Docente, from files."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from accounts.models import Usuario
from legajo.importacion.destinos import destinos
from legajo.importacion.importar import importar
from legajo.importacion.informe import escribir_informe
from legajo.importacion.padron import PADRON, importar_padron
from legajo.models import Hallazgo, ImportacionLegajo
from portal.barra import barra
from portal.cerrojos import EnMarchaError
from portal.tablas_csv import ArchivoIlegibleError

EN_PANTALLA = 20


class Command(BaseCommand):
    """`manage.py importar_legajo ARCHIVO... [--simular]`: each file whole or not at all."""

    help = "Importa legajos desde archivos CSV o XLSX: un tipo por archivo, o uno por hoja."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, what they are, and how far to go."""
        parser.add_argument("archivos", nargs="+", type=Path, metavar="ARCHIVO")
        parser.add_argument("--tipo", default="", choices=["", *destinos(), PADRON],
                            metavar="TIPO", help="qué contiene, si su nombre no lo dice: "
                            + ", ".join((*destinos(), PADRON)))  # fmt: skip
        parser.add_argument(
            "--simular", action="store_true", help="revisa y cuenta todo, y no escribe nada"
        )
        parser.add_argument(
            "--parcial", action="store_true", help="importa las filas buenas aunque haya malas"
        )
        parser.add_argument("--por", metavar="DOCUMENTO", help="quién importa: solo en su rama")
        parser.add_argument(
            "--errores", type=Path, metavar="SALIDA", help="escribe los errores en CSV o XLSX"
        )
        parser.add_argument(
            "--cambios", type=Path, metavar="SALIDA", help="escribe qué cambia, antes y después"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import each file and tell; the exit code says whether all went in."""
        por = self._usuario(options["por"])
        if options["tipo"] == PADRON:
            self._padron(options)
            return
        hechas = [self._importar(ruta, por, options) for ruta in options["archivos"]]
        if options["errores"]:
            escribir_informe(options["errores"], hechas, Hallazgo.Clase.COTEJO)
        if options["cambios"]:
            escribir_informe(options["cambios"], hechas, Hallazgo.Clase.CAMBIO)
        malas = [h for h in hechas if h.estado == ImportacionLegajo.Estado.CON_ERRORES]
        if malas:
            raise CommandError(
                "No se escribió nada de: " + ", ".join(h.nombre for h in malas) + ". Corrija y "
                "repita, o use --parcial para importar las filas correctas."
            )

    def _importar(
        self, ruta: Path, por: Usuario | None, options: dict[str, Any]
    ) -> ImportacionLegajo:
        try:
            with barra("filas") as avance:
                hecha = importar(
                    ruta, por=por, tipo=options["tipo"], simular=options["simular"],
                    parcial=options["parcial"], avance=avance,
                )  # fmt: skip
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        except ArchivoIlegibleError as error:
            raise CommandError(f"{ruta}: {error}") from error
        except EnMarchaError as error:
            raise CommandError(f"{ruta}: otro proceso está importando este archivo.") from error
        self._informar(hecha)
        return hecha

    def _informar(self, hecha: ImportacionLegajo) -> None:
        if hecha.mensaje:
            self.stderr.write(f"{hecha.nombre}: {hecha.mensaje}")
        self._errores(hecha)
        crean, cambian = (
            ("se crearon", "cambiaron") if hecha.aplicada_en else ("se crearían", "cambiarían")
        )
        self.stdout.write(
            f"{hecha.nombre}: leídas {hecha.leidas} filas, {hecha.malas} con errores;"
            f" {crean} {hecha.nuevas} registros, {cambian} {hecha.cambiadas},"
            f" ya estaban igual {hecha.iguales}. Importación {hecha.pk}."
        )

    def _errores(self, hecha: ImportacionLegajo) -> None:
        """The first errors as a table, and how many more there are."""
        errores = hecha.hallazgos.errores()
        if not (cuantos := errores.count()):
            return
        tabla = Table("Hoja", "Fila", "Columna", "Valor", "Motivo")
        for e in errores[:EN_PANTALLA]:
            tabla.add_row(e.hoja, str(e.fila), e.columna, e.valor[:40], e.motivo)
        ancho = None if sys.stderr.isatty() else 160
        salida = cast(TextIO, self.stderr)
        consola = Console(file=salida, width=ancho, markup=False, highlight=False)
        consola.print(tabla)
        if cuantos > EN_PANTALLA:
            consola.print(f"y {cuantos - EN_PANTALLA} más: pídalos con --errores.")

    def _padron(self, options: dict[str, Any]) -> None:
        """The padrón of Evaluación Docente, through its own verb."""
        for ruta in options["archivos"]:
            try:
                resultado = importar_padron(
                    ruta, simular=options["simular"], parcial=options["parcial"]
                )
            except ArchivoIlegibleError as error:
                raise CommandError(f"{ruta}: {error}") from error
            for falla in resultado.fallas[:EN_PANTALLA]:
                self.stderr.write(str(falla))
            if resultado.fallas and not options["parcial"]:
                raise CommandError(f"{len(resultado.fallas)} datos con fallas en {ruta}.")
            self.stdout.write(f"{ruta}: {resultado.escritas} inscritos al día.")

    def _usuario(self, documento: str | None) -> Usuario | None:
        if not documento:
            return None
        try:
            return Usuario.objects.get(documento=documento)
        except Usuario.DoesNotExist as error:
            raise CommandError(f"No hay un usuario con el documento {documento}.") from error
