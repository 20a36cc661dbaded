"""Where a slip ends and the next begins, in a file of any size and with any damage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

from boletas.lis.cabecera import LARGO_MAX, tipo_de_linea
from boletas.lis.codificacion import BLANCOS

TROZO = 1 << 20
TOPE = 1 << 16
"""No slip is longer, of however many pages: what is, is cut here, so that memory stays flat."""

CABEZA_MAX = 1 << 12
"""Head and labels of a slip are within so many bytes."""

_FIN = re.compile(rb"\n\.[ \t]*(?:[0-9]{4,10}[ \t]*)?(?:(?=[\r\n\f\x1a])[\s\x1a]*|\Z)")
"""The point that ends a slip, the number that may stand by it, and the blank that follows."""

_ANCLA = re.compile(rb"^[ \t\f]*(?:\*|RUC)", re.MULTILINE)
_COMIENZO = re.compile(r"(?:c?\*r|c[*r])\Z")
"""Two of the first three lines of a head are enough to see that a slip begins."""


def trozos(archivo: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file, parted where slips end; together they are the file."""
    resto, acabado = b"", False
    while not acabado:
        leido = archivo.read(TROZO)
        acabado = not leido
        resto += leido
        inicio = 0
        while fin := _fin(resto, inicio, acabado):
            yield resto[inicio:fin]
            inicio = fin
        resto = resto[inicio:]


def _fin(datos: bytes, inicio: int, acabado: bool) -> int:
    """Where the piece that begins at `inicio` ends; 0 where more must be read to know."""
    hallado = _FIN.search(datos, inicio)
    if hallado and hallado.end() - inicio <= TOPE and (acabado or hallado.end() < len(datos)):
        return hallado.end()
    quedan = len(datos) - inicio
    if quedan > TOPE:
        return inicio + _corte(datos[inicio : inicio + TOPE])
    return len(datos) if acabado and quedan else 0


def _corte(datos: bytes) -> int:
    """Where to cut what has no end: before the last slip that begins, or else after a line."""
    comienzos = _comienzos(datos)
    return (comienzos and comienzos[-1][0]) or datos.rfind(b"\n") + 1 or len(datos)


def _comienzos(datos: bytes) -> list[tuple[int, str]]:
    """Where a slip, or another page of one, begins: offset of the line, and which lines it has."""
    hallados: dict[int, str] = {}
    for ancla in _ANCLA.finditer(datos):
        lugares = [ancla.start()]
        while lugares[0] and len(lugares) < 3:
            lugares.insert(0, datos.rfind(b"\n", 0, lugares[0] - 1) + 1)
        tipos = "".join(_tipo(datos, lugar) for lugar in lugares)
        if cabeza := _COMIENZO.search(tipos):
            hallados.setdefault(lugares[cabeza.start()], cabeza.group())
    return list(hallados.items())


def _tipo(datos: bytes, lugar: int) -> str:
    """Which line of a head begins at an offset."""
    linea = datos[lugar : lugar + LARGO_MAX * 2].partition(b"\n")[0]
    return tipo_de_linea(linea.decode("latin-1").strip(BLANCOS))


@dataclass(slots=True)
class Parte:
    """The bytes of one slip, and which of its lines, from 0, are the head of another page."""

    datos: bytes
    repetidas: list[int]


def partir(datos: bytes) -> list[Parte]:
    """The slips of a piece that holds more than one beginning: pages of a slip stay together.

    One line alone before a head that lacks its first is that one, damaged.
    """
    lugares = [
        n for n, cabeza in _comienzos(datos)
        if (b"\n" in (antes := datos[:n].strip())) or (antes and cabeza[0] == "c")
    ]  # fmt: skip
    partes: list[Parte] = []
    for desde, hasta in pairwise([0, *lugares, len(datos)]):
        nueva = datos[desde:hasta]
        if partes and _sigue(partes[-1].datos, nueva):
            parte = partes[-1]
            previas = parte.datos.count(b"\n")
            parte.repetidas += [previas + n for n in _repetidas(parte.datos, nueva)]
            parte.datos += nueva
        else:
            partes.append(Parte(nueva, []))
    return partes


def _cabeza(datos: bytes) -> list[bytes]:
    """The first three lines that say something."""
    lineas = [linea.strip() for linea in datos[: LARGO_MAX * 10].split(b"\n")]
    return [linea for linea in lineas if linea][:3]


def _sigue(antes: bytes, nueva: bytes) -> bool:
    """Whether a page goes on with the slip before: it had no totals, and the head is the same."""
    return b"\nT-REMUN" not in antes and _cabeza(antes) == _cabeza(nueva)


def _repetidas(antes: bytes, nueva: bytes) -> list[int]:
    """The lines at the top of a page that the slip had said already."""
    dichas = {linea.strip() for linea in antes[:CABEZA_MAX].split(b"\n")}
    repetidas = []
    for n, linea in enumerate(nueva.split(b"\n")):
        limpia = linea.strip()
        if limpia and (limpia not in dichas or _es_concepto(limpia)):
            break
        repetidas.append(n)
    return repetidas


def _es_concepto(linea: bytes) -> bool:
    """A line of concepts may well say what another said; a rule may not be one."""
    return linea[:1] in b"+-" and not linea.startswith(b"---")
