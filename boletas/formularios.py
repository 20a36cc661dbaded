"""The small forms around a boleta: a question, its answer, the months of a constancia."""

from collections.abc import Iterable
from typing import Any

from django import forms

from boletas.periodo import nombre_de


class PreguntaForm(forms.Form):
    """What one does not understand, or does not agree with, of a line."""

    pregunta = forms.CharField(
        label="Su consulta",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Diga qué no entiende o qué monto esperaba. La lee el personal de planillas de"
        " la unidad que le pagó.",
    )


class RespuestaForm(forms.Form):
    """What planillas answers."""

    respuesta = forms.CharField(
        label="Respuesta",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="La persona la lee en su boleta. El correo que la avisa no la repite.",
    )


class RangoForm(forms.Form):
    """From which month to which, among those that have boletas."""

    desde = forms.TypedChoiceField(label="Desde", coerce=int)
    hasta = forms.TypedChoiceField(label="Hasta", coerce=int)

    def __init__(self, *args: Any, meses: Iterable[int], **kwargs: Any) -> None:
        """`meses` are regular periods, the newest first; the last twelve are offered."""
        super().__init__(*args, **kwargs)
        opciones = [(mes, nombre_de(mes)) for mes in meses]
        for campo in ("desde", "hasta"):
            self.fields[campo].choices = opciones  # type: ignore[attr-defined]  # of a choice
        self.fields["desde"].initial = opciones[:12][-1][0]
        self.fields["hasta"].initial = opciones[0][0]

    def clean(self) -> dict[str, Any]:
        """The order of the months."""
        datos = super().clean() or {}
        if datos.get("desde") and datos.get("hasta") and datos["desde"] > datos["hasta"]:
            self.add_error("hasta", "El último mes no puede ser anterior al primero.")
        return datos
