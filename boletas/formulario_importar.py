"""The forms of an import: the file with its control totals, and the hour of publishing."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from boletas.importacion.control import CONTROLES
from boletas.models import Importacion

EXTENSIONES = (".lis", ".txt", ".csv", ".xlsx")


def _monto(rotulo: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=rotulo, required=False, min_value=0, max_digits=14, decimal_places=2, localize=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip


class SubirForm(forms.Form):
    """A file, and what the operator knows that it sums."""

    archivo = forms.FileField(
        label="Archivo",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONES)}),
        help_text="El .lis de boletas del SUP, o su exportación en CSV o Excel (.xlsx).",
    )
    filas = forms.IntegerField(label=CONTROLES["filas"], required=False, min_value=0,
                               max_value=2_000_000_000,
                               widget=forms.TextInput(attrs={"inputmode": "numeric",
                                                             "autocomplete": "off"}))  # fmt: skip
    ingresos = _monto(CONTROLES["ingresos"])
    descuentos = _monto(CONTROLES["descuentos"])
    liquido = _monto(CONTROLES["liquido"])

    def clean_archivo(self) -> UploadedFile:
        """By size and extension; the content is looked at by the reader."""
        archivo: UploadedFile = self.cleaned_data["archivo"]
        if (archivo.size or 0) > settings.PLANILLA_MAX_BYTES:
            megas = settings.PLANILLA_MAX_BYTES // 1024 // 1024
            raise ValidationError(
                f"El archivo pesa más de {megas} MB: divídalo por planillas, o pida que lo importen"
                " con la orden importar_boletas."
            )
        if PurePath(archivo.name or "").suffix.lower() not in EXTENSIONES:
            raise ValidationError("Suba un archivo .lis, .txt, .csv o .xlsx.")
        return archivo

    def control(self) -> dict[str, str]:
        """What was typed of the totals, as it is kept."""
        datos = self.cleaned_data
        return {c: str(datos[c]) for c in CONTROLES if datos.get(c) is not None}


class ProgramarForm(forms.Form):
    """From when the boletas are seen."""

    cuando = forms.DateTimeField(
        label="Publicar el día y la hora",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Hora de Lima. Si la deja vacía, se publican apenas se escriban.",
        error_messages={"invalid": "Escriba el día y la hora, como 28/11/2026 06:00."},
    )
    con_hallazgos = forms.BooleanField(
        label="Vi los hallazgos: publicar de todos modos las boletas correctas", required=False
    )

    def __init__(self, *args: Any, hallazgos: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not hallazgos:
            del self.fields["con_hallazgos"]


def rotulo_de_publicar(importacion: Importacion) -> str:
    """What the button says: how many will be seen."""
    cuantas = importacion.nuevas + importacion.corregidas
    return f"Publicar {cuantas} boleta" + ("s" if cuantas != 1 else "")
