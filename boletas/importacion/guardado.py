"""The uploaded file in the private storage: kept as proof, brought back to be read."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from boletas.models import Importacion

registro = logging.getLogger(__name__)


class SinArchivoError(Exception):
    """The storage does not give the file back."""


def guardar(importacion: Importacion, archivo: File[Any]) -> None:
    """Keep the file under a random name. Raises ValidationError where it cannot be kept."""
    try:
        importacion.guardado.save(archivo.name or "archivo", archivo, save=False)
    except Exception as error:  # each storage fails in its own way
        registro.exception("no se pudo guardar un archivo de planillas")
        raise ValidationError(
            "No se pudo guardar el archivo. Inténtelo en unos minutos."
        ) from error


@contextmanager
def en_disco(importacion: Importacion) -> Iterator[Path]:
    """The kept file as one on this disk, while it lasts. Raises SinArchivoError."""
    with tempfile.NamedTemporaryFile(suffix=".planilla") as local:
        try:
            with importacion.guardado.open("rb") as guardado:
                shutil.copyfileobj(guardado, local)
        except Exception as error:  # each storage fails in its own way
            registro.exception("no se pudo leer un archivo de planillas guardado")
            raise SinArchivoError from error
        local.flush()
        yield Path(local.name)
