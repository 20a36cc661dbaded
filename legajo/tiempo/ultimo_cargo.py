"""The cargo that somebody holds, or held last, and the service in it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from legajo.tiempo.computo import Periodo, calcular
from legajo.tiempo.convencion import UN_DIA
from legajo.tiempo.hitos import Carrera


class EnCargo(NamedTuple):
    """A cargo, and the weighed days of service in it."""

    cargo: str
    dias: int


def en_el_ultimo_cargo(
    carrera: Carrera, movimientos: Sequence[Periodo], hasta: date
) -> EnCargo | None:
    """The last cargo up to a day, with all the service in it, in one stretch or in several.

    Where a vínculo and a move hold on a day, the cargo is that of the move; of two of a kind,
    that of the later one. None where there is no vínculo.
    """
    tramos = list(_tramos(carrera.vinculos, movimientos, hasta))
    if not tramos:
        return None
    cargo = tramos[-1].cargo
    suyos = [tramo for tramo in tramos if tramo.cargo == cargo]
    return EnCargo(cargo, calcular(suyos, carrera.descuentos, hasta=hasta).total)


def _tramos(
    vinculos: Sequence[Periodo], movimientos: Sequence[Periodo], hasta: date
) -> Iterator[Periodo]:
    """The days in service, cut wherever the cargo may change."""
    periodos = [*vinculos, *movimientos]
    cortes = {p.inicio for p in periodos} | {p.fin + UN_DIA for p in periodos if p.fin}
    dias = sorted(dia for dia in cortes if dia <= hasta)
    for desde, siguiente in pairwise([*dias, hasta + UN_DIA]):
        vinculo = _ultimo(vinculos, desde)
        if vinculo is not None:
            movimiento = _ultimo(movimientos, desde)
            yield Periodo(desde, siguiente - UN_DIA, cargo=(movimiento or vinculo).cargo)


def _ultimo(periodos: Sequence[Periodo], dia: date) -> Periodo | None:
    """Of those that hold on a day, the one that began last."""
    suyos = (p for p in periodos if p.inicio <= dia and (p.fin is None or dia <= p.fin))
    return max(suyos, key=lambda p: p.inicio, default=None)
