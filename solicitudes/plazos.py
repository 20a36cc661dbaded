"""Working days of a unit, by which the law counts its terms (art. 145 TUO Ley 27444)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.models import Unidad
from legajo.models import Servidor, Vinculo
from legajo.situacion import vinculos_vigentes
from solicitudes.models import Feriado, Plazo

Procedimiento = Plazo.Procedimiento
SIN_FIN = 400
"""Days ahead that a calendar reads: beyond the longest term, 250 working days."""


def feriados_de(unidad: Unidad | None, desde: Any, hasta: Any) -> QuerySet[Feriado]:
    """The holidays of a unit between two days, which may be expressions of an outer query."""
    rama = (unidad.pk, unidad.superior_id) if unidad else ()
    return Feriado.objects.filter(
        Q(unidad=None) | Q(unidad__in=[clave for clave in rama if clave]),
        dia__range=(desde, hasta),
    )


@dataclass(frozen=True)
class Calendario:
    """The holidays of a unit between two days, those of the country and of its branch."""

    feriados: frozenset[date] = frozenset()

    @classmethod
    def de(cls, unidad: Unidad | None, desde: date, hasta: date | None = None) -> Calendario:
        """Read it: one query. Without `unidad`, the holidays of the whole country."""
        suyos = feriados_de(unidad, desde, hasta or desde + timedelta(SIN_FIN))
        return cls(frozenset(suyos.values_list("dia", flat=True)))

    def es_habil(self, dia: date) -> bool:
        """Whether the term runs on this day."""
        return dia.weekday() < 5 and dia not in self.feriados

    def sumar(self, desde: date, cuantos: int) -> date:
        """The last day of a term of so many working days that starts the day after `desde`."""
        dia = desde
        while cuantos > 0:
            dia += timedelta(1)
            cuantos -= self.es_habil(dia)
        return dia

    def entre(self, desde: date, hasta: date) -> int:
        """Working days after `desde` up to `hasta`; negative when `hasta` is before."""
        if hasta < desde:
            return -self.entre(hasta, desde)
        return sum(self.es_habil(desde + timedelta(n)) for n in range(1, (hasta - desde).days + 1))


class Calendarios:
    """The calendars of many units between two days: one query for them all, when first asked."""

    def __init__(self, desde: date, hasta: date) -> None:
        self.rango = (desde, hasta)
        self.de_cada_rama: dict[tuple[int | None, ...], Calendario] = {}

    @cached_property
    def feriados(self) -> dict[int | None, set[date]]:
        """Holidays by the unit whose branch keeps them; None for those of the whole country."""
        hallados: dict[int | None, set[date]] = defaultdict(set)
        for unidad, dia in Feriado.objects.filter(dia__range=self.rango).values_list(
            "unidad", "dia"
        ):
            hallados[unidad].add(dia)
        return hallados

    def de(self, unidad: Unidad) -> Calendario:
        """That of a unit: the country's, its own and its superior's."""
        rama = (None, unidad.pk, unidad.superior_id)
        if rama not in self.de_cada_rama:
            suyos = (self.feriados.get(lugar, set()) for lugar in rama)
            self.de_cada_rama[rama] = Calendario(frozenset().union(*suyos))
        return self.de_cada_rama[rama]


def sumar_habiles(desde: date, cuantos: int, unidad: Unidad | None = None) -> date:
    """The last day of a term of so many working days of `unidad`, or of the whole country."""
    return Calendario.de(unidad, desde).sumar(desde, cuantos)


def habiles_entre(desde: date, hasta: date, unidad: Unidad | None = None) -> int:
    """Working days after `desde` up to `hasta`; negative when `hasta` is before."""
    calendario = Calendario.de(unidad, min(desde, hasta), max(desde, hasta))
    return calendario.entre(desde, hasta)


def recepcion(cuando: datetime, calendario: Calendario) -> date:
    """The working day on which what arrives counts as received.

    The portal takes requests day and night; what comes after closing time, or on a day
    that is none, is of the next working day (mesa de partes digital, D. Leg. 1497).
    """
    dia = cuando.date()
    if cuando.time() <= settings.HORA_DE_CIERRE and calendario.es_habil(dia):
        return dia
    return calendario.sumar(dia, 1)


def termino(procedimiento: str, servidor: Servidor | None = None) -> int:
    """Working days of a step: the row of a régimen that he holds, else that of everybody.

    Of two of his, the shorter. Raises Plazo.DoesNotExist where the base data is missing.
    """
    dias = terminos([procedimiento], servidor).get(procedimiento)
    if dias is None:
        raise Plazo.DoesNotExist(f"No hay plazo de «{procedimiento}».")
    return dias


def terminos(procedimientos: Collection[str], servidor: Servidor | None = None) -> dict[str, int]:
    """The same of several steps: one query. A step without base data is not there."""
    suyos = Plazo.objects.filter(procedimiento__in=procedimientos)
    cuales = Q(regimen=None)
    if servidor is not None:
        vigentes = vinculos_vigentes(Vinculo.objects.activos().filter(servidor=servidor))
        cuales |= Q(regimen__in=vigentes.values("regimen"))
    filas = suyos.filter(cuales).values_list("procedimiento", "regimen", "dias")
    de_cada: dict[str, int] = {}
    for procedimiento, _, dias in sorted(filas, key=lambda fila: (fila[1] is None, fila[2])):
        de_cada.setdefault(procedimiento, dias)
    return de_cada
