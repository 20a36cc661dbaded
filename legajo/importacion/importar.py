"""The verb: bring a file into the legajo. Command, admin and worker all end here."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Unidad, Usuario
from legajo.importacion.alcance import Alcance, unidad_de
from legajo.importacion.espera import olvidar, preparar
from legajo.importacion.fusion import fundir
from legajo.importacion.lectura import abrir, sha256_de
from legajo.models import FilaEnEspera, Hallazgo, ImportacionLegajo
from portal.barra import Avance, callar
from portal.cerrojos import en_exclusiva, tomado
from portal.tablas_csv import ArchivoIlegibleError

CERROJO = 7_120_204
"""Advisory lock, with the key of an import: one process works on it at a time."""
ESPERA_MAXIMA = timedelta(days=30)


def importar(
    ruta: Path,
    *,
    por: Usuario | None = None,
    tipo: str = "",
    simular: bool = False,
    parcial: bool = False,
    avance: Avance = callar,
) -> ImportacionLegajo:
    """Bring a file in at one go, or try it; an import of it that died goes on where it stopped.

    `por` None is the operator of the system, who reaches every file. Returns the import
    with its counts and findings; a file that is no table at all is one with a `mensaje`.
    """
    importacion = _la_que_quedo(ruta, por, tipo) or ImportacionLegajo.objects.create(
        nombre=ruta.name[:200], sha256=sha256_de(ruta), tipo_pedido=tipo, hecha_por=por,
        unidad=_unidad(por),
    )  # fmt: skip
    trabajar(importacion, ruta, aplicar=not simular, parcial=parcial, avance=avance)
    if importacion.estado != ImportacionLegajo.Estado.APLICADA:
        olvidar(importacion)
    return importacion


def trabajar(
    importacion: ImportacionLegajo, ruta: Path, *, aplicar: bool, parcial: bool = False,
    avance: Avance = callar,
) -> None:  # fmt: skip
    """Read what was not read yet, then try or apply. Raises EnMarchaError if another does."""
    barrer()
    alcance = Alcance(importacion.hecha_por)
    with en_exclusiva(CERROJO, importacion.pk):
        importacion.refresh_from_db()
        if importacion.estado == ImportacionLegajo.Estado.APLICADA:
            return
        try:
            importacion.sha256 = importacion.sha256 or sha256_de(ruta)
            with abrir(ruta, tipo=importacion.tipo_pedido, nombre=importacion.nombre) as hojas:
                preparar(importacion, hojas, alcance=alcance, avance=avance)
        except ArchivoIlegibleError as error:
            rechazar(importacion, str(error))
            return
        fundir(importacion, alcance=alcance, aplicar=aplicar, parcial=parcial, avance=avance)


def rechazar(importacion: ImportacionLegajo, mensaje: str) -> None:
    """A file that cannot be read: nothing of it stays but why."""
    olvidar(importacion)
    importacion.estado = ImportacionLegajo.Estado.CON_ERRORES
    importacion.mensaje, importacion.pedida_en = mensaje, None
    importacion.preparadas = 0
    importacion.save()


def en_marcha(importacion: ImportacionLegajo) -> bool:
    """Whether some process is working on it now."""
    return tomado(CERROJO, importacion.pk)


def barrer() -> None:
    """Throw away rows and findings that have waited too long: they are data of people."""
    viejas = ImportacionLegajo.objects.filter(creada_en__lt=timezone.now() - ESPERA_MAXIMA)
    for modelo in (FilaEnEspera, Hallazgo):
        modelo._default_manager.filter(importacion__in=viejas).delete()


def _la_que_quedo(ruta: Path, por: Usuario | None, tipo: str) -> ImportacionLegajo | None:
    """An import of the same bytes, by the same person, that was cut short."""
    return (
        ImportacionLegajo.objects.filter(
            sha256=sha256_de(ruta), hecha_por=por, tipo_pedido=tipo, archivo="",
            estado=ImportacionLegajo.Estado.EN_PREPARACION,
        )
        .order_by("pk")
        .last()
    )  # fmt: skip


def _unidad(por: Usuario | None) -> Unidad:
    unidad: Any = unidad_de(por)
    if unidad is None:
        raise PermissionDenied("No tiene el derecho de importar legajos.")
    return unidad
