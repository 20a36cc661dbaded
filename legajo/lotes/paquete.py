"""The ZIP of a batch: its documents under readable names, and an index; kept for some days."""

from __future__ import annotations

import hashlib
import logging
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, ZipFile

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks import task

from legajo.lotes.resultados import COLUMNAS, POR_VEZ, celdas, filas_de, lineas
from legajo.models import Documento, FilaDeLote, Lote
from legajo.vigencia import vigencia_de
from portal.paquetes import entrada

registro = logging.getLogger(__name__)

SE_GUARDA = timedelta(days=7)
REINTENTOS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60))
SE_ESPERA = timedelta(hours=2)
"""After which one that is not ready is given up."""
OTRA_VEZ = timedelta(minutes=30)
TROZO = 1024 * 1024
NO_SE_PUDO = "No se pudo armar el ZIP. Los documentos están emitidos: inténtelo más tarde."
PERDIDO = "El archivo no está en el almacén. Avise a soporte."


def vence_en(lote: Lote) -> datetime | None:
    """Until when its ZIP can be downloaded."""
    return lote.paquete_en + SE_GUARDA if lote.paquete_en else None


def disponible(lote: Lote) -> bool:
    """Whether its ZIP can be downloaded now."""
    vence = vence_en(lote)
    return vence is not None and timezone.now() < vence


def en_curso(lote: Lote) -> bool:
    """Whether a worker is at it, as far as can be told."""
    if lote.paquete_pedido_en is None or lote.paquete_en or lote.paquete_error:
        return False
    return timezone.now() < lote.paquete_pedido_en + SE_ESPERA


def pedir(lote: Lote) -> None:
    """Have the ZIP of a locked batch made, in the caller's transaction."""
    lote.paquete_pedido_en, lote.paquete_en, lote.paquete_error = timezone.now(), None, ""
    lote.save(update_fields=["paquete_pedido_en", "paquete_en", "paquete_error"])
    desde = lote.paquete_pedido_en
    armar.enqueue(lote.pk, desde.isoformat())
    # if its worker dies, another makes it; if not, there is nothing to make
    armar.using(run_after=desde + OTRA_VEZ).enqueue(lote.pk, desde.isoformat())


@task(priority=-10)
def armar(lote_id: int, pedido_en: str, intento: int = 0) -> None:
    """Gather, store and write down the ZIP that was asked for at that moment; later, if need be."""
    lote = Lote.objects.get(pk=lote_id)
    pedido = lote.paquete_pedido_en
    if pedido is None or pedido.isoformat() != pedido_en or lote.paquete_en:
        return
    try:
        with tempfile.TemporaryFile() as local:
            escribir(lote, local)
            _guardar(lote, local)
    except Exception:  # each storage fails in its own way
        registro.exception("no se pudo armar el ZIP del lote %s", lote_id)
        if intento < len(REINTENTOS):
            cuando = timezone.now() + REINTENTOS[intento]
            armar.using(run_after=cuando).enqueue(lote_id, pedido_en, intento + 1)
        else:
            _este(lote).update(paquete_error=NO_SE_PUDO)
        raise


def _este(lote: Lote) -> Any:
    """The batch, while this is the ZIP that was asked for last."""
    return Lote.objects.filter(pk=lote.pk, paquete_pedido_en=lote.paquete_pedido_en)


def _guardar(lote: Lote, local: BinaryIO) -> None:
    """Store it under a name that is written down before; the one before it goes."""
    anterior, tamano = lote.paquete.name, local.tell()
    local.seek(0)
    sha256 = hashlib.file_digest(local, "sha256").hexdigest()  # type: ignore[arg-type]
    lote.paquete.name = lote.paquete.field.generate_filename(lote, "lote.zip")
    if not _este(lote).update(paquete=lote.paquete.name):
        return
    if anterior:
        default_storage.delete(anterior)
    local.seek(0)
    default_storage.save(lote.paquete.name, File(local))
    mio = _este(lote).filter(paquete=lote.paquete.name)
    if not mio.update(
        paquete_en=timezone.now(), paquete_bytes=tamano, paquete_sha256=sha256, paquete_error=""
    ):
        default_storage.delete(lote.paquete.name)  # another was asked for meanwhile


def escribir(lote: Lote, destino: BinaryIO) -> None:
    """Write the ZIP of what is issued so far: the documents, and `indice.csv` of every row."""
    with ZipFile(destino, "w") as paquete:
        indice = [(*COLUMNAS, "Vigencia", "Archivo"), *_archivos(paquete, lote)]
        with entrada(paquete, "indice.csv") as salida:
            salida.writelines(lineas(indice))


def _archivos(paquete: ZipFile, lote: Lote) -> Iterator[tuple[str, ...]]:
    """Put each document in; yield each row of the index."""
    for bloque in _bloques(lote):
        hechos = Documento.objects.con_vigencia().in_bulk(
            [fila.documento_id for fila in bloque if fila.documento_id]
        )
        for fila in bloque:
            hecho = hechos.get(fila.documento_id or 0)
            ruta = nombre_legible(fila, hecho) if hecho else ""
            if hecho and not _archivo(paquete, hecho, ruta):
                ruta = PERDIDO
            yield (*celdas(fila), vigencia_de(hecho).label if hecho else "", ruta)


def _bloques(lote: Lote) -> Iterator[list[FilaDeLote]]:
    desde = 0
    while bloque := list(filas_de(lote).filter(orden__gt=desde)[:POR_VEZ]):
        desde = bloque[-1].orden
        yield bloque


def nombre_legible(fila: FilaDeLote, documento: Documento) -> str:
    """«QUISPE_NAHUI_ROSA_7KQM-2HXT-R9WA.pdf»: letters that every system takes, never a path."""
    llano = unicodedata.normalize("NFKD", f"{fila.servidor.apellidos} {fila.servidor.nombres}")
    letras = re.sub(r"[^A-Z0-9]+", "_", llano.encode("ascii", "ignore").decode().upper())
    return f"{letras.strip('_')[:80] or fila.servidor.documento}_{documento.codigo}.pdf"


def _archivo(paquete: ZipFile, documento: Documento, ruta: str) -> bool:
    """Copy a stored document; False when the store no longer has it."""
    try:
        guardado = default_storage.open(str(documento.archivo.name), "rb")
    except FileNotFoundError:
        return False
    with guardado, entrada(paquete, ruta, ZIP_STORED) as salida:
        shutil.copyfileobj(guardado, salida, TROZO)
    return True


def barrer() -> None:
    """Throw away the ZIPs that are due, and what a worker that died left of one."""
    ahora = timezone.now()
    con_archivo = Lote.objects.exclude(paquete="")
    vencidos = con_archivo.filter(paquete_en__lt=ahora - SE_GUARDA)
    restos = con_archivo.filter(paquete_en=None, paquete_pedido_en__lt=ahora - SE_ESPERA)
    for lote in [*vencidos, *restos]:
        try:
            # first nobody can get it, then the file goes, and its name last
            _este(lote).update(paquete_en=None)
            default_storage.delete(str(lote.paquete.name))
            _este(lote).update(paquete="", paquete_pedido_en=None)
        except Exception:  # each storage fails in its own way; tomorrow it is tried again
            registro.exception("no se pudo borrar el ZIP del lote %s", lote.pk)
