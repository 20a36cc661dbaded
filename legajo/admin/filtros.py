"""Filters of the list of servidores by what their current vínculo says."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.http import HttpRequest

from accounts.alcance import EnLista
from legajo.models import Cargo, Condicion, RegimenLaboral, Situacion, Vinculo
from legajo.situacion import vinculos_vigentes
from portal.preparadas import Preparada


def _entradas() -> QuerySet[Any, Any]:
    """The entries in force of every catalog, as (which, key, name): one query."""
    partes = [
        filtro.catalogo.objects.vigentes()
        .order_by()
        .annotate(lista=Value(filtro.parameter_name))
        .values_list("lista", "pk", "nombre")
        for filtro in DEL_VINCULO
    ]
    return partes[0].union(*partes[1:], all=True).order_by("nombre")


_ENTRADAS = Preparada(_entradas, enteros=0)


class _DelVinculo(EnLista, admin.SimpleListFilter):  # type: ignore[misc]  # its choices are ours
    """By a catalog that the vínculo chooses from: no query over people tells which occur."""

    catalogo: Any

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        """The entries that may be chosen, read once for all the filters of the page."""
        if not hasattr(request, "entradas"):
            request.entradas = list(_ENTRADAS.filas())
        return [(str(pk), nombre) for lista, pk, nombre in request.entradas
                if lista == self.parameter_name]  # fmt: skip

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Who has a current vínculo with it; everybody for what is no entry."""
        elegida = self.value()
        if elegida not in dict(self.lookup_choices):
            return queryset
        propios = Vinculo.objects.activos().filter(
            **{f"{self.parameter_name}": elegida, "servidor": OuterRef("pk")}
        )
        return queryset.filter(Exists(vinculos_vigentes(propios)))


class PorRegimen(_DelVinculo):
    """By régimen laboral."""

    title, parameter_name, catalogo = "régimen laboral", "regimen", RegimenLaboral


class PorCondicion(_DelVinculo):
    """By condición laboral."""

    title, parameter_name, catalogo = "condición laboral", "condicion", Condicion


class PorSituacion(_DelVinculo):
    """By situación laboral."""

    title, parameter_name, catalogo = "situación laboral", "situacion", Situacion


class PorCargo(_DelVinculo):
    """By cargo."""

    title, parameter_name, catalogo = "cargo", "cargo", Cargo


DEL_VINCULO = (PorRegimen, PorCondicion, PorSituacion, PorCargo)
