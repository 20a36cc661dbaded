"""What the page of the time of service takes and shows, for the servidor and for staff alike."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate

from legajo.models import Servidor
from legajo.tiempo.informe import informar
from legajo.tiempo.lectura import carrera_de
from portal.texto import fecha

PRIMERA = date(1900, 1, 1)
ANIOS_POR_DELANTE = 50


class FechaForm(forms.Form):
    """The date at which to compute; what was typed stays typed."""

    al = forms.DateField(
        label="Calcular al",
        initial=localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Escriba la fecha a la que quiere el cálculo.",
        },
    )

    def __init__(self, datos: Mapping[str, Any] | None = None) -> None:
        super().__init__(datos)
        if datos:  # the browser's own date field shows nothing where the text is no date
            escrito = str(datos.get("al", ""))[:30]
            self.fields["al"].error_messages["invalid"] = (
                f"«{escrito}» no es una fecha. Escríbala como 31/12/2026."
            )

    def clean_al(self) -> date:
        """A date of somebody's working life, past or to come."""
        dia: date = self.cleaned_data["al"]
        ultima = date(localdate().year + ANIOS_POR_DELANTE, 12, 31)
        if not PRIMERA <= dia <= ultima:
            raise forms.ValidationError(
                f"Escriba una fecha entre el {fecha(PRIMERA)} y el {fecha(ultima)}."
            )
        return dia


def contexto(servidor: Servidor, datos: Mapping[str, Any], *, para: Any = None) -> dict[str, Any]:
    """The form, and the informe where its date is good. `datos` is the query of the address."""
    form = FechaForm(datos if "al" in datos else None)
    if form.is_bound and not form.is_valid():
        return {"form": form, "servidor": servidor}
    dia = form.cleaned_data["al"] if form.is_bound else localdate()
    return {
        "form": form,
        "servidor": servidor,
        "informe": informar(carrera_de(servidor, para=para), dia),
        "por_venir": dia > localdate(),
    }
