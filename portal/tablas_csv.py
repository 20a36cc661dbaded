"""Tables as CSV files: how one is written found out, rows read one at a time, cells made safe."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

TROZO = 1 << 20
SEPARADORES = (",", ";", "\t")
FORMULA = re.compile(r"[\t\r\n]|\s*[=+@\uff1d\uff0b\uff0d\uff20-]")
"""How a cell begins that a spreadsheet would reckon; signs in their full width are folded."""


class ArchivoIlegibleError(Exception):
    """A file that cannot be read as a table at all; says why in Spanish."""


class Lugar(NamedTuple):
    """Where reading goes on: how far one is (bytes of a CSV), and the number of the next line."""

    avance: int
    linea: int


INICIO = Lugar(0, 1)


@dataclass(frozen=True, slots=True)
class Archivo:
    """A CSV file on disk, and how it is written."""

    ruta: Path
    codificacion: str
    separador: str
    sha256: str
    bytes: int

    def filas(self, desde: Lugar = INICIO) -> Iterator[tuple[int, list[str], Lugar]]:
        """Each row with its line number and the place where the next begins, the heading first.

        Given such a place, reading goes on from there; a file in UTF-16 is read from its
        beginning, and what stands before the place is left out. Raises ArchivoIlegibleError
        where the text breaks off (a quote that never closes, a character that Windows-1252
        does not have).
        """
        inicio = antes = 1 if self.codificacion == "utf-16" else desde.linea
        with self.ruta.open("rb") as crudo:
            crudo.seek(0 if self.codificacion == "utf-16" else desde.avance)
            lector = csv.reader(self._lineas(crudo), delimiter=self.separador, strict=True)
            try:
                for celdas in lector:
                    despues = antes + lector.line_num
                    if any(celdas) and inicio >= desde.linea:
                        yield inicio, celdas, Lugar(crudo.tell(), despues)
                    inicio = despues
            except (csv.Error, UnicodeDecodeError) as error:
                raise ArchivoIlegibleError(
                    f"Desde la línea {inicio} el archivo no se puede leer como CSV."
                ) from error

    def _lineas(self, crudo: BinaryIO) -> Iterator[str]:
        """Lines as text; by single lines of bytes, so that the place in the file is known."""
        if self.codificacion == "utf-16":
            yield from io.TextIOWrapper(crudo, encoding="utf-16", newline="")
            return
        codificacion = "utf-8" if self.codificacion == "utf-8-sig" else self.codificacion
        while cruda := crudo.readline(TROZO):
            yield cruda.decode(codificacion).removeprefix("\ufeff")


def reconocer(ruta: Path) -> Archivo:
    """Read the file once: its hash, its encoding, its separator.

    The encoding is UTF-16 where a mark says so, else UTF-8, else Windows-1252.
    """
    resumen, total = hashlib.sha256(), 0
    decodificador = codecs.getincrementaldecoder("utf-8")()
    es_utf8 = True
    try:
        with ruta.open("rb") as abierto:
            primera = abierto.readline(TROZO)
            abierto.seek(0)
            while trozo := abierto.read(TROZO):
                resumen.update(trozo)
                total += len(trozo)
                es_utf8 = es_utf8 and _decodifica(decodificador, trozo)
    except OSError as error:
        raise ArchivoIlegibleError(f"No se pudo abrir el archivo: {error.strerror}.") from error
    if not primera.strip():
        raise ArchivoIlegibleError("El archivo está vacío, o su primera línea lo está.")
    es_utf8 = es_utf8 and _decodifica(decodificador, b"", final=True)
    codificacion = "utf-8-sig" if es_utf8 else "cp1252"
    if primera.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codificacion = "utf-16"
    return Archivo(ruta, codificacion, _separador(primera), resumen.hexdigest(), total)


def neutra(celda: str) -> str:
    """A cell that no spreadsheet takes for a formula: quoted where it begins like one."""
    return f"'{celda}" if FORMULA.match(celda) else celda


def sin_comilla(celda: str) -> str:
    """The cell as it was before `neutra`."""
    return celda[1:] if celda[:1] == "'" and FORMULA.match(celda[1:]) else celda


def _decodifica(
    decodificador: codecs.IncrementalDecoder, trozo: bytes, final: bool = False
) -> bool:
    try:
        decodificador.decode(trozo, final)
    except UnicodeDecodeError:
        return False
    return True


def _separador(primera: bytes) -> str:
    """The separator that the heading uses most."""
    texto = primera.decode("latin-1")
    return max(SEPARADORES, key=texto.count)
