"""Import and publish the month's boletas: the SUP's `.lis`, or its column export (CSV, XLSX)."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware
from rich.console import Console
from rich.table import Table

from accounts.models import Usuario
from boletas.importacion.control import CONTROLES, diferencias
from boletas.importacion.importar import importar
from boletas.importacion.informe import escribir_informe
from boletas.importacion.verbos import CON_HALLAZGOS, tiene_hallazgos
from boletas.models import Importacion
from boletas.montos import leer_monto, soles
from portal.barra import barra
from portal.cerrojos import EnMarchaError
from portal.tablas_csv import ArchivoIlegibleError

EN_PANTALLA = 20
Estado = Importacion.Estado


class Command(BaseCommand):
    """`manage.py importar_boletas ARCHIVO [--simular] [--parcial] [--publicar-en HORA]`."""

    help = "Importa y publica las boletas de un archivo del SUP: .lis, CSV o XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, how far to go, and what it should sum."""
        parser.add_argument("archivo", type=Path)
        parser.add_argument(
            "--simular", action="store_true", help="revisa y suma todo, y no publica nada"
        )
        parser.add_argument(
            "--parcial", action="store_true",
            help="publica las boletas correctas aunque haya hallazgos",
        )  # fmt: skip
        parser.add_argument(
            "--publicar-en", metavar="HORA", help="«2026-11-28 06:00»; si falta, al terminar"
        )
        parser.add_argument("--usuario", help="documento de quien importa: solo en su rama")
        parser.add_argument("--errores", type=Path, metavar="SALIDA",
                            help="escribe todos los hallazgos en CSV o XLSX")  # fmt: skip
        for campo, rotulo in CONTROLES.items():
            parser.add_argument(
                f"--control-{campo}", metavar="N", help=f"{rotulo}: lo que debe sumar"
            )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, then print what was found and what was published."""
        por = self._usuario(options["usuario"])
        try:
            with barra("boletas") as avance:
                hecha = importar(
                    options["archivo"], por=por, simular=options["simular"],
                    parcial=options["parcial"], cuando=_hora(options["publicar_en"]),
                    control=_control(options), avance=avance,
                )  # fmt: skip
        except (ArchivoIlegibleError, PermissionDenied) as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except EnMarchaError as error:
            raise CommandError("Otro proceso está importando este archivo.") from error
        if options["errores"]:
            escribir_informe(options["errores"], hecha)
        self._informar(hecha)
        if hecha.mensaje:
            raise CommandError(hecha.mensaje)
        if hecha.estado == Estado.REVISADA and tiene_hallazgos(hecha):
            raise CommandError(f"No se publicó nada. {CON_HALLAZGOS} (--parcial)")

    def _usuario(self, documento: str | None) -> Usuario | None:
        if not documento:
            return None
        try:
            return Usuario.objects.get(documento=documento)
        except Usuario.DoesNotExist as error:
            raise CommandError(f"No hay un usuario con el documento {documento}.") from error

    def _informar(self, hecha: Importacion) -> None:
        self._hallazgos(hecha)
        for total in hecha.totales.select_related("unidad"):
            self.stdout.write(
                f"{total.unidad.codigo} {total.unidad} · {total.planilla}: {total.boletas}"
                f" boletas, haberes {soles(total.ingresos)}, descuentos {soles(total.descuentos)},"
                f" líquido {soles(total.liquido)}"
            )
        for campo, diferencia in diferencias(hecha).items():
            self.stdout.write(f"{CONTROLES[campo]}: difiere del control en {diferencia:+,}")
        for codigo, veces in hecha.desconocidos.get("unidades", []):
            self.stdout.write(f"Código de unidad desconocido: {codigo} ({veces} veces)")
        for signo, nombre, veces in hecha.desconocidos.get("conceptos", []):
            self.stdout.write(f"Concepto desconocido: {signo}{nombre} ({veces} veces)")
        if sin_uso := hecha.desconocidos.get("columnas"):
            self.stdout.write(f"Columnas que no se usan: {', '.join(sin_uso)}")
        self.stdout.write(
            f"Importación {hecha.pk}: {hecha.leidas} boletas leídas, {hecha.malas} con errores,"
            f" {hecha.dudas} con dudas; {hecha.nuevas} nuevas, {hecha.corregidas} corregidas,"
            f" {hecha.iguales} ya estaban igual. {hecha.situacion}."
        )

    def _hallazgos(self, hecha: Importacion) -> None:
        """The first findings by their place, never with what the file said of somebody."""
        hallazgos = hecha.hallazgos.order_by("linea", "pk")
        if not (cuantos := hallazgos.count()):
            return
        tabla = Table("Línea", "Columna", "Motivo")
        for h in hallazgos[:EN_PANTALLA]:
            tabla.add_row(str(h.linea), h.columna, h.motivo)
        ancho = None if sys.stderr.isatty() else 160
        salida = cast(TextIO, self.stderr)
        consola = Console(file=salida, width=ancho, markup=False, highlight=False)
        consola.print(tabla)
        if cuantos > EN_PANTALLA:
            consola.print(f"y {cuantos - EN_PANTALLA} más: pídalos con --errores.")


def _hora(texto: str | None) -> datetime | None:
    if not texto:
        return None
    try:
        hora = parse_datetime(texto)
    except ValueError:
        hora = None
    if hora is None:
        raise CommandError("La hora se escribe como «2026-11-28 06:00».")
    return make_aware(hora) if is_naive(hora) else hora


def _control(options: dict[str, Any]) -> dict[str, str]:
    """What was typed, as it is kept."""
    control = {}
    for campo, rotulo in CONTROLES.items():
        if texto := options[f"control_{campo}"]:
            if leer_monto(texto) is None:
                raise CommandError(f"{rotulo}: escriba un número como 1234.50.")
            control[campo] = texto
    return control
