"""One slip while it is read."""

from __future__ import annotations

from collections.abc import Collection

from boletas.lis.codificacion import BLANCOS
from boletas.lis.hoja import Falla

FALLAS_MAX = 20


class Lectura:
    """The stripped lines of a slip, and what was found wrong so far."""

    def __init__(self, linea: int, texto: str, repetidas: Collection[int] = ()) -> None:
        self.linea = linea
        self.lineas = [linea.strip() for linea in texto.rstrip(BLANCOS).split("\n")]
        for n in repetidas:
            if n < len(self.lineas):  # blank lines at the end are not among them
                self.lineas[n] = ""
        self.fallas: list[Falla] = []

    def mal(self, n: int, campo: str, valor: str, motivo: str) -> None:
        """A fault in the line `n` of the slip, from 0."""
        if len(self.fallas) < FALLAS_MAX:
            self.fallas.append(Falla(self.linea + n, campo, valor[:80], motivo))

    def primera(self, comienzos: tuple[str, ...], desde: int) -> int:
        """The first line from `desde` on that begins so; how many there are where none does."""
        for n in range(desde, len(self.lineas)):
            if self.lineas[n].startswith(comienzos):
                return n
        return len(self.lineas)
