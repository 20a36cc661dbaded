"""The worker's part: try or apply what was uploaded. Tasks carry ids only."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path

from django_tasks import task

from legajo.importacion.importar import trabajar
from legajo.models import ImportacionLegajo
from portal.cerrojos import EnMarchaError

registro = logging.getLogger(__name__)
SIN_ARCHIVO = "No se pudo leer el archivo guardado. Espere unos minutos y presione «Continuar»."


@task()
def revisar(importacion_id: int) -> None:
    """Read the file and try it."""
    _trabajar(importacion_id, aplicar=False)


@task()
def aplicar(importacion_id: int, parcial: bool = False) -> None:
    """Write what the trial showed."""
    _trabajar(importacion_id, aplicar=True, parcial=parcial)


def _trabajar(importacion_id: int, *, aplicar: bool, parcial: bool = False) -> None:
    importacion = ImportacionLegajo.objects.get(pk=importacion_id)
    with tempfile.NamedTemporaryFile(suffix=".importacion") as local:
        try:
            with importacion.archivo.open("rb") as guardado:
                shutil.copyfileobj(guardado, local)
        except Exception:  # each storage fails in its own way
            registro.exception("no se pudo leer un archivo que se importa")
            ImportacionLegajo.objects.filter(pk=importacion_id).update(
                mensaje=SIN_ARCHIVO, pedida_en=None
            )
            return
        local.flush()
        try:
            trabajar(importacion, Path(local.name), aplicar=aplicar, parcial=parcial)
        except EnMarchaError:
            registro.info("la importación %s ya está en marcha", importacion_id)
