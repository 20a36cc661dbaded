"""Abstención: each of the staff declares his relatives, and sees his own declarations alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.alcance import AlcanceAdmin
from accounts.models import Usuario
from accounts.peticion import quien
from solicitudes import reparto
from solicitudes.models import Parentesco


class ParentescoForm(forms.ModelForm):
    """Who, and what he is to one."""

    por: Usuario

    class Meta:
        model = Parentesco
        fields = ("documento", "vinculo")
        help_texts = {
            "documento": "DNI o carné de extranjería. Desde que lo declara no decide sobre sus"
            " solicitudes (artículo 99 del TUO de la Ley 27444)."
        }

    def clean_documento(self) -> str:
        """As written on the card; neither one's own nor declared already."""
        documento = self.cleaned_data["documento"].strip().upper()
        if documento == self.por.documento:
            raise forms.ValidationError(
                "Es su propio documento: sus solicitudes las decide otra persona."
            )
        if Parentesco.objects.vigentes().filter(usuario=self.por, documento=documento).exists():
            raise forms.ValidationError("Ya declaró a esa persona.")
        return documento


@admin.register(Parentesco)
class ParentescoAdmin(AlcanceAdmin):
    """One's own: declared, taken back, never changed nor deleted."""

    form = ParentescoForm
    list_display = ("documento", "vinculo", "declarado_en", "retirado_en")
    ordering = ("-declarado_en",)
    actions = ("retirar",)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form of who declares."""
        base = super().get_form(request, obj, change, **kwargs)
        return type(base.__name__, (base,), {"por": quien(request)})

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A declaration is taken back and made anew."""
        return False

    def has_retirar_permission(self, request: HttpRequest) -> bool:
        """The right to take one's own back."""
        return request.user.has_perm("solicitudes.change_parentesco")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Declare it by its verb."""
        hecho = reparto.declarar_parentesco(
            por=quien(request), documento=obj.documento, vinculo=obj.vinculo
        )
        obj.pk, obj.usuario = hecho.pk, hecho.usuario

    @admin.action(description="Retirar las declaraciones elegidas", permissions=["retirar"])
    def retirar(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Take back what was chosen; it stays on record."""
        for fila in queryset:
            reparto.retirar_parentesco(fila.pk, por=quien(request))
            messages.success(request, f"{fila}: retirada. Otra vez puede decidir lo que pida.")
