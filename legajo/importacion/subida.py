"""A file uploaded in the admin: kept, then tried and applied by the worker, step by step."""

from __future__ import annotations

import logging
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.models import Usuario
from legajo.importacion import tareas
from legajo.importacion.alcance import unidad_de
from legajo.importacion.destinos import destinos
from legajo.importacion.importar import en_marcha
from legajo.models import ImportacionLegajo

registro = logging.getLogger(__name__)
EXTENSIONES = (".csv", ".txt", ".xlsx")
SIN_DERECHO = "No tiene el derecho de importar legajos."
Estado = ImportacionLegajo.Estado


class ImportarForm(forms.Form):
    """The file, and what it is where its name does not tell."""

    archivo = forms.FileField(
        label="Archivo",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONES)}),
        help_text="CSV, o libro de Excel (.xlsx) con una hoja por tipo de registro.",
    )
    tipo = forms.ChoiceField(label="Qué contiene", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opciones = [(d.slug, d.titulo) for d in destinos().values()]
        campo: Any = self.fields["tipo"]
        campo.choices = [("", "Lo dice el nombre del archivo, o el de cada hoja"), *opciones]

    def clean_archivo(self) -> UploadedFile:
        """By size and extension; the content is looked at by the reader."""
        archivo: UploadedFile = self.cleaned_data["archivo"]
        if (archivo.size or 0) > settings.IMPORTACION_MAX_BYTES:
            megas = settings.IMPORTACION_MAX_BYTES // 1024 // 1024
            raise ValidationError(f"El archivo pesa más de {megas} MB: divídalo.")
        if PurePath(archivo.name or "").suffix.lower() not in EXTENSIONES:
            raise ValidationError("Suba un archivo .csv o .xlsx.")
        return archivo


def recibir(archivo: UploadedFile, *, tipo: str, por: Usuario) -> ImportacionLegajo:
    """Keep the file and have it tried. Raises ValidationError where it cannot be kept."""
    unidad = unidad_de(por)
    if unidad is None:
        raise PermissionDenied(SIN_DERECHO)
    importacion = ImportacionLegajo(
        nombre=(archivo.name or "")[-200:], tipo_pedido=tipo, hecha_por=por, unidad=unidad,
        pedida_en=timezone.now(),
    )  # fmt: skip
    try:
        importacion.archivo.save(archivo.name or "archivo", archivo, save=False)
    except Exception as error:  # each storage fails in its own way
        registro.exception("no se pudo guardar un archivo que se importa")
        raise ValidationError(
            "No se pudo guardar el archivo. Inténtelo en unos minutos."
        ) from error
    with transaction.atomic():
        importacion.save()
        tareas.revisar.enqueue(importacion.pk)
    return importacion


def pedir(importacion: ImportacionLegajo, verbo: str, *, por: Usuario) -> None:
    """Have the next step done: «continuar» the trial, «aplicar» it, or its good rows alone.

    Raises ValidationError where the step is not open.
    """
    with transaction.atomic():
        actual = ImportacionLegajo.objects.select_for_update().get(pk=importacion.pk)
        if verbo not in pasos(actual, por):
            raise ValidationError("Ese paso ya no está abierto: mire el estado de la importación.")
        actual.pedida_en, actual.mensaje = timezone.now(), ""
        actual.save(update_fields=["pedida_en", "mensaje"])
        if verbo == "continuar":
            tareas.revisar.enqueue(actual.pk)
        else:
            tareas.aplicar.enqueue(actual.pk, parcial=verbo == "aplicar_parcial")


def pasos(importacion: ImportacionLegajo, por: Usuario) -> dict[str, str]:
    """What who uploaded it may have done next: verb -> what its button says."""
    suya = importacion.hecha_por_id == por.pk and por.has_perm("legajo.importar_legajo")
    if not suya or not importacion.archivo or en_marcha(importacion):
        return {}
    if importacion.pedida_en or importacion.estado == Estado.EN_PREPARACION:
        return {"continuar": "Continuar"}
    escribiria = importacion.nuevas + importacion.cambiadas
    if importacion.estado == Estado.SIMULADA and escribiria:
        return {"aplicar": f"Importar {escribiria} registros"}
    if importacion.estado == Estado.CON_ERRORES and escribiria and not importacion.mensaje:
        return {"aplicar_parcial": f"Importar solo las filas correctas ({escribiria})"}
    return {}
