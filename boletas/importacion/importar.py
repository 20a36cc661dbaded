"""The verb of the command: a file in at one go, tried and published by the same steps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.core.files.base import File
from django.db import transaction

from accounts.models import Usuario
from boletas.importacion import trabajo
from boletas.importacion.guardado import guardar
from boletas.importacion.lectura import sha256_de
from boletas.importacion.verbos import crear, pasos, pedir_publicacion, tiene_hallazgos
from boletas.models import Importacion
from portal.barra import Avance, callar
from portal.tablas_csv import ArchivoIlegibleError

Estado = Importacion.Estado


def importar(
    ruta: Path,
    *,
    por: Usuario | None = None,
    simular: bool = False,
    parcial: bool = False,
    cuando: datetime | None = None,
    control: dict[str, str] | None = None,
    avance: Avance = callar,
) -> Importacion:
    """Try a file and, unless `simular`, publish it at once or at the hour `cuando`.

    With findings nothing is written, unless `parcial` says so. A file whose import died is
    taken up again. Returns the import; one that cannot be read is ILEGIBLE, and says why.
    """
    importacion = _la_que_quedo(ruta, por) or crear(ruta.name, por=por, control=control or {})
    importacion.control = control or {}
    if not (simular or importacion.guardado):
        with ruta.open("rb") as abierto:
            guardar(importacion, File(abierto, ruta.name))
    importacion.save()
    trabajo.revisar(importacion, ruta, avance=avance)
    conforme = parcial or not tiene_hallazgos(importacion)
    if not simular and conforme and "programar" in pasos(importacion, por):
        with transaction.atomic():
            pedir_publicacion(importacion, por=por, cuando=cuando, con_hallazgos=parcial)
        trabajo.publicar(importacion, avance=avance)
    return importacion


def _la_que_quedo(ruta: Path, por: Usuario | None) -> Importacion | None:
    """An import of the same bytes, by the same person, that was cut short."""
    try:
        suma = sha256_de(ruta)
    except OSError as error:
        raise ArchivoIlegibleError(f"No se pudo abrir el archivo: {error.strerror}.") from error
    cortadas = Importacion.objects.filter(sha256=suma, hecha_por=por, estado=Estado.EN_PREPARACION)
    return cortadas.order_by("pk").last()
