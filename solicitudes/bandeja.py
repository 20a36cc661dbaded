"""The trays of who decides: what each holds, in which order, and the neighbours of a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from accounts.models import Usuario
from solicitudes.models import Solicitud

Filas = QuerySet[Solicitud]
POR_TURNO = ("-prioritaria", "vence", "pk")
"""What has priority, then what is due first. An index has this order (solicitud_turno)."""
LAS_ULTIMAS = ("-decidida_en", "-pk")
ABIERTA = Q(estado=Solicitud.Estado.EN_SOLICITUD)
SIN_MARCA = Q(observada_en=None, propuesta_por=None)


@dataclass(frozen=True)
class Bandeja:
    """A tab: its name in the address, its label, and the order of its rows."""

    clave: str
    rotulo: str
    orden: tuple[str, ...] = POR_TURNO

    def condicion(self, por: Usuario) -> Q:
        """What a row of it is."""
        if self.clave == "decididas":
            return Q(decidida_en__isnull=False)
        return ABIERTA & _ABIERTAS[self.clave](por)


_ABIERTAS: Mapping[str, Any] = {
    "mias": lambda por: Q(asignada_a=por.pk),
    "libres": lambda por: Q(asignada_a=None),
    "observadas": lambda por: Q(observada_en__isnull=False),
    "por_confirmar": lambda por: Q(propuesta_por__isnull=False),
    "vencidas": lambda por: Q(observada_en=None, vence__lt=localdate()),
    "todas": lambda por: Q(),
}
BANDEJAS = {
    b.clave: b
    for b in (
        Bandeja("mias", "Mías"),
        Bandeja("libres", "Sin asignar"),
        Bandeja("observadas", "Observadas"),
        Bandeja("por_confirmar", "Por confirmar"),
        Bandeja("vencidas", "Vencidas"),
        Bandeja("todas", "Todas las que esperan"),
        Bandeja("decididas", "Decididas", LAS_ULTIMAS),
    )
}


def contar(filas: Filas, por: Usuario) -> dict[str, int]:
    """How many of these rows each tab of open ones holds: one query over the open ones."""
    cuentas = {
        clave: Count("pk", filter=condicion(por)) if (condicion(por)) else Count("pk")
        for clave, condicion in _ABIERTAS.items()
    }
    return filas.filter(ABIERTA).order_by().aggregate(**cuentas)


def vecina(filas: Filas, orden: tuple[str, ...], actual: Solicitud, *, antes: bool) -> int | None:
    """The key of the row before or after `actual` in this order, whether it is still there or not.

    Its place is told by its values, not by counting rows: what was decided meanwhile leaves
    the tray and moves nobody.
    """
    if antes:
        orden = tuple(c.removeprefix("-") if c[0] == "-" else f"-{c}" for c in orden)
    siguientes = filas.filter(_despues(orden, actual)).exclude(pk=actual.pk)
    return siguientes.order_by(*orden).values_list("pk", flat=True).first()


def _despues(orden: tuple[str, ...], actual: Solicitud) -> Q:
    """Rows that come later: further in a column, and equal in those before it. Blanks are last."""
    despues, iguales = Q(pk__in=()), Q()
    for columna in orden:
        campo, valor = columna.removeprefix("-"), getattr(actual, columna.removeprefix("-"))
        baja = columna.startswith("-")
        if valor is None:  # last of those that rise, first of those that fall
            mas = Q(**{f"{campo}__isnull": False}) if baja else Q(pk__in=())
        else:
            mas = Q(**{f"{campo}__{'lt' if baja else 'gt'}": valor})
            if campo == "vence" and not baja:
                mas |= Q(vence=None)
        despues |= iguales & mas
        iguales &= Q(**{campo: valor})
    return despues
