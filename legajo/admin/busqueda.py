"""The box of a list whose rows are, or belong to, a servidor: it finds by `legajo.busqueda`."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from legajo.busqueda import AMPLIADA, AYUDA, buscar


class BuscaServidores(admin.ModelAdmin):
    """The box of the list, and of a choice as one types."""

    search_fields = ("documento",)  # what it says does not matter, that it says something does
    search_help_text = AYUDA
    camino_al_servidor = ""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """The rows that the text means; the list says so where it widened it."""
        if not search_term.strip():
            return queryset, False
        filas, ampliada = buscar(queryset, search_term, self.camino_al_servidor)
        if ampliada and request.path.endswith(f"/{self.opts.model_name}/"):
            messages.info(request, AMPLIADA)
        return filas, False
