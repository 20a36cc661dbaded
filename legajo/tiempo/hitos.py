"""What is asked of a career besides its total: by régimen, in the escala, 25 and 30 years.

Everything is computed by `calcular`; dates are found by bisection, since the total never falls
as the date goes on.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from legajo.tiempo.computo import Computo, Periodo, calcular, en_servicio
from legajo.tiempo.convencion import DIAS_DEL_ANIO, UN_DIA, peso

ATS = (25, 30)
"""Years whose completion gives the asignación por tiempo de servicios."""


class Ascenso(NamedTuple):
    """A rise: the day it takes effect, the escala it gives, and the one that it says he had."""

    dia: date
    escala: str
    anterior: str = ""


@dataclass(frozen=True)
class Carrera:
    """What the time of service follows from; `avisos` are sentences on what cannot be counted."""

    vinculos: tuple[Periodo, ...]
    descuentos: tuple[Periodo, ...] = ()
    ascensos: tuple[Ascenso, ...] = ()
    avisos: tuple[str, ...] = ()

    def computo(self, hasta: date, desde: date = date.min) -> Computo:
        """The count up to a date."""
        return calcular(self.vinculos, self.descuentos, desde=desde, hasta=hasta)


class Hito(NamedTuple):
    """The day on which so much service is complete; to come where not `cumplido`."""

    dia: date
    cumplido: bool


class EnEscala(NamedTuple):
    """An escala, since when, and the weighed days of service in it."""

    escala: str
    desde: date
    dias: int


def hito(carrera: Carrera, anios: int, hasta: date) -> Hito | None:
    """When a career completes so many years, as seen on `hasta`.

    Past: the first day on which the total reaches them. To come: the day on which it will if
    he goes on without discounts; None for who is not in service on `hasta`.
    """
    meta = anios * DIAS_DEL_ANIO
    falta = meta - carrera.computo(hasta).total
    if falta <= 0:
        return Hito(_primer_dia(carrera, meta, hasta), True)
    if not en_servicio(carrera.vinculos, hasta):
        return None
    manana = hasta + UN_DIA
    siguientes = range(manana.toordinal(), manana.toordinal() + 2 * falta + 60)
    pasos = bisect_left(siguientes, falta, key=lambda dia: peso(manana, date.fromordinal(dia)))
    return Hito(date.fromordinal(siguientes[pasos]), False)


def _primer_dia(carrera: Carrera, meta: int, hasta: date) -> date:
    """The first day on which the total is `meta`, which it is on `hasta`."""
    primero = min(v.inicio for v in carrera.vinculos).toordinal()
    dias = range(primero, hasta.toordinal())
    pasos = bisect_left(dias, meta, key=lambda dia: carrera.computo(date.fromordinal(dia)).total)
    return date.fromordinal(primero + pasos)


def por_regimen(carrera: Carrera, hasta: date) -> dict[str, int]:
    """Weighed days of service in each régimen, in the order in which they began.

    A day with vínculos of two regímenes counts in both, so that they may add up to more than
    the total.
    """
    vinculos: dict[str, list[Periodo]] = {}
    for vinculo in sorted(carrera.vinculos, key=lambda v: v.inicio):
        if vinculo.inicio <= hasta:
            vinculos.setdefault(vinculo.regimen, []).append(vinculo)
    return {
        regimen: calcular(suyos, carrera.descuentos, hasta=hasta).total
        for regimen, suyos in vinculos.items()
    }


def en_escala(carrera: Carrera, hasta: date) -> EnEscala | None:
    """The escala on a day, and the service in it; None where nothing says an escala."""
    ultima = deque(_cambios_de_escala(carrera, hasta), maxlen=1)
    return _servida(carrera, ultima[0], hasta) if ultima else None


def escalas(carrera: Carrera, hasta: date) -> list[EnEscala]:
    """Every escala up to a day in the order of time, each with the service in it.

    What stood before a rise is what the rise says: a vínculo often tells the escala of today.
    """
    cambios = [*_cambios_de_escala(carrera, hasta), Ascenso(hasta + UN_DIA, "")]
    return [
        _servida(carrera, uno._replace(escala=otro.anterior or uno.escala), otro.dia - UN_DIA)
        for uno, otro in pairwise(cambios)
    ]


def _servida(carrera: Carrera, desde: Ascenso, hasta: date) -> EnEscala:
    return EnEscala(desde.escala, desde.dia, carrera.computo(hasta, desde=desde.dia).total)


def _cambios_de_escala(carrera: Carrera, hasta: date) -> Iterator[Ascenso]:
    """When each escala begins.

    It runs from a rise, or from the start of the vínculo that brought it. A vínculo
    changes the escala only where none other with an escala holds that day: the second post
    of somebody appointed does not.
    """
    actual: Ascenso | None = None
    tope: date | None = None  # last day of the vínculos with an escala so far
    for dia, fin, paso in _pasos(carrera):
        if dia > hasta:
            return
        libre = fin is None or tope is None or tope < dia
        if actual is None or (libre and (fin is None or paso.escala != actual.escala)):
            actual = paso
            yield actual
        tope = max(tope or date.min, fin or date.min)


def _pasos(carrera: Carrera) -> Iterable[tuple[date, date | None, Ascenso]]:
    """Vínculos with an escala (with their last day) and rises (without), by date."""
    vinculos = [
        (v.inicio, v.fin or date.max, Ascenso(v.inicio, v.escala))
        for v in carrera.vinculos
        if v.escala
    ]
    ascensos = [(a.dia, None, a) for a in carrera.ascensos]
    return sorted([*vinculos, *ascensos], key=lambda paso: (paso[0], paso[1] is None))
