"""The background task that prepares a copy: it carries an id, and mails go before it."""

import contextlib
import hashlib
import logging
import tempfile
import time
from collections.abc import Callable
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from accounts import envios
from accounts.copias import dar_por_fallida, vencer
from accounts.models import CopiaDeDatos
from accounts.models.copia import SE_GUARDA
from portal.mis_datos.paquete import armar
from portal.pdf import PdfNoDisponible

registro = logging.getLogger(__name__)

CADA = 1.0
"""Seconds between two notes of how far it is."""


@task(priority=-10)
def preparar(copia_id: int) -> None:
    """Gather, store and write down a copy; or give it up with a sentence, and fail."""
    abiertas = CopiaDeDatos.objects.filter(estado=CopiaDeDatos.Estado.EN_PREPARACION)
    copia = abiertas.select_related("usuario").filter(pk=copia_id).first()
    if copia is None:
        return
    esta = abiertas.filter(pk=copia_id)
    try:
        with tempfile.TemporaryFile() as paquete:
            armar(copia.usuario, paquete, _avisador(esta))
            _guardar(copia, esta, paquete)
    except PdfNoDisponible as error:
        dar_por_fallida(copia, str(error))
        raise
    except Exception:
        registro.exception("no se pudo preparar la copia %s", copia_id)
        dar_por_fallida(copia)
        raise


def _avisador(esta: QuerySet[CopiaDeDatos]) -> Callable[[int, int], None]:
    """Notes how far it is, now and then; 100 only when it is stored."""
    ultimo = time.monotonic()

    def avisar(hechos: int, total: int) -> None:
        nonlocal ultimo
        if time.monotonic() - ultimo > CADA:
            ultimo = time.monotonic()
            esta.update(avance=99 * hechos // total, movida_en=timezone.now())

    return avisar


def _guardar(copia: CopiaDeDatos, esta: QuerySet[CopiaDeDatos], paquete: Any) -> None:
    """Store the file under a name that is written down before, so that none is ever forgotten."""
    paquete.seek(0, 2)
    octetos = paquete.tell()
    paquete.seek(0)
    sha256 = hashlib.file_digest(paquete, "sha256").hexdigest()
    nombre = copia.archivo.field.generate_filename(copia, "mis-datos.zip")
    copia.archivo.name = nombre
    esta.update(archivo=nombre, movida_en=timezone.now())
    copia.archivo.storage.save(nombre, File(paquete))
    anteriores = CopiaDeDatos.objects.filter(
        usuario=copia.usuario_id, estado=CopiaDeDatos.Estado.LISTA
    ).exclude(pk=copia.pk)
    ahora = timezone.now()
    with transaction.atomic():
        escrita = esta.update(
            estado=CopiaDeDatos.Estado.LISTA, avance=100, lista_en=ahora,
            bytes=octetos, sha256=sha256,
        )  # fmt: skip
        if escrita:
            envios.avisar(copia.usuario, "copia_lista", vence=ahora + SE_GUARDA)
    if not escrita:  # it was given up meanwhile
        copia.archivo.storage.delete(nombre)
        return
    for anterior in anteriores:  # one is kept
        with contextlib.suppress(Exception):  # `manage.py limpiar` tries again
            vencer(anterior)
