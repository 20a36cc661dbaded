"""The findings of an import as a file to work with: CSV or workbook, no cell a formula."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from boletas.models import Importacion
from legajo.importacion.informe import escribir_csv, libro_de

CABECERA = ("Clase", "Línea", "Columna", "Valor", "Motivo")


def filas_de(importacion: Importacion) -> Iterator[tuple[str, ...]]:
    """The report, heading first, a row a finding."""
    yield CABECERA
    hallazgos = importacion.hallazgos.order_by("linea", "pk")
    for hallazgo in hallazgos.iterator(chunk_size=2000):
        yield (hallazgo.get_clase_display(), str(hallazgo.linea), hallazgo.columna,
               hallazgo.valor, hallazgo.motivo)  # fmt: skip


def escribir_informe(salida: Path, importacion: Importacion) -> None:
    """Write the report; as a workbook where the name says so."""
    if salida.suffix.lower() == ".xlsx":
        libro_de({"Hallazgos": filas_de(importacion)}).save(salida)
        return
    with salida.open("w", encoding="utf-8-sig", newline="") as abierto:
        escribir_csv(abierto, filas_de(importacion))
