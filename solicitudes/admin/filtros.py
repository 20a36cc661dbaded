"""What narrows the tray: section of the legajo, priority, days that it waits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.alcance import EnLista
from legajo.estructuras import DIEZ
from solicitudes.models import Solicitud
from solicitudes.panel import DOCUMENTOS, TITULOS


class _DeUnaLista(EnLista, admin.SimpleListFilter):  # type: ignore[misc]  # its choices are ours
    """A filter whose values are written here; another in the address is refused."""

    opciones: dict[str, str]

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        """The choices."""
        return list(self.opciones.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of what was chosen. BadRequest for what is no choice."""
        elegida = self.value()
        if not elegida:
            return queryset
        if elegida not in self.opciones:
            raise BadRequest("Esa opción del filtro no existe.")
        return self.filtrar(queryset, elegida)

    def filtrar(self, filas: QuerySet[Any], elegida: str) -> QuerySet[Any]:
        """The rows of a choice."""
        raise NotImplementedError


class PorSeccion(_DeUnaLista):
    """By section of the legajo; a document is of none."""

    title, parameter_name = "sección", "seccion"
    opciones = TITULOS

    def filtrar(self, filas: QuerySet[Any], elegida: str) -> QuerySet[Any]:
        """Those about a kind of the section."""
        if elegida == DOCUMENTOS:
            return filas.exclude(clase=Solicitud.Clase.MODIFICACION)
        seccion = next(s for s in DIEZ if s.slug == elegida)
        return filas.filter(tipo_slug__in=[tipo.slug for tipo in seccion.tipos])


class PorPrioridad(_DeUnaLista):
    """By whether it goes before the others."""

    title, parameter_name = "prioridad", "prioridad"
    opciones = {"si": "Prioritarias", "no": "Sin prioridad"}

    def filtrar(self, filas: QuerySet[Any], elegida: str) -> QuerySet[Any]:
        """Those with it, or without."""
        return filas.filter(prioritaria=elegida == "si")


class PorAntiguedad(_DeUnaLista):
    """By how long ago it was sent."""

    title, parameter_name = "días desde que se envió", "dias"
    opciones = {str(n): f"Más de {n} días" for n in (7, 15, 30, 60)}

    def filtrar(self, filas: QuerySet[Any], elegida: str) -> QuerySet[Any]:
        """Those sent before so many days."""
        return filas.filter(creada_en__lt=timezone.now() - timedelta(int(elegida)))
