"""The whole history of a servidor as CSV, written as it is read, and as a workbook."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from boletas.consultas import entre
from boletas.exportacion import SIGNOS
from boletas.models import Boleta
from boletas.periodo import PRIMER_ANIO, ULTIMO_ANIO, de_anio, nombre_de
from legajo.models import Servidor
from portal.tablas_csv import neutra

BLOQUE = 200
"""Boletas that are in memory at a time."""
TOTALES = (
    "Periodo", "Mes", "Unidad", "Planilla", "Número de cargo", "Cargo", "Versión", "Ingresos",
    "Descuentos", "Aportes del empleador", "Líquido", "Monto imponible",
)  # fmt: skip
LINEAS = ("Periodo", "Mes", "Planilla", "Número de cargo", "Clase", "Código", "Concepto", "Monto")
Celda = str | int | Decimal
Hilera = tuple[Celda, ...]


def totales(servidor: Servidor) -> Iterator[Hilera]:
    """A row for each boleta, the newest version of each, the heading first."""
    yield TOTALES
    for b in _todas(servidor):
        yield (
            b.periodo, nombre_de(b.periodo), b.unidad.nombre, b.planilla, b.numero_cargo,
            b.datos.get("cargo", ""), b.version, b.ingresos, b.descuentos, b.aportes, b.liquido,
            b.imponible,
        )  # fmt: skip


def lineas(servidor: Servidor) -> Iterator[Hilera]:
    """A row for each concept of each boleta, the heading first."""
    yield LINEAS
    for b in _todas(servidor):
        mes = nombre_de(b.periodo)
        for codigo, signo, nombre, monto in b.conceptos:
            yield (
                b.periodo, mes, b.planilla, b.numero_cargo, SIGNOS[signo], codigo, nombre,
                Decimal(monto),
            )  # fmt: skip


def _todas(servidor: Servidor) -> Iterator[Boleta]:
    desde, hasta = de_anio(PRIMER_ANIO)[0], de_anio(ULTIMO_ANIO)[1]
    return entre(servidor, desde, hasta).iterator(BLOQUE)


def como_csv(hileras: Iterable[Hilera]) -> Iterator[str]:
    """The text, row by row; begins with the mark by which spreadsheets know UTF-8."""
    yield "\ufeff"
    for hilera in hileras:
        renglon = io.StringIO()
        csv.writer(renglon).writerow([_texto(celda) for celda in hilera])
        yield renglon.getvalue()


def como_libro(servidor: Servidor) -> IO[bytes]:
    """A workbook on disk, at its beginning: one sheet of totals, one of concepts."""
    libro = Workbook(write_only=True)
    for titulo, hileras in (("Boletas", totales(servidor)), ("Conceptos", lineas(servidor))):
        hoja = libro.create_sheet(titulo)
        hoja.freeze_panes = "A2"
        for hilera in hileras:
            hoja.append([_celda(hoja, celda) for celda in hilera])
    archivo = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it
    libro.save(archivo)
    archivo.seek(0)
    return archivo


def _texto(celda: Celda) -> str:
    return neutra(celda) if isinstance(celda, str) else str(celda)


def _celda(hoja: Any, celda: Celda) -> Any:
    if isinstance(celda, str):
        return WriteOnlyCell(hoja, neutra(ILLEGAL_CHARACTERS_RE.sub("", celda)))
    hecha = WriteOnlyCell(hoja, celda)
    if isinstance(celda, Decimal):
        hecha.number_format = "#,##0.00"
    return hecha
