"""A file on disk as boletas, whatever it is: told by its content, read one slip at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from boletas.columnas import CabeceraIncompletaError, Columnas, leer_cabecera
from boletas.fila import Catalogos, Falta, Fila, leer_fila
from boletas.importacion.de_lis import leer_hoja
from boletas.lis.lector import es_lis
from boletas.lis.lector import leer as leer_lis
from boletas.models import Importacion
from legajo.importacion.lectura import Fila as FilaDeTabla
from legajo.importacion.libro import Libro, es_libro
from portal.tablas_csv import ArchivoIlegibleError, reconocer

Formato = Importacion.Formato
Leida = tuple[int, Fila | list[Falta]]
"""How far one is in the file, and the boleta, or what is wrong with it."""
COMIENZO = 1 << 16
NINGUNA: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fuente:
    """A file that can be read: what it is, how long (bytes, or rows of a sheet), its boletas."""

    formato: Importacion.Formato
    tamano: int
    sin_uso: tuple[str, ...]
    leidas: Callable[[], Iterator[Leida]]


@contextmanager
def abrir(ruta: Path, catalogos: Catalogos) -> Iterator[Fuente]:
    """The file, ready to be read. Raises ArchivoIlegibleError for what holds no boletas at all."""
    try:
        with ruta.open("rb") as abierto:
            comienzo = abierto.read(COMIENZO)
    except OSError as error:
        raise ArchivoIlegibleError(f"No se pudo abrir el archivo: {error.strerror}.") from error
    if not comienzo.strip():
        raise ArchivoIlegibleError("El archivo está vacío.")
    if es_libro(ruta):
        with closing(Libro(ruta)) as libro:
            hoja = _unica_hoja(libro)
            yield _de_tabla(Formato.XLSX, libro.filas_de(hoja), libro.filas(hoja), catalogos)
    elif es_lis(comienzo):
        yield Fuente(Formato.LIS, ruta.stat().st_size, NINGUNA, lambda: _de_lis(ruta, catalogos))
    else:
        archivo = reconocer(ruta)
        yield _de_tabla(Formato.CSV, archivo.bytes, archivo.filas(), catalogos)


def sha256_de(ruta: Path) -> str:
    """The hash by which a file is known again."""
    with ruta.open("rb") as abierto:
        return hashlib.file_digest(abierto, "sha256").hexdigest()


def _unica_hoja(libro: Libro) -> str:
    con_datos = [n for n in libro.nombres() if next(libro.filas(n), None) is not None]
    if len(con_datos) != 1:
        raise ArchivoIlegibleError(
            "El libro tiene más de una hoja con datos: deje solo la de las boletas."
            if con_datos
            else "El libro no tiene datos."
        )
    return con_datos[0]


def _de_tabla(
    formato: Importacion.Formato, tamano: int, filas: Iterator[FilaDeTabla], catalogos: Catalogos
) -> Fuente:
    primera = next(filas, None)
    if primera is None:
        raise ArchivoIlegibleError("El archivo está vacío.")
    columnas = _cabecera(primera[1])

    def leidas() -> Iterator[Leida]:
        for linea, celdas, lugar in filas:
            yield lugar.avance, leer_fila(linea, celdas, columnas, catalogos)

    return Fuente(formato, tamano, columnas.sin_uso, leidas)


def _cabecera(celdas: list[str]) -> Columnas:
    try:
        return leer_cabecera(celdas)
    except CabeceraIncompletaError as error:
        raise ArchivoIlegibleError(
            f"No es un archivo de boletas: la primera línea no sirve de cabecera. {error}"
        ) from error


def _de_lis(ruta: Path, catalogos: Catalogos) -> Iterator[Leida]:
    avance = 0
    with ruta.open("rb") as abierto:
        for hoja in leer_lis(abierto):
            avance += len(hoja.original)
            yield avance, leer_hoja(hoja, catalogos)
