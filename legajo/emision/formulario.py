"""The forms with which staff of the UGEL issue a document."""

import uuid
from typing import Any

from django import forms
from django.utils.timezone import localdate

from legajo.a_la_fecha import fecha_de_corte
from legajo.emision.clases import EMISIBLES
from legajo.emision.pedido import Pedido
from legajo.models import Documento, Servidor

DIA: dict[str, Any] = {"format": "%Y-%m-%d", "attrs": {"type": "date"}}


class PedidoForm(forms.Form):
    """What the responsable de escalafón writes down to issue."""

    expediente = forms.CharField(label="Número de expediente", max_length=300)
    solicitante = forms.CharField(label="Nombre de solicitante", max_length=300)
    fecha_expediente = forms.DateField(label="Fecha de expediente", widget=forms.DateInput(**DIA))
    anotaciones = forms.CharField(
        label="Anotaciones", required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def clean_fecha_expediente(self) -> Any:
        """Not in the future."""
        fecha = self.cleaned_data["fecha_expediente"]
        if fecha > localdate():
            raise forms.ValidationError("La fecha del expediente no puede ser futura.")
        return fecha

    def pedido(self) -> Pedido:
        """The clean data as legajo takes them; of a preview, those that are clean."""
        datos = self.cleaned_data
        return Pedido(
            expediente=datos.get("expediente", ""),
            solicitante=datos.get("solicitante", ""),
            fecha_expediente=datos.get("fecha_expediente"),
            anotaciones=datos.get("anotaciones", ""),
            a_la_fecha=datos.get("a_la_fecha"),
        )


class EmitirForm(PedidoForm):
    """The same with the kind of document, and the day of the kind that shows a past one."""

    field_order = ("clase", "a_la_fecha")
    clase = forms.ChoiceField(label="Documento")
    a_la_fecha = forms.DateField(
        label="Fecha de corte", required=False, widget=forms.DateInput(**DIA),
    )  # fmt: skip
    clave = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, servidor: Servidor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.servidor = servidor
        clase: Any = self.fields["clase"]
        clase.choices = [(e.clase.value, e.clase.label) for e in EMISIBLES.values()]
        con_fecha = [e.clase.label for e in EMISIBLES.values() if e.pide_fecha]
        if con_fecha:
            self.fields["a_la_fecha"].help_text = f"Solo para: {', '.join(con_fecha)}."
        else:
            del self.fields["a_la_fecha"]

    def clean(self) -> dict[str, Any]:
        """The day, for the kind that shows one; of the others, none."""
        datos = super().clean() or {}
        emisible = EMISIBLES.get(datos.get("clase", ""))
        if emisible is None or not emisible.pide_fecha:
            datos["a_la_fecha"] = None
        elif datos.get("a_la_fecha"):
            self._revisar_corte(datos)
        elif "a_la_fecha" not in self.errors:
            self.add_error("a_la_fecha", "Escriba a qué fecha se muestra el legajo.")
        return datos

    def _revisar_corte(self, datos: dict[str, Any]) -> None:
        try:
            fecha_de_corte(self.servidor, datos["a_la_fecha"])
        except forms.ValidationError as error:
            self.add_error("a_la_fecha", error)

    @property
    def clase_elegida(self) -> Documento.Clase:
        """The kind, of a valid form."""
        return Documento.Clase(self.cleaned_data["clase"])
