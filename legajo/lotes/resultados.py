"""What became of each row of a batch, as a table: on the page, as CSV, as the index of its ZIP."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.db.models import QuerySet

from legajo.models import FilaDeLote, Lote
from portal.tablas_csv import neutra
from portal.texto import fecha_hora

COLUMNAS = ("Fila", "Documento", "Apellidos y nombres", "Resultado", "Código", "Número",
            "Emitido", "SHA-256", "Por qué no")  # fmt: skip
POR_VEZ = 500


def filas_de(lote: Lote) -> QuerySet[FilaDeLote]:
    """Its rows in order, with whom and what each is about."""
    return lote.filas.select_related("servidor", "documento").order_by("orden")


def celdas(fila: FilaDeLote) -> tuple[str, ...]:
    """A row as text, one cell a column."""
    hecho = fila.documento
    del_documento = (
        (hecho.codigo, hecho.numero, fecha_hora(hecho.emitido_en), hecho.sha256)
        if hecho else ("",) * 4
    )  # fmt: skip
    return (str(fila.orden), fila.servidor.documento, str(fila.servidor),
            fila.get_estado_display(), *del_documento, fila.error)  # fmt: skip


def lineas(filas: Iterable[tuple[str, ...]]) -> Iterator[bytes]:
    """A CSV that a spreadsheet reads with its accents, no cell a formula."""
    yield b"\xef\xbb\xbf"
    for fila in filas:
        linea = StringIO()
        csv.writer(linea).writerow([neutra(celda) for celda in fila])
        yield linea.getvalue().encode()
