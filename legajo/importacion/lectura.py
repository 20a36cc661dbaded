"""A file on disk as sheets with their destination: CSV or workbook, told by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from legajo.importacion.destinos import Destino, destinos, por_nombre
from legajo.importacion.libro import Libro, es_libro
from legajo.importacion.nombres import llana
from portal.tablas_csv import INICIO, Archivo, ArchivoIlegibleError, Lugar, reconocer

Fila = tuple[int, list[str], Lugar]
"""Number of a row in its sheet, its cells, and the place where the next begins."""

DE_LA_PLANTILLA = frozenset({"instrucciones", "listas"})
TROZO = 1 << 20


@dataclass(frozen=True, slots=True)
class Hoja:
    """A table of the file: its name, where it goes, and how much there is to read."""

    nombre: str
    destino: Destino
    tamano: int
    origen: Archivo | Libro

    def filas(self, desde: Lugar = INICIO) -> Iterator[Fila]:
        """The rows from a place on; from the heading by default."""
        if isinstance(self.origen, Libro):
            return self.origen.filas(self.nombre, desde)
        return self.origen.filas(desde)


def sha256_de(ruta: Path) -> str:
    """The hash by which a file is known again."""
    resumen = hashlib.sha256()
    try:
        with ruta.open("rb") as abierto:
            while trozo := abierto.read(TROZO):
                resumen.update(trozo)
    except OSError as error:
        raise ArchivoIlegibleError(f"No se pudo abrir el archivo: {error.strerror}.") from error
    return resumen.hexdigest()


@contextmanager
def abrir(ruta: Path, *, tipo: str = "", nombre: str = "") -> Iterator[list[Hoja]]:
    """The sheets of a file, people first. `tipo` says what one table is, if its name does not.

    Raises ArchivoIlegibleError for what cannot be read as a table, or is of no known kind.
    """
    if not es_libro(ruta):
        archivo = reconocer(ruta)
        titulo = Path(nombre or ruta.name).stem
        yield [Hoja(titulo[:40], _destino(titulo, tipo), archivo.bytes, archivo)]
        return
    libro = Libro(ruta)
    try:
        yield _hojas(libro, tipo)
    finally:
        libro.close()


def _hojas(libro: Libro, tipo: str) -> list[Hoja]:
    nombres = [n for n in libro.nombres() if llana(n) not in DE_LA_PLANTILLA]
    con_datos = [n for n in nombres if next(libro.filas(n), None) is not None]
    if not con_datos:
        raise ArchivoIlegibleError("El libro no tiene datos.")
    solo = tipo if len(con_datos) == 1 else ""
    hojas = [Hoja(n, _destino(n, solo), libro.filas_de(n), libro) for n in con_datos]
    if tipo:
        hojas = [h for h in hojas if h.destino.slug == tipo]
        if not hojas:
            raise ArchivoIlegibleError(f"El libro no tiene una hoja de «{tipo}».")
    orden = list(destinos())
    return sorted(hojas, key=lambda h: orden.index(h.destino.slug))


def _destino(nombre: str, tipo: str) -> Destino:
    hallado = destinos().get(tipo) if tipo else por_nombre(nombre)
    if hallado is None:
        validos = ", ".join(destinos())
        raise ArchivoIlegibleError(
            f"No se sabe qué contiene «{tipo or nombre}». Nómbrelo como uno de estos: {validos}."
        )
    return hallado
