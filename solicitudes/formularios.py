"""The small forms around a request; the form of the record itself is legajo's."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from legajo.a_la_fecha import fecha_de_corte
from legajo.models import Servidor
from solicitudes.avisos import DEL_TITULAR
from solicitudes.documentos import emisible_de
from solicitudes.models import PedidoArco, Solicitud


class ExplicacionForm(forms.Form):
    """Why the servidor asks; required to take a record away."""

    prefix = "solicitud"
    explicacion = forms.CharField(
        label="Explicación para su UGEL",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Diga qué documento lo prueba y cualquier detalle que ayude a atenderla.",
    )

    def __init__(self, *args: object, obligatoria: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["explicacion"].required = obligatoria


class CausaForm(forms.Form):
    """Why the datum is not right; without an answer, the one that fits the operation."""

    causa = forms.ChoiceField(
        label="Por qué lo pide", choices=Solicitud.Causa.choices, required=False
    )

    def __init__(self, *args: object, usual: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["causa"].initial = self.usual = usual

    def clean_causa(self) -> str:
        """What was chosen, or what is usual."""
        return self.cleaned_data["causa"] or self.usual


class ExpedienteForm(forms.Form):
    """The number that the mesa de partes virtual gave back."""

    expediente = forms.CharField(
        label="Número de expediente",
        max_length=60,
        help_text="El que le dio la mesa de partes virtual, por ejemplo MPV2026-EXT-0012345.",
    )


class DocumentoForm(forms.Form):
    """Which document one asks for, and of which day the copy of the legajo."""

    clase = forms.TypedChoiceField(
        label="Documento", coerce=Solicitud.Clase,
        error_messages={
            "required": "Elija qué documento pide.",
            "invalid_choice": "Ese documento no se pide por aquí.",
        },
    )  # fmt: skip
    a_la_fecha = forms.DateField(
        label="Fecha de corte",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="La que dicen las bases del concurso: verán el legajo como estaba ese día.",
        error_messages={
            "invalid": "Escriba la fecha como día, mes y año: por ejemplo, 31/03/2025."
        },
    )

    def __init__(self, servidor: Servidor, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.servidor = servidor
        clase: Any = self.fields["clase"]
        clase.choices = [(c.value, c.label) for c in Solicitud.Clase if emisible_de(c)]

    def clean(self) -> dict[str, Any]:
        """The day goes with the copy alone."""
        datos = super().clean() or {}
        emisible = emisible_de(datos.get("clase", ""))
        if emisible is None or not emisible.pide_fecha:
            datos["a_la_fecha"] = None
        elif datos.get("a_la_fecha"):
            self._revisar(datos["a_la_fecha"])
        elif "a_la_fecha" not in self.errors:
            self.add_error("a_la_fecha", "Escriba a qué fecha se muestra su legajo.")
        return datos

    def _revisar(self, dia: date) -> None:
        try:
            fecha_de_corte(self.servidor, dia)
        except forms.ValidationError as error:
            self.add_error("a_la_fecha", error)


NOTAS = {5: "Muy buena", 4: "Buena", 3: "Regular", 2: "Mala", 1: "Muy mala"}


class OpinionForm(forms.Form):
    """How the attention of a request was, asked once it is decided."""

    nota = forms.TypedChoiceField(
        label="¿Cómo fue la atención de esta solicitud?",
        choices=list(NOTAS.items()),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Elija una respuesta."},
    )


class CorreosForm(forms.Form):
    """Of which steps of his requests a person wants a mail."""

    quiere = forms.MultipleChoiceField(
        label="Avíseme por correo",
        choices=list(DEL_TITULAR.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ClaveForm(forms.Form):
    """The key of one sending: a double click sends the same key twice."""

    clave = forms.UUIDField(widget=forms.HiddenInput)


class ArcoForm(ClaveForm):
    """Which right over one's data, and what exactly."""

    field_order = ("derecho", "pedido", "clave")
    derecho = forms.ChoiceField(
        label="Qué derecho quiere ejercer",
        choices=PedidoArco.Derecho.choices,
        widget=forms.RadioSelect,
    )
    pedido = forms.CharField(
        label="Qué pide exactamente",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Diga de qué dato se trata y, si está mal, cómo debe decir y qué lo prueba.",
    )


class RespuestaArcoForm(forms.Form):
    """What the unit answers."""

    concedido = forms.TypedChoiceField(
        label="Decisión",
        choices=(("si", "Se atiende lo pedido"), ("no", "Se deniega")),
        coerce=lambda valor: valor == "si",
        widget=forms.RadioSelect,
    )
    respuesta = forms.CharField(
        label="Respuesta, que la persona leerá",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Si se deniega, diga el motivo y la norma.",
    )
