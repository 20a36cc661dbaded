"""Security events in the admin: looked through, never touched."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from accounts import limites
from accounts.admin.contrasenas import SoloLecturaAdmin
from accounts.alcance import EnLista, SoloMiRama
from accounts.models import Suceso, Usuario


class PorTipo(EnLista, admin.SimpleListFilter):  # type: ignore[misc]  # its choices are ours
    """By what happened."""

    title, parameter_name = "qué", "tipo"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        """All that can happen."""
        return [(tipo.value, str(tipo.label)) for tipo in Suceso.Tipo]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of a kind; all for what is none."""
        elegido = self.value()
        return queryset.filter(tipo=elegido) if elegido in Suceso.Tipo.values else queryset


@admin.register(Suceso)
class SucesoAdmin(SoloLecturaAdmin):
    """The events of the units, the staff and the servidores of one's branch."""

    list_display = ("ocurrido_en", "tipo", "usuario", "por", "unidad", "direccion", "detalle")
    list_select_related = ("usuario", "por", "unidad")
    list_filter = (PorTipo, "ocurrido_en", ("unidad", SoloMiRama))
    sortable_by = ()
    search_fields = ("tecleado",)
    search_help_text = "Escriba el número de documento completo."

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With a title that says what it is."""
        return super().changelist_view(
            request, {"title": "Sucesos de seguridad", **(extra_context or {})}
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """The events of an account, those that it did, and those where its name was typed."""
        documento = limites.normalizar(search_term)
        if not documento:
            return queryset, False
        cuenta = Usuario.objects.filter(documento=documento).first()
        if cuenta is None:
            return queryset.filter(tecleado=documento), False
        return queryset.filter(Q(usuario=cuenta) | Q(por=cuenta)), False
