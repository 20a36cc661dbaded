"""The forms of the desk: each datum accepted or refused, a motive, whom to give it to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html

from accounts.models import Usuario
from solicitudes.decisiones import FALTA_MOTIVO, unir_motivo
from solicitudes.models import Dato, Motivo, Parentesco

ACEPTAR, RECHAZAR = "aceptar", "rechazar"
MAX_TEXTO = 700
"""With the reason of the catalog it fits where the motive is kept."""

OIDO = '{} <span class="sr">: {}</span>'
"""A label that says of which datum to who hears it: who sees it, sees the row."""


class VistoForm(forms.Form):
    """What was on the page when the verb was pressed: of request, record and document."""

    vista = forms.IntegerField()
    version = forms.IntegerField(required=False)
    huella = forms.CharField(required=False, max_length=64)


class DatosForm(forms.Form):
    """Each datum accepted or refused, and why it is refused."""

    def __init__(
        self, datos: Iterable[Dato], motivos: Iterable[Motivo], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.datos, self.motivos = list(datos), list(motivos)
        for dato in self.datos:
            self.fields |= self._campos(dato)

    def _campos(self, dato: Dato) -> dict[str, forms.Field]:
        return {
            f"decision-{dato.campo}": forms.ChoiceField(
                label=f"Decisión sobre {dato.rotulo}",
                choices=((ACEPTAR, "Aceptar"), (RECHAZAR, "Rechazar")),
                initial=ACEPTAR,
                widget=forms.RadioSelect,
            ),
            f"catalogo-{dato.campo}": _de_catalogo(
                self.motivos, format_html(OIDO, "Por qué se rechaza", dato.rotulo)
            ),
            f"texto-{dato.campo}": forms.CharField(
                label=format_html(OIDO, "Detalle", dato.rotulo),
                max_length=MAX_TEXTO,
                required=False,
                widget=forms.Textarea({"rows": 2}),
            ),
        }

    def clean(self) -> None:
        """Whoever refuses a datum says why."""
        for dato in self.datos:
            if self._rechaza(dato) and not self._motivo(dato):
                self.add_error(f"texto-{dato.campo}", FALTA_MOTIVO)

    def rechazados(self) -> dict[str, str]:
        """Field -> motive of what is refused."""
        return {d.campo: self._motivo(d) for d in self.datos if self._rechaza(d)}

    def _rechaza(self, dato: Dato) -> bool:
        return self.cleaned_data.get(f"decision-{dato.campo}") == RECHAZAR

    def _motivo(self, dato: Dato) -> str:
        elegido = self.cleaned_data.get(f"catalogo-{dato.campo}")
        return unir_motivo(elegido, self.cleaned_data.get(f"texto-{dato.campo}", ""))

    def se_aceptan(self) -> list[Dato]:
        """What would enter the legajo as the page stands now, complete or not."""
        return [d for d in self.datos if self[f"decision-{d.campo}"].value() != RECHAZAR]


class MotivoForm(forms.Form):
    """A reason of the catalog, a text, or both; `rotulo` names the text."""

    motivo = forms.CharField(
        max_length=MAX_TEXTO, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self, *args: Any, motivos: Iterable[Motivo] = (), rotulo: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motivo"].label = rotulo
        if motivos := list(motivos):
            elegir = _de_catalogo(motivos, "Motivo del catálogo")
            self.fields = {"catalogo": elegir} | self.fields

    def clean(self) -> None:
        """One of the two at least."""
        if "motivo" in self.errors or "catalogo" in self.errors:
            return
        if not unir_motivo(self.cleaned_data.get("catalogo"), self.cleaned_data["motivo"]):
            self.add_error("motivo", "Escriba el motivo: el servidor lo leerá.")


class ReasignarForm(forms.Form):
    """Whom to give it to, among those who may decide it."""

    a = forms.ModelChoiceField(
        Usuario.objects.none(), label="Reasignar a", empty_label="Elija a una persona",
        error_messages={"required": "Elija a quién se la reasigna."},
    )  # fmt: skip

    def __init__(self, candidatos: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["a"].queryset = candidatos  # type: ignore[attr-defined]  # a choice of rows


class AbstencionForm(forms.Form):
    """What relative the titular is."""

    vinculo = forms.ChoiceField(
        label="El servidor es mi",
        choices=(("", "Elija el parentesco"), *Parentesco.Vinculo.choices),
        error_messages={"required": "Elija el parentesco."},
    )


def _de_catalogo(motivos: list[Motivo], rotulo: str) -> forms.TypedChoiceField:
    """A choice among reasons read once: a query for each datum would be one too many."""
    por_codigo = {motivo.codigo: motivo for motivo in motivos}
    return forms.TypedChoiceField(
        label=rotulo,
        choices=[("", "Elija un motivo"), *((m.codigo, m.texto) for m in motivos)],
        coerce=por_codigo.get,
        empty_value=None,
        required=False,
    )
