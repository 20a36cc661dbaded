"""One slip while it is read."""

from __future__ import annotations

from collections.abc import Callable

from boletas.lis.codificacion import BLANCOS
from boletas.lis.hoja import Falla

FALLAS_MAX = 20


class Lectura:
    """One slip being read: its lines, and what was found wrong so far."""

    def __init__(self, linea: int, lineas: list[str]) -> None:
        self.linea = linea
        self.lineas = lineas
        self.limpias = [texto.strip(BLANCOS) for texto in lineas]
        self.fallas: list[Falla] = []

    def mal(self, n: int, campo: str, valor: str, motivo: str) -> None:
        """A fault in the line `n` of the slip, from 0."""
        if len(self.fallas) < FALLAS_MAX:
            self.fallas.append(Falla(self.linea + n, campo, valor[:80], motivo))

    def primera(self, desde: int, es: Callable[[str], bool]) -> int:
        """The first line from `desde` on that is such; how many there are where none is."""
        limpias = self.limpias
        for n in range(desde, len(limpias)):
            if es(limpias[n]):
                return n
        return len(limpias)
