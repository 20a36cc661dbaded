"""The padrón of Evaluación Docente through the same door: any CSV or workbook, its own verb."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from accounts import padron
from legajo.importacion.libro import Libro, es_libro
from portal.tablas_csv import ArchivoIlegibleError, reconocer

PADRON = "padron"


def importar_padron(ruta: Path, *, simular: bool, parcial: bool) -> padron.Resultado:
    """Read the file and write it, unless something is wrong or it is a trial."""
    resultado = padron.leer(_lineas(ruta))
    if not simular and (parcial or not resultado.fallas):
        padron.escribir(resultado)
    return resultado


def _lineas(ruta: Path) -> Iterator[str]:
    """The rows as lines of a plain CSV, whatever the file was."""
    try:
        filas = _de_libro(ruta) if es_libro(ruta) else (f for _, f, _ in reconocer(ruta).filas())
    except OSError as error:
        raise ArchivoIlegibleError(f"No se pudo abrir el archivo: {error.strerror}.") from error
    for celdas in filas:
        linea = io.StringIO()
        csv.writer(linea).writerow(celdas)
        yield linea.getvalue()


def _de_libro(ruta: Path) -> Iterator[list[str]]:
    libro = Libro(ruta)
    with closing(libro):
        yield from (celdas for _, celdas, _ in libro.filas(libro.nombres()[0]))
