"""The form with which staff of the UGEL issue a hoja de vida."""

import uuid
from typing import Any

from django import forms
from django.utils.timezone import localdate

from legajo.emision.pedido import Pedido


class HojaDeVidaForm(forms.Form):
    """What the responsable de escalafón writes down to issue."""

    expediente = forms.CharField(label="Número de expediente", max_length=300)
    solicitante = forms.CharField(label="Nombre de solicitante", max_length=300)
    fecha_expediente = forms.DateField(
        label="Fecha de expediente",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    anotaciones = forms.CharField(
        label="Anotaciones", required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    clave = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_fecha_expediente(self) -> Any:
        """Not in the future."""
        fecha = self.cleaned_data["fecha_expediente"]
        if fecha > localdate():
            raise forms.ValidationError("La fecha del expediente no puede ser futura.")
        return fecha

    def pedido(self) -> Pedido:
        """The clean data as legajo takes them."""
        datos = self.cleaned_data
        return Pedido(
            datos["expediente"], datos["solicitante"], datos["fecha_expediente"],
            datos["anotaciones"],
        )  # fmt: skip
