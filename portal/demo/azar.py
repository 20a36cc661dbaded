"""Chance that repeats: the same key gives the same person on any machine."""

import random
import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


class Azar(random.Random):
    """A random generator for one person, seeded by text."""

    def __init__(self, semilla: int, *clave: object) -> None:
        super().__init__(":".join(map(str, (semilla, *clave))))

    def uno(self, opciones: Sequence[T]) -> T:
        """One of them."""
        return opciones[self.randrange(len(opciones))]

    def pasa(self, por_ciento: float) -> bool:
        """Whether it happens, this many times in a hundred."""
        return self.random() * 100 < por_ciento

    def entre(self, desde: date, hasta: date) -> date:
        """A day between both; `desde` where they are out of order."""
        return desde + timedelta(days=self.randrange(max((hasta - desde).days, 0) + 1))

    def uuid(self) -> uuid.UUID:
        """A public id that repeats: for the demo only, where nobody is to be protected."""
        return uuid.UUID(int=self.getrandbits(128), version=4)


def sumar_anios(dia: date, anios: int) -> date:
    """The same day some years on."""
    return date(dia.year + anios, dia.month, min(dia.day, 28) if dia.month == 2 else dia.day)
