"""The list of a tray: its tabs with their counts, and its order, which nobody changes."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from accounts.peticion import quien
from solicitudes.bandeja import BANDEJAS, Bandeja, contar
from solicitudes.models import Parentesco
from solicitudes.semaforo import Semaforos

VISTA = "vista"
DE_ENTRADA = "todas"


class ListaDeBandeja(ChangeList):
    """Rows of one tab. What is searched is looked for in all of them, decided or not."""

    bandeja: Bandeja | None = None

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """All but the tab, which is no column."""
        return {c: v for c, v in super().get_filters_params(params).items() if c != VISTA}

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """The rows of the tab among those of filters and search."""
        self.por = quien(request)
        elegida = self.params.get(VISTA) or ("" if self.query else DE_ENTRADA)
        if elegida and elegida not in BANDEJAS:
            raise BadRequest("Esa bandeja no existe.")
        self.bandeja = BANDEJAS.get(elegida)
        self.de_los_filtros = super().get_queryset(request, exclude_parameters)
        filas = self.de_los_filtros
        if self.bandeja:
            filas = filas.filter(self.bandeja.condicion(self.por))
        parientes = Parentesco.objects.vigentes().filter(
            usuario=self.por.pk, documento=OuterRef("servidor__documento")
        )
        return filas.order_by(*self.orden).annotate(se_abstiene=Exists(parientes))

    def get_results(self, request: HttpRequest) -> None:
        """The rows of the page; of one that emptied while one decided, the last that there is."""
        try:
            super().get_results(request)
        except IncorrectLookupParameters:
            paginas = self.model_admin.get_paginator(request, self.queryset, self.list_per_page)
            self.page_num = paginas.num_pages
            super().get_results(request)
        luces = Semaforos()
        for solicitud in self.result_list:
            solicitud.luz = luces.de(solicitud)

    @property
    def orden(self) -> tuple[str, ...]:
        """The order of the tab; of what was searched, the last first."""
        return self.bandeja.orden if self.bandeja else ("-creada_en", "-pk")

    def pestanas(self) -> list[dict[str, Any]]:
        """Each tab: its label, with how many it holds, its address, and whether it is shown."""
        cuentas = contar(self.de_los_filtros, self.por)
        return [
            {
                "rotulo": b.rotulo,
                "cuantas": cuentas.get(b.clave),
                "url": self.get_query_string({VISTA: b.clave}),
                "actual": self.bandeja is b,
            }
            for b in BANDEJAS.values()
        ]


class CaminoDeBandeja(ListaDeBandeja):
    """The same without reading a row: for the desk, which only asks for the neighbours."""

    def get_results(self, request: HttpRequest) -> None:
        """Show nothing."""
