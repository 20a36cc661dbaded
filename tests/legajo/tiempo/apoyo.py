"""The honest count: day by day, with the convention as a person would say it."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from legajo.tiempo.computo import Periodo

UN_DIA = timedelta(days=1)


def peso_de(dia: date) -> int:
    """A day weighs 1; the 31st, 0; the last of February, what is missing to 30."""
    if dia.day == 31:
        return 0
    if dia.month == 2 and (dia + UN_DIA).month == 3:
        return {28: 3, 29: 2}[dia.day]
    return 1


@cache
def _pesos(anio: int) -> dict[int, int]:
    primero = date(anio, 1, 1).toordinal()
    siguiente = date(anio + 1, 1, 1).toordinal()
    return {n: peso_de(date.fromordinal(n)) for n in range(primero, siguiente)}


def peso_del(numero: int) -> int:
    """What the day of that ordinal weighs."""
    return _pesos(date.fromordinal(numero).year)[numero]


def dias_de(periodos: Iterable[Periodo], hasta: date) -> set[int]:
    """Every day of every period up to a date, as ordinals."""
    dias: set[int] = set()
    for p in periodos:
        dias.update(range(p.inicio.toordinal(), min(p.fin or hasta, hasta).toordinal() + 1))
    return dias


def dias_servidos(vinculos: Iterable[Periodo], descuentos: Iterable[Periodo], hasta: date):
    """The days that count, as ordinals, in order."""
    return sorted(dias_de(vinculos, hasta) - dias_de(descuentos, hasta))


def contar(dias: Iterable[int]) -> int:
    """What these days weigh, one by one."""
    return sum(map(peso_del, dias))
