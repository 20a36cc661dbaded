"""Moving a file: the form of who moves it, and the sentence that its servidor reads."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any

from django import forms
from django.utils.timezone import localtime

from accounts.models import Unidad
from legajo.columnas import SUSTENTO
from legajo.models import Mudanza, Servidor, TipoDocumento
from legajo.reglas import documento_no_futuro
from portal.preparadas import Preparada
from portal.texto import fecha


class MudarForm(forms.ModelForm):
    """Where to, and the act that orders it. The unit that was read travels with it."""

    clave = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    de = forms.ModelChoiceField(Unidad.objects.all(), widget=forms.HiddenInput)
    a = forms.ModelChoiceField(
        Unidad.objects.exclude(tipo=Unidad.Tipo.MINEDU), label="Unidad que llevará el legajo"
    )

    class Meta:
        model = Mudanza
        fields = ("de", "a", "tipo_documento", "numero_documento", "fecha_documento", "motivo")
        widgets = {
            "fecha_documento": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "motivo": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "tipo_documento": "Tipo del documento que lo ordena",
            "numero_documento": "Número del documento",
            "motivo": "Motivo o anotación",
        }

    def __init__(self, *args: Any, servidor: Servidor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["de"].initial = servidor.unidad_id
        self.fields["a"].choices = _por_region(servidor.unidad_id)  # type: ignore[attr-defined]
        tipo: Any = self.fields["tipo_documento"]
        tipo.queryset, tipo.empty_label = TipoDocumento.objects.vigentes(), "Elija una opción"

    def clean(self) -> dict[str, Any]:
        """The act is not of tomorrow."""
        datos = super().clean() or self.cleaned_data
        for campo, mensaje in documento_no_futuro(datos).items():
            self.add_error(campo, mensaje)
        return datos

    def mudanza(self) -> Mudanza:
        """What is to be moved, with the key of this form."""
        self.instance.clave = self.cleaned_data["clave"]
        return self.instance

    def resumen(self) -> list[tuple[str, str]]:
        """What was asked, as label and text, to look at before it is done."""
        datos = self.cleaned_data
        return [
            ("De", str(datos["de"])),
            ("A", str(datos["a"])),
            ("Documento que lo ordena", SUSTENTO.de(self.instance)),
            ("Fecha del documento", fecha(datos["fecha_documento"])),
            ("Motivo o anotación", datos["motivo"]),
        ]


def _por_region(actual: int) -> list[Any]:
    """Every DRE and UGEL but the one that has the file, under the name of its DRE."""
    filas = (
        Unidad.objects.exclude(tipo=Unidad.Tipo.MINEDU)
        .order_by("codigo")
        .values_list("pk", "nombre", "tipo", "superior__nombre")
    )
    opciones = [
        (nombre if tipo == Unidad.Tipo.DRE else region, pk, nombre)
        for pk, nombre, tipo, region in filas
        if pk != actual
    ]
    regiones = groupby(opciones, key=lambda opcion: opcion[0])
    return [("", "Elija una unidad"), *((r, [(pk, n) for _, pk, n in g]) for r, g in regiones)]


_DE_UN_SERVIDOR = Preparada(
    lambda servidor: (
        Mudanza.objects.filter(servidor=servidor)
        .order_by("-cuando", "-pk")
        .values_list("de__nombre", "a__nombre", "cuando", *SUSTENTO.rutas)
    )
)


def mudanzas_de(servidor: Servidor, que: str = "Su legajo") -> list[str]:
    """A sentence for each time that his file moved, the last one first: one query."""
    return [
        f"{que} pasó de {de} a {a} el {fecha(localtime(cuando).date())},"
        f" por {SUSTENTO.formato(*documento)}."
        for de, a, cuando, *documento in _DE_UN_SERVIDOR.filas(servidor.pk)
    ]
