"""Read a `.lis` file slip by slip, in flat memory, whatever its bytes are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from boletas.lis.cortes import partir, trozos
from boletas.lis.cuerpo import leer_hoja
from boletas.lis.hoja import Hoja, HojaMala

_SENALES = tuple(
    re.compile(patron, re.MULTILINE)
    for patron in (
        rb"^[ \t\f]{0,9}\*[^\n]{1,200}\n\s{0,9}RUC\s{0,9}-",
        rb"^[ \t\f]{0,9}Apellidos {1,40}:",
        rb"^[ \t\f]{0,9}Documento de Identidad {1,40}:",
        rb"^[ \t\f]{0,9}T-REMUN\s",
        rb"^[ \t\f]{0,9}MImponible\s",
    )
)


def es_lis(comienzo: bytes) -> bool:
    """Whether a file that begins so is a `.lis`: two signs of a slip, in any encoding.

    A file in UTF-16 is one too, so that reading it can say what is wrong with it.
    """
    letras = comienzo.replace(b"\0", b"")
    return sum(1 for senal in _SENALES if senal.search(letras)) > 1


def leer(archivo: BinaryIO) -> Iterator[Hoja | HojaMala]:
    """Yield each slip in order; their `original` together are the file. Raises on no bytes."""
    linea = 1
    for trozo in trozos(archivo):
        yield from _hojas(linea, trozo)
        linea += trozo.count(b"\n")


def _hojas(linea: int, trozo: bytes) -> Iterator[Hoja | HojaMala]:
    """The slip of a piece; or the slips, where one begins before the other ended."""
    hoja = leer_hoja(linea, trozo)
    partes = [] if isinstance(hoja, Hoja) else partir(trozo)
    if len(partes) < 2 and not any(parte.repetidas for parte in partes):
        yield hoja
        return
    for parte in partes:
        yield leer_hoja(linea, parte.datos, parte.repetidas)
        linea += parte.datos.count(b"\n")
