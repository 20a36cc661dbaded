"""The tray of requests: what its rows say, and the way from one desk to the next."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.html import format_html

from accounts.alcance import AlcanceAdmin, SoloMiRama
from portal.texto import clave, fecha, fecha_hora
from solicitudes.admin.filtros import PorAntiguedad, PorPrioridad, PorSeccion
from solicitudes.admin.lista import CaminoDeBandeja, ListaDeBandeja
from solicitudes.bandeja import POR_TURNO, vecina
from solicitudes.models import Solicitud

FILTROS = "_changelist_filters"
LARGO_DEL_NUMERO = 7
"""Longer ones are documentos."""


@dataclass(frozen=True)
class Camino:
    """Where one came from to a desk: the tray with its filters, and the rows beside this one."""

    filtros: str
    anterior: int | None = None
    siguiente: int | None = None

    @property
    def lista(self) -> str:
        """The tray as it was left."""
        return reverse("admin:solicitudes_solicitud_changelist") + (
            f"?{self.filtros}" if self.filtros else ""
        )

    def mesa(self, pk: int | None) -> str:
        """The desk of a row of the tray; empty where there is none."""
        if pk is None:
            return ""
        sigue = f"?{urlencode({FILTROS: self.filtros})}" if self.filtros else ""
        return reverse("admin:solicitudes_solicitud_change", args=[pk]) + sigue

    @cached_property
    def vecinas(self) -> dict[str, str]:
        """The addresses of the desks before and after."""
        return {"anterior": self.mesa(self.anterior), "siguiente": self.mesa(self.siguiente)}

    @property
    def adelante(self) -> str:
        """Where to go after a decision: the next request, else the tray."""
        return self.mesa(self.siguiente) or self.lista


class BandejaAdmin(AlcanceAdmin):
    """The list."""

    list_display = ("numero", "asunto", "servidor", "enviada", "plazo", "a_cargo_de", "situacion")
    list_filter = (PorSeccion, ("unidad", SoloMiRama), PorPrioridad, PorAntiguedad)
    list_select_related = ("servidor", "unidad", "asignada_a")
    search_fields = ("servidor__documento__startswith", "servidor__primer_apellido__istartswith",
                     "expediente__startswith")  # fmt: skip
    search_help_text = (
        "Por número de solicitud, documento, primer apellido o expediente; también entre las"
        " decididas."
    )
    ordering = POR_TURNO
    sortable_by = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ListaDeBandeja]:
        """Tabs; for the desk, the same without rows."""
        return CaminoDeBandeja if hasattr(request, "de_paso") else ListaDeBandeja

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With a title that says what it is."""
        titulo = {"title": "Bandeja de solicitudes"}
        return super().changelist_view(request, {**titulo, **(extra_context or {})})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """A number that a request has is that request; all else, Django's search."""
        numero = clave(search_term.strip())
        if numero is not None and len(search_term.strip()) <= LARGO_DEL_NUMERO:
            suya = queryset.filter(pk=numero)
            if suya.exists():
                return suya, False
        return super().get_search_results(request, queryset, search_term)

    def camino(self, request: HttpRequest, solicitud: Solicitud) -> Camino:
        """The neighbours of a request in the tray from which one came to it."""
        filtros = request.GET.get(FILTROS, "")
        lejos: Any = copy(request)
        lejos.GET, lejos.de_paso = QueryDict(filtros), True
        try:
            lista: Any = admin.ModelAdmin.get_changelist_instance(self, lejos)
        except IncorrectLookupParameters:
            return Camino("")
        filas = lista.queryset.select_related(None)
        antes, despues = (
            vecina(filas, lista.orden, solicitud, antes=antes) for antes in (True, False)
        )
        return Camino(filtros, antes, despues)

    @admin.display(description="número")
    def numero(self, solicitud: Solicitud) -> str:
        """Number that people quote."""
        return solicitud.numero

    @admin.display(description="enviada")
    def enviada(self, solicitud: Solicitud) -> str:
        """When it was sent."""
        return fecha_hora(solicitud.creada_en)

    @admin.display(description="vence", empty_value="")
    def plazo(self, solicitud: Any) -> str:
        """The last day to answer, and the traffic light in words."""
        return format_html(
            '<span class="semaforo semaforo--{}">{}</span> {}',
            *solicitud.luz,
            fecha(solicitud.vence),
        )

    @admin.display(description="a cargo de")
    def a_cargo_de(self, solicitud: Any) -> str:
        """Who has it; of a relative whom one declared, that it is not one's work."""
        if solicitud.se_abstiene:
            return "Usted se abstiene"
        return str(solicitud.asignada_a or "Nadie")

    @admin.display(description="situación")
    def situacion(self, solicitud: Solicitud) -> str:
        """How far it is, and whether it goes before the others."""
        label = str(solicitud.situacion.label)
        return f"{label} · Prioritaria" if solicitud.prioritaria and solicitud.abierta else label
