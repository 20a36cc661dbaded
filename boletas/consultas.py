"""What the pages of Mi Boleta ask, each in one query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Max

from boletas.models import Boleta, Consulta
from boletas.models.boleta import CLAVE, BoletaQuerySet
from boletas.periodo import de_anio, es_adicional, regular_de
from legajo.models import Servidor
from portal.preparadas import Preparada

_LEIDAS = (
    "publico", "periodo", "planilla", "datos__cargo", "datos__establecimiento",
    "liquido", "version", "importacion__publicada_en", "servidor__visita_de_boletas__hasta",
)  # fmt: skip


class EnLista(NamedTuple):
    """A boleta as the list shows it: its líquido, and nothing of its lines."""

    publico: UUID
    periodo: int
    planilla: str
    cargo: str | None
    establecimiento: str | None
    liquido: Any
    version: int
    publicada: datetime
    visto: datetime | None


def propias(usuario: Any) -> BoletaQuerySet:
    """The published boletas of the account that is in, every version, with what a page shows."""
    return (
        Boleta.objects.publicadas()
        .filter(servidor__usuario=usuario)
        .select_related("servidor__visita_de_boletas", "unidad__superior", "importacion")
    )


_PERIODOS = Preparada(
    lambda servidor: (
        Boleta.objects.publicadas()
        .filter(servidor=servidor)
        .order_by("-periodo")
        .values_list("periodo")
        .annotate(Max("importacion__publicada_en"))
    )
)
_DE_UN_ANIO = Preparada(
    lambda servidor, desde, hasta: (
        Boleta.objects.publicadas()
        .filter(servidor=servidor, periodo__range=(desde, hasta))
        .vigentes()
        .values_list(*_LEIDAS)
    ),
    enteros=3,
)


def periodos(servidor: Servidor) -> list[tuple[int, datetime]]:
    """The periods that have boletas, the newest first, and when its last one was published."""
    return list(_PERIODOS.filas(servidor.pk))


def lista_de_anio(servidor: Servidor, anio: int) -> list[EnLista]:
    """The boletas of a year, the newest period first, the newest version of each."""
    return list(map(EnLista._make, _DE_UN_ANIO.filas(servidor.pk, *de_anio(anio))))


def entre(servidor: Servidor, desde: int, hasta: int) -> BoletaQuerySet:
    """The boletas between two periods, the newest version of each, the newest period first."""
    de_ellas = Boleta.objects.de(servidor).filter(periodo__range=(desde, hasta))
    return de_ellas.vigentes().select_related("unidad__superior", "importacion")


def en_orden(boletas: Iterable[Boleta]) -> list[Boleta]:
    """The newest month first, each adicional before its regular boleta, which came earlier."""
    return sorted(boletas, key=lambda b: (regular_de(b.periodo), b.periodo), reverse=True)


def versiones(boleta: Boleta) -> list[tuple[UUID, int]]:
    """(public id, number) of every published version of this boleta, the newest first."""
    la_misma = {c: getattr(boleta, c) for c in CLAVE}
    hermanas = Boleta.objects.publicadas().filter(**la_misma).order_by("-version")
    return list(hermanas.values_list("publico", "version"))


def anterior(boleta: Boleta) -> Boleta | None:
    """The regular boleta before this one of the same unit, planilla and cargo; of an adicional,
    none."""
    if es_adicional(boleta.periodo):
        return None
    la_misma = {c: getattr(boleta, c) for c in CLAVE if c != "periodo"}
    previas = (
        Boleta.objects.publicadas()
        .filter(**la_misma, periodo__lt=boleta.periodo)
        .annotate(mes=F("periodo") % 100)
        .filter(mes__lte=12)
    )
    return previas.order_by("-periodo", "-version").only("periodo", "liquido", "conceptos").first()


def consultas_de(boleta: Boleta) -> Iterable[Consulta]:
    """What was asked about this version, the oldest first."""
    return Consulta.objects.filter(boleta=boleta.pk).order_by("creada_en")
