"""The worker's part: try or publish what was uploaded. Tasks carry ids only."""

from __future__ import annotations

import logging

from django_tasks import task

from boletas.importacion import trabajo
from boletas.importacion.guardado import SinArchivoError, en_disco
from boletas.models import Importacion
from portal.cerrojos import EnMarchaError

registro = logging.getLogger(__name__)
SIN_ARCHIVO = "No se pudo leer el archivo guardado. Espere unos minutos y presione «Continuar»."


@task()
def revisar(importacion_id: int) -> None:
    """Read the file and try it."""
    importacion = Importacion.objects.get(pk=importacion_id)
    try:
        with en_disco(importacion) as ruta:
            trabajo.revisar(importacion, ruta)
    except SinArchivoError:
        Importacion.objects.filter(pk=importacion_id).update(mensaje=SIN_ARCHIVO)
    except EnMarchaError:
        registro.info("la importación de boletas %s ya está en marcha", importacion_id)


@task()
def publicar(importacion_id: int) -> None:
    """Write what the trial showed."""
    try:
        trabajo.publicar(Importacion.objects.get(pk=importacion_id))
    except EnMarchaError:
        registro.info("la importación de boletas %s ya está en marcha", importacion_id)
