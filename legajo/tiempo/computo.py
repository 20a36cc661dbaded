"""The count: periods of work less periods without pay, line by line, in time that grows with them.

No day is ever walked: periods are sorted and swept once, and the convention weighs each
stretch by its ends.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from legajo.tiempo.convencion import UN_DIA, peso


class Tramo(NamedTuple):
    """Days in a row, both ends included."""

    desde: date
    hasta: date


@dataclass(frozen=True, slots=True)
class Periodo:
    """A vínculo or a discount, open where `fin` is None, with what its line says of it."""

    inicio: date
    fin: date | None = None
    concepto: str = ""
    documento: str = ""
    nota: str = ""
    regimen: str = ""
    escala: str = ""
    cargo: str = ""


@dataclass(frozen=True, slots=True)
class Linea:
    """A line of the explanation: what `periodo` adds (or takes away) once, and the sum so far.

    `tramo` is what counts, None where nothing does. `repetido` is what does not because
    earlier lines have it, and `repetido_en` the numbers of the first and last of those.
    `fuera` tells that part of a discount lies outside of every vínculo.
    """

    periodo: Periodo
    tramo: Tramo | None
    dias: int
    acumulado: int
    repetido: Tramo | None = None
    repetido_en: tuple[int, int] | None = None
    fuera: bool = False


@dataclass(frozen=True)
class Computo:
    """The lines of vínculos, then those of discounts; `total` is their sum."""

    lineas: tuple[Linea, ...]
    trabajado: int
    descontado: int

    @property
    def total(self) -> int:
        """Weighed days of service."""
        return self.trabajado - self.descontado


class _Cuenta:
    """Lines as they are written: their numbers, the sum so far, the stretches by order of days."""

    def __init__(self) -> None:
        self.lineas: list[Linea] = []
        self.suma = 0
        self.empezar()

    def empezar(self) -> None:
        """Begin the vínculos, or the discounts: what follows repeats only what follows."""
        self.tramos: list[Tramo] = []
        self.numeros: list[int] = []

    def anotar(
        self, periodo: Periodo, tramo: Tramo | None, repetido: Tramo | None, *,
        signo: int = 1, fuera: bool = False,
    ) -> None:  # fmt: skip
        """Write the next line."""
        dias = signo * peso(*tramo) if tramo else 0
        en = self._donde(repetido)
        self.suma += dias
        self.lineas.append(
            Linea(periodo, tramo, dias, self.suma, repetido if en else None, en, fuera)
        )
        if tramo:
            self.tramos.append(tramo)
            self.numeros.append(len(self.lineas))

    def _donde(self, repetido: Tramo | None) -> tuple[int, int] | None:
        """The first and the last line that have some of these days."""
        if repetido is None:
            return None
        primera = bisect_left(self.tramos, repetido.desde, key=lambda t: t.hasta)
        ultima = bisect_right(self.tramos, repetido.hasta, key=lambda t: t.desde) - 1
        if primera > ultima:
            return None
        return self.numeros[primera], self.numeros[ultima]


def calcular(
    vinculos: Iterable[Periodo],
    descuentos: Iterable[Periodo],
    *,
    hasta: date,
    desde: date = date.min,
) -> Computo:
    """Weigh each day of the union of `vinculos` once, less those of the union of `descuentos`.

    Only days between `desde` and `hasta`, both included; an open period goes on to `hasta`.
    """
    ventana = Tramo(desde, hasta)
    cuenta = _Cuenta()
    for periodo, nuevo, repetido in _sin_repetir(vinculos, ventana):
        cuenta.anotar(periodo, nuevo, repetido)
    trabajado = cuenta.suma
    union = _unir(cuenta.tramos)
    cuenta.empezar()
    for periodo, nuevo, repetido in _sin_repetir(descuentos, ventana):
        dentro = list(_dentro(nuevo, union)) if nuevo else []
        fuera = not all(_cabe(tramo, union) for tramo in (nuevo, repetido) if tramo)
        cuenta.anotar(periodo, dentro[0] if dentro else None, repetido, signo=-1, fuera=fuera)
        for tramo in dentro[1:]:
            cuenta.anotar(periodo, tramo, None, signo=-1)
    return Computo(tuple(cuenta.lineas), trabajado, trabajado - cuenta.suma)


def en_servicio(vinculos: Iterable[Periodo], dia: date) -> bool:
    """Whether some vínculo holds on that day."""
    return any(v.inicio <= dia and (v.fin is None or dia <= v.fin) for v in vinculos)


def _sin_repetir(
    periodos: Iterable[Periodo], ventana: Tramo
) -> Iterator[tuple[Periodo, Tramo | None, Tramo | None]]:
    """Each period that touches the window, with its days that are new and those that are not.

    In order of start (of two, the longer first), what is new of a period is one stretch:
    whatever came before began before.
    """
    tope: date | None = None
    for periodo in sorted(periodos, key=_por_inicio):
        desde, hasta = (
            max(periodo.inicio, ventana.desde),
            min(periodo.fin or ventana.hasta, ventana.hasta),
        )
        if hasta < desde:
            continue
        entero = Tramo(desde, hasta)
        if tope is None or tope < desde:
            yield periodo, entero, None
        elif hasta <= tope:
            yield periodo, None, entero
        else:
            yield periodo, Tramo(tope + UN_DIA, hasta), Tramo(desde, tope)
        tope = max(tope or hasta, hasta)


def _por_inicio(periodo: Periodo) -> tuple[date, int]:
    return periodo.inicio, -(periodo.fin or date.max).toordinal()


def _unir(tramos: Iterable[Tramo]) -> list[Tramo]:
    """Stretches in order that do not touch, from stretches in order that may."""
    unidos: list[Tramo] = []
    for tramo in tramos:
        if unidos and unidos[-1].hasta + UN_DIA == tramo.desde:
            tramo = Tramo(unidos.pop().desde, tramo.hasta)
        unidos.append(tramo)
    return unidos


def _dentro(tramo: Tramo, union: Sequence[Tramo]) -> Iterator[Tramo]:
    """The parts of a stretch that lie inside of the union."""
    lugar = bisect_left(union, tramo.desde, key=lambda t: t.hasta)
    while lugar < len(union) and union[lugar].desde <= tramo.hasta:
        yield Tramo(max(tramo.desde, union[lugar].desde), min(tramo.hasta, union[lugar].hasta))
        lugar += 1


def _cabe(tramo: Tramo, union: Sequence[Tramo]) -> bool:
    """Whether a stretch lies whole inside of the union."""
    return next(_dentro(tramo, union), None) == tramo
