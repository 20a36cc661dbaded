"""What the payroll system calls units and concepts, told by who imports, within his branch."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest

from accounts.alcance import AlcanceAdmin
from accounts.models import Unidad
from accounts.peticion import quien
from boletas.importacion.catalogos import PERMISO
from boletas.models import AliasDeConcepto, AliasDeUnidad
from legajo.importacion.alcance import unidad_de


class AliasForm(ModelForm[Any]):
    """An alias whose branch nobody types."""

    ambito: Unidad | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.ambito = self.ambito

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"ambito"}  # type: ignore[misc]  # Django's


class AliasAdmin(AlcanceAdmin):
    """An alias holds from the unit of who told it downwards: the admin says which that is."""

    form = AliasForm

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[Any]]:
        """The form, whose row knows its branch before it is checked for being the only one."""
        clase = super().get_form(request, obj, change, **kwargs)
        ambito = obj.ambito if obj else unidad_de(quien(request), PERMISO)
        return type(clase.__name__, (clase,), {"ambito": ambito})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Only who imports somewhere tells what holds there."""
        if obj.ambito_id is None:
            raise PermissionDenied
        super().save_model(request, obj, form, change)


@admin.register(AliasDeUnidad)
class AliasDeUnidadAdmin(AliasAdmin):
    """Block codes and RUC of who pays."""

    list_display = ("codigo", "unidad", "ambito")
    list_select_related = ("unidad", "ambito")
    search_fields = ("codigo",)
    fields = ("codigo", "unidad")


@admin.register(AliasDeConcepto)
class AliasDeConceptoAdmin(AliasAdmin):
    """Short names of concepts."""

    list_display = ("nombre", "signo", "concepto", "ambito")
    list_select_related = ("concepto", "ambito")
    list_filter = ("signo",)
    search_fields = ("nombre",)
    fields = ("signo", "nombre", "concepto")
