"""The form of a delegation, for its page and for the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.timezone import localdate

from accounts import asignaciones, limites
from accounts.models import Asignacion, Usuario
from accounts.origen import Origen


def _dia(rotulo: str) -> forms.DateField:
    dia = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=rotulo, widget=dia)


class _Funcion(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.rol}, {obj.unidad}"


class DelegarForm(forms.Form):
    """Which role, to whom, between which days, why."""

    nadie = asignaciones.NO_ES_COLEGA
    funcion = _Funcion(Asignacion.objects.none(), label="Función que delega", empty_label=None)
    documento = forms.CharField(
        label="Número de documento de quien lo reemplaza", max_length=12,
        help_text="Debe tener ya un rol en la misma unidad.",
    )  # fmt: skip
    desde = _dia("Desde")
    hasta = _dia("Hasta")
    motivo = forms.CharField(
        label="Motivo", max_length=200, help_text="Por ejemplo: vacaciones, licencia, comisión."
    )

    def __init__(
        self, *args: Any, funciones: QuerySet[Asignacion], por: Usuario, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.por = por
        campo = self.fields["funcion"]
        campo.queryset = funciones.select_related("rol", "unidad")  # type: ignore[attr-defined]
        self.fields["desde"].initial = localdate()
        maximo = asignaciones.MAXIMO_DELEGADO.days
        self.fields["hasta"].help_text = f"Último día; como máximo {maximo} días en total."

    def clean_documento(self) -> Usuario:
        """The account of that documento; who is not known is told like who is no colleague."""
        documento = limites.normalizar(self.cleaned_data["documento"])
        usuario = Usuario.objects.filter(documento=documento, is_active=True).first()
        if usuario is None:
            raise ValidationError(self.nadie)
        return usuario

    def delegar(self, origen: Origen) -> Asignacion | None:
        """Do it; None, with the reason among the errors, when it cannot be."""
        datos = self.cleaned_data
        try:
            return asignaciones.delegar(
                datos["funcion"].pk, usuario=datos["documento"], desde=datos["desde"],
                hasta=datos["hasta"], motivo=datos["motivo"], por=self.por, origen=origen,
            )  # fmt: skip
        except ValidationError as negativa:
            self.add_error(None, negativa.messages)
            return None


class DelegarPorAusenteForm(DelegarForm):
    """The same for one role of another, by who could give it: to any active account."""

    nadie = "No hay un usuario activo con ese número de documento."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["documento"].help_text = ""
