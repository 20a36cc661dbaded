"""Units in the admin: their staff keeps the directory true, MINEDU the tree."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.alcance import AlcanceAdmin
from accounts.models import Unidad

DIRECTORIO = ("provincia", "mesa_de_partes", "contacto")
RECIBE = ("recibe_sustentos",)
ARBOL = ("nombre", "tipo", "superior")


class UnidadForm(forms.ModelForm):
    """A unit that hangs from the level above."""

    mesa_de_partes = forms.URLField(
        label="Mesa de partes virtual", required=False, assume_scheme="https"
    )

    class Meta:
        model = Unidad
        fields = ("codigo", *ARBOL, *DIRECTORIO, *RECIBE)

    def clean(self) -> Any:
        """A UGEL depends on a DRE, a DRE on MINEDU: a row's constraint cannot see the other row."""
        datos = super().clean() or self.cleaned_data
        arriba = {"UGEL": "DRE", "DRE": "MINEDU"}
        superior = datos.get("superior")
        if superior and arriba.get(datos.get("tipo", "")) != superior.tipo:
            raise ValidationError({"superior": "Una UGEL depende de una DRE, y una DRE de MINEDU."})
        return datos


@admin.register(Unidad)
class UnidadAdmin(AlcanceAdmin):
    """Units of one's branch."""

    form = UnidadForm
    fields = ("codigo", *ARBOL, *DIRECTORIO, *RECIBE)
    list_display = ("codigo", "nombre", "tipo", "superior", *DIRECTORIO)
    list_filter = ("tipo", *RECIBE)
    list_select_related = ("superior",)
    search_fields = ("codigo", "nombre", "provincia")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The code never changes; name and place in the tree are for who has the country."""
        if obj is None:
            return ()
        if Unidad.objects.nacional(request.user, "accounts.change_unidad"):
            return ("codigo",)
        return ("codigo", *ARBOL)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """New units are national."""
        permiso = "accounts.add_unidad"
        return super().has_add_permission(request) and Unidad.objects.nacional(
            request.user, permiso
        )
