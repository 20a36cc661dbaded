"""Payslips in the admin: seen within one's branch, never changed; and their concepts, kept."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from accounts.alcance import AlcanceAdmin, FiltrosAdmin
from boletas.columnas import DATOS
from boletas.models import Boleta, Concepto
from boletas.montos import soles
from boletas.periodo import ADICIONAL, nombre_de, ultimos

PLANILLAS = ("ACT/TIT", "CES/TIT", "CAS/CONT/TIT")
MESES_DEL_FILTRO = 24


class SoloLectura(AlcanceAdmin):
    """Rows that the admin shows and nobody touches."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come from an import."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is published does not change."""
        return False


class PeriodoFilter(admin.SimpleListFilter):
    """The last two years by month; no query tells which occur."""

    title = "periodo"
    parameter_name = "periodo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The months, the newest first."""
        hoy = localdate()
        meses = ultimos(hoy.year * 100 + hoy.month, MESES_DEL_FILTRO)
        return [(str(p), nombre_de(p)) for p in reversed(meses)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The month, with its adicional."""
        elegido = self.value()
        if not elegido or elegido not in dict(self.lookup_choices):
            return queryset
        return queryset.filter(periodo__in=(int(elegido), int(elegido) + ADICIONAL))


class PlanillaFilter(admin.SimpleListFilter):
    """The usual planillas; no query tells which occur."""

    title = "planilla"
    parameter_name = "planilla"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The codes that SUP prints."""
        return [(p, p) for p in PLANILLAS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the chosen planilla."""
        return queryset.filter(planilla=self.value()) if self.value() else queryset


@admin.register(Boleta)
class BoletaAdmin(SoloLectura):
    """The boletas paid by the units of one's branch."""

    list_display = ("servidor", "mes", "planilla", "numero_cargo", "unidad", "neto", "version")
    list_filter = (PeriodoFilter, PlanillaFilter)
    list_select_related = ("servidor", "unidad")
    search_fields = ("servidor__documento__startswith",)
    search_help_text = "Escriba el comienzo del número de documento."
    fields = (
        "servidor", "mes", "planilla", "numero_cargo", "unidad", "version", "importacion",
        "lineas", "ingresos", "descuentos", "aportes", "liquido", "imponible", "cabecera",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description="periodo", ordering="periodo")
    def mes(self, boleta: Boleta) -> str:
        """«Noviembre 2025»."""
        return nombre_de(boleta.periodo)

    @admin.display(description="líquido")
    def neto(self, boleta: Boleta) -> str:
        """«S/ 3,359.52»."""
        return soles(boleta.liquido)

    @admin.display(description="conceptos")
    def lineas(self, boleta: Boleta) -> SafeString:
        """One concept a line, as the boleta has it."""
        return format_html_join(
            "", "{}{} {}: {}<br>", ((s, c, n, soles(m)) for c, s, n, m in boleta.conceptos)
        )

    @admin.display(description="datos de la boleta")
    def cabecera(self, boleta: Boleta) -> SafeString:
        """The header as it came."""
        return format_html_join(
            "", "{}: {}<br>", ((DATOS[c][0], v) for c, v in boleta.datos.items() if c in DATOS)
        )


@admin.register(Concepto)
class ConceptoAdmin(FiltrosAdmin):
    """The catalog of concepts, with the glossary that servidores read in their boletas.

    Boletas keep their own copy of code and name, so both may be corrected.
    """

    list_display = ("codigo", "nombre", "signo", "grupo", "explicado", "sensible")
    list_filter = ("signo", "sensible")
    search_fields = ("codigo", "nombre")
    show_full_result_count = False

    @admin.display(description="explicado", boolean=True)
    def explicado(self, concepto: Concepto) -> bool:
        """Whether the glossary says what it is."""
        return bool(concepto.explicacion)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A concept stays: old boletas name it."""
        return False
