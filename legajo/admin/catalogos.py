"""Catalogs in the admin: kept by staff of MINEDU, retired and not deleted."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest

from accounts.alcance import FiltrosAdmin
from legajo.models import Catalogo, Distrito


class SinBorrarAdmin(FiltrosAdmin):
    """An entry is added and retired, never deleted (the database role cannot)."""

    search_fields = ("nombre", "codigo")
    show_full_result_count = False

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Stand in the index of who keeps it, not of everybody who chooses from it."""
        return super().get_model_perms(request) if self.has_change_permission(request) else {}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Retire it instead."""
        return False


class CatalogoAdmin(SinBorrarAdmin):
    """A catalog of code and name."""

    list_display = ("nombre", "codigo", "vigente")
    list_filter = ("vigente",)


class DistritoAdmin(SinBorrarAdmin):
    """Districts, with both codes."""

    list_display = ("nombre", "provincia", "departamento", "codigo", "codigo_reniec")
    list_filter = ("departamento",)


for modelo in apps.get_app_config("legajo").get_models():
    if issubclass(modelo, Catalogo):
        admin.site.register(modelo, CatalogoAdmin)
admin.site.register(Distrito, DistritoAdmin)
