"""The findings of an import as a file to work with: CSV or workbook, no cell a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, TextIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from legajo.models import Hallazgo, ImportacionLegajo
from portal.tablas_csv import neutra

CABECERAS = {
    Hallazgo.Clase.COTEJO: ("Archivo", "Hoja", "Fila", "Columna", "Valor", "Motivo"),
    Hallazgo.Clase.CAMBIO: ("Archivo", "Hoja", "Fila", "Columna", "Después", "Antes"),
}
"""Of errors, those of reading with them; of changes, what the record says and said."""


def filas_de(
    importaciones: Iterable[ImportacionLegajo], clase: Hallazgo.Clase
) -> Iterator[tuple[str, ...]]:
    """The report, heading first, a row a finding."""
    yield CABECERAS[clase]
    for importacion in importaciones:
        hallazgos = importacion.hallazgos.all()
        hallazgos = hallazgos.cambios() if clase == Hallazgo.Clase.CAMBIO else hallazgos.errores()
        campos = ("hoja", "fila", "columna", "valor", "motivo")
        for fila in hallazgos.values_list(*campos).iterator(chunk_size=2000):
            yield (importacion.nombre, *map(str, fila))


def escribir_informe(
    salida: Path, importaciones: Sequence[ImportacionLegajo], clase: Hallazgo.Clase
) -> None:
    """Write the report; as a workbook where the name says so."""
    filas = filas_de(importaciones, clase)
    if salida.suffix.lower() == ".xlsx":
        libro_de({"Informe": filas}).save(salida)
        return
    with salida.open("w", encoding="utf-8-sig", newline="") as abierto:
        escribir_csv(abierto, filas)


def escribir_csv(abierto: TextIO, filas: Iterable[Sequence[str]]) -> None:
    """Rows as CSV, no cell a formula."""
    csv.writer(abierto).writerows([neutra(celda) for celda in fila] for fila in filas)


def como_csv(filas: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Lines of a CSV as they come, no cell a formula; a spreadsheet reads their accents."""
    yield b"\xef\xbb\xbf"
    for fila in filas:
        linea = StringIO()
        csv.writer(linea).writerow([neutra(celda) for celda in fila])
        yield linea.getvalue().encode()


def libro_de(hojas: dict[str, Iterable[Sequence[Any]]]) -> Workbook:
    """Rows as sheets of texts, written as they come."""
    libro = Workbook(write_only=True)
    for titulo, filas in hojas.items():
        hoja = libro.create_sheet(titulo)
        for fila in filas:
            hoja.append([_texto(hoja, celda) for celda in fila])
    return libro


def _texto(hoja: Any, celda: str) -> WriteOnlyCell:
    escrita = WriteOnlyCell(hoja, ILLEGAL_CHARACTERS_RE.sub("", neutra(celda)))
    escrita.data_type = "s"
    return escrita
