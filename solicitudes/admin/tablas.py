"""Terms, holidays and reasons in the admin: kept by MINEDU, never deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from legajo.admin.catalogos import SinBorrarAdmin
from solicitudes.models import Feriado, Motivo, Plazo


class _SinCambiarClave(SinBorrarAdmin):
    """What a row is about stays as it was added."""

    clave: tuple[str, ...] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The key of a row that is there."""
        return self.clave if obj else ()


@admin.register(Plazo)
class PlazoAdmin(_SinCambiarClave):
    """Terms in working days; those given to a request already do not change."""

    list_display = ("procedimiento", "regimen", "dias")
    list_filter = ("procedimiento",)
    list_select_related = ("regimen",)
    search_fields = ("procedimiento", "regimen__nombre")
    clave = ("procedimiento", "regimen")


@admin.register(Feriado)
class FeriadoAdmin(SinBorrarAdmin):
    """Holidays of the country or of a branch; a wrong one is moved to its right date."""

    list_display = ("dia", "nombre", "unidad")
    list_select_related = ("unidad",)
    date_hierarchy = "dia"
    search_fields = ("nombre", "unidad__nombre")


@admin.register(Motivo)
class MotivoAdmin(_SinCambiarClave):
    """Reasons to observe or to reject; one that serves no more is no longer in use."""

    list_display = ("texto", "clase", "codigo", "vigente")
    list_filter = ("clase", "vigente")
    search_fields = ("texto", "codigo")
    clave = ("codigo", "clase")
