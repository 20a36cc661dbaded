"""The small forms around a request; the form of the record itself is legajo's."""

from django import forms

from solicitudes.avisos import DEL_TITULAR
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
