"""The rows of a batch as tasks: each is claimed, issued once, tried again, taken up again.

A task carries the key of a row and means nothing by itself: what is done is what the row and
its batch say, so that a task may run twice, late or never without harm.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from legajo.emision.emitir import clave_de, emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.lotes import paquete
from legajo.lotes.avance import avance_de
from legajo.lotes.lista import EMITIR
from legajo.models import Documento, FilaDeLote, Lote, Servidor
from portal.pdf import PdfNoDisponible

registro = logging.getLogger(__name__)

Estado = FilaDeLote.Estado
PRIORIDAD = -20
"""Below mails and copies of data, which people wait for."""
REINTENTOS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60))
"""Between two tries of what cannot be drawn or kept now."""
PACIENCIA = timedelta(minutes=3)
"""After which a row that is being issued has lost its worker."""
HOLGURA = timedelta(seconds=30)
"""By which the clocks of two machines may differ."""
CADA = timedelta(minutes=1)
"""Between two looks at a batch that is under way."""
SEGUNDOS = 30
"""For a document that nobody waits for."""
POR_VEZ = 500
ABIERTAS = (Estado.PENDIENTE, Estado.EN_CURSO)
MUDADO = "El legajo pasó a otra unidad después de pedir el lote."
SIN_DERECHO = "Quien pidió el lote ya no puede emitir documentos de este legajo."
NO_SE_PUDO = "No se pudo emitir. No es un error suyo y ya quedó registrado."


@task(priority=PRIORIDAD)
def emitir_fila(fila_id: int) -> None:
    """Issue the document of a row that is due; then look for rows that lost their worker."""
    fila = _tomar(fila_id)
    if fila is None:
        return
    _emitir(fila)
    retomar(fila.lote_id)
    cerrar(fila.lote_id)


def _tomar(fila_id: int) -> FilaDeLote | None:
    """Claim a row that is due, of a batch under way: one UPDATE, so that of two one gets it."""
    ahora = timezone.now()
    en_marcha = Lote.objects.filter(estado=Lote.Estado.EN_MARCHA)
    mia = FilaDeLote.objects.filter(
        pk=fila_id, estado=Estado.PENDIENTE, toca_en__lte=ahora + HOLGURA, lote__in=en_marcha
    )
    tomada = mia.update(
        estado=Estado.EN_CURSO, intentos=F("intentos") + 1, intentada_en=ahora,
        toca_en=ahora + PACIENCIA, error="",
    )  # fmt: skip
    con_lo_suyo = FilaDeLote.objects.select_related("lote__pedido_por", "servidor")
    return con_lo_suyo.get(pk=fila_id) if tomada else None


def _emitir(fila: FilaDeLote) -> None:
    """Issue it, or note why not; without the database, it stays for who takes it up again."""
    try:
        documento = ya_emitido(fila)
        if documento is None and (reparo := _impedimento(fila)):
            _anotar(fila, Estado.FALLIDA, reparo)
        else:
            _anotar(fila, Estado.EMITIDA, documento=documento or _nuevo(fila))
    except PdfNoDisponible as error:
        _otra_vez(fila, str(error))
    except DatabaseError:
        registro.exception("la base de datos no dejó emitir la fila %s", fila.pk)
        _otra_vez(fila, NO_SE_PUDO)
    except Exception:  # a fault of ours in one file does not stop the others
        registro.exception("no se pudo emitir la fila %s", fila.pk)
        _anotar(fila, Estado.FALLIDA, NO_SE_PUDO)


def _impedimento(fila: FilaDeLote) -> str:
    """Why it may not be issued today, whatever held when it was asked for."""
    if fila.servidor.unidad_id != fila.lote.unidad_id:
        return MUDADO
    por = fila.lote.pedido_por
    suyos = Servidor.objects.visible_to(por, EMITIR).filter(pk=fila.servidor_id)
    return "" if por.is_active and suyos.exists() else SIN_DERECHO


def _nuevo(fila: FilaDeLote) -> Documento:
    lote = fila.lote
    return emitir_del_legajo(
        fila.servidor_id, pedido=pedido_de(lote), por=lote.pedido_por,
        clase=Documento.Clase(lote.clase), clave=_clave(fila), segundos=SEGUNDOS,
    )  # fmt: skip


def pedido_de(lote: Lote) -> Pedido:
    """What was written down once for all of its documents."""
    return Pedido(lote.expediente, lote.solicitante, lote.fecha_expediente, lote.anotaciones,
                  lote.a_la_fecha)  # fmt: skip


def ya_emitido(fila: FilaDeLote) -> Documento | None:
    """What was issued for this row by whoever died before noting it."""
    clave = clave_de(fila.lote.clase, fila.servidor_id, _clave(fila))
    return Documento.objects.filter(clave=clave).first()


def _clave(fila: FilaDeLote) -> str:
    return f"lote:{fila.lote_id}:{fila.pk}"


@transaction.atomic
def _otra_vez(fila: FilaDeLote, razon: str) -> None:
    """Try again later, each time later; enough is enough, and a cancelled batch is over."""
    lote = Lote.objects.select_for_update().get(pk=fila.lote_id)
    if lote.estado == Lote.Estado.CANCELADO or fila.intentos > len(REINTENTOS):
        _anotar(fila, Estado.FALLIDA, razon)
        return
    cuando = timezone.now() + REINTENTOS[fila.intentos - 1]
    if _mia(fila).update(estado=Estado.PENDIENTE, error=razon[:300], toca_en=cuando):
        emitir_fila.using(run_after=cuando).enqueue(fila.pk)


def _anotar(
    fila: FilaDeLote, estado: FilaDeLote.Estado, razon: str = "", documento: Documento | None = None
) -> None:
    _mia(fila).update(
        estado=estado, error=razon[:300], documento=documento, hecha_en=timezone.now()
    )


def _mia(fila: FilaDeLote) -> QuerySet[FilaDeLote]:
    """The row, while it is still this worker's: it may have been given to another."""
    return FilaDeLote.objects.filter(pk=fila.pk, estado=Estado.EN_CURSO, intentos=fila.intentos)


def poner_en_marcha(lote: Lote) -> None:
    """Queue what will queue its rows, and what watches over them; in the caller's transaction."""
    assert lote.en_marcha_desde is not None  # noqa: S101 -- for the types
    repartir.enqueue(lote.pk)
    vigilar.using(run_after=timezone.now() + CADA).enqueue(
        lote.pk, lote.en_marcha_desde.isoformat()
    )


@task(priority=PRIORIDAD)
def repartir(lote_id: int) -> None:
    """Queue a task for each row that is due, in blocks."""
    suyas = FilaDeLote.objects.filter(
        lote=lote_id, lote__estado=Lote.Estado.EN_MARCHA, estado=Estado.PENDIENTE,
        toca_en__lte=timezone.now(),
    )  # fmt: skip
    claves = list(suyas.order_by("orden").values_list("pk", flat=True))
    for i in range(0, len(claves), POR_VEZ):
        bloque = claves[i : i + POR_VEZ]
        with transaction.atomic():
            suyas.model.objects.filter(pk__in=bloque, estado=Estado.PENDIENTE).update(
                toca_en=timezone.now()
            )
            for clave in bloque:
                emitir_fila.enqueue(clave)


@task(priority=PRIORIDAD)
def vigilar(lote_id: int, desde: str) -> None:
    """Look after a batch until nothing of it moves; once it is resumed, another one does."""
    lote = Lote.objects.get(pk=lote_id)
    suyo = lote.en_marcha_desde and lote.en_marcha_desde.isoformat() == desde
    if suyo and cuidar(lote):
        vigilar.using(run_after=timezone.now() + CADA).enqueue(lote_id, desde)


def cuidar(lote: Lote) -> bool:
    """Take up what was lost of a batch, end it if it has ended; whether something moves still."""
    retomar(lote.pk)
    if avance_de(lote).parado:
        repartir.enqueue(lote.pk)
    cerrar(lote.pk)
    return vivos().filter(pk=lote.pk).exists()


def vivos() -> QuerySet[Lote]:
    """Batches under way, and those stopped while a row was being issued."""
    return Lote.objects.filter(
        Q(estado=Lote.Estado.EN_MARCHA) | Q(filas__estado=Estado.EN_CURSO)
    ).distinct()


def retomar(lote_id: int) -> int:
    """Take up again the rows whose worker is no more; of a batch that was stopped, let them go."""
    perdidas = Q(estado=Estado.EN_CURSO, toca_en__lt=timezone.now())
    if not FilaDeLote.objects.filter(perdidas, lote=lote_id).exists():
        return 0
    with transaction.atomic():
        lote = Lote.objects.select_for_update().get(pk=lote_id)
        filas = lote.filas.filter(perdidas).select_for_update(skip_locked=True).order_by("orden")
        claves = [_soltar(fila, lote) for fila in filas]
        for clave in filter(None, claves):
            emitir_fila.enqueue(clave)
    return len(claves)


def _soltar(fila: FilaDeLote, lote: Lote) -> int | None:
    """Give a row back; its key where it is to be queued again."""
    fila.lote, fila.toca_en = lote, timezone.now()
    if hecho := ya_emitido(fila):
        fila.estado, fila.documento, fila.hecha_en = Estado.EMITIDA, hecho, fila.toca_en
    elif lote.estado == Lote.Estado.CANCELADO:
        fila.estado, fila.hecha_en = Estado.CANCELADA, fila.toca_en
    elif fila.intentos > len(REINTENTOS):  # what kills its workers
        fila.estado, fila.error, fila.hecha_en = Estado.FALLIDA, NO_SE_PUDO, fila.toca_en
    else:
        fila.estado = Estado.PENDIENTE
    fila.save(update_fields=["estado", "documento", "error", "toca_en", "hecha_en"])
    vuelve = fila.estado == Estado.PENDIENTE and lote.estado == Lote.Estado.EN_MARCHA
    return fila.pk if vuelve else None


def cerrar(lote_id: int) -> None:
    """End a batch whose last row ended, and have its ZIP made."""
    abiertas = FilaDeLote.objects.filter(lote=lote_id, estado__in=ABIERTAS)
    if abiertas.exists():
        return
    with transaction.atomic():
        lote = Lote.objects.select_for_update().get(pk=lote_id)
        if lote.estado != Lote.Estado.EN_MARCHA or abiertas.exists():
            return
        lote.estado, lote.terminado_en = Lote.Estado.TERMINADO, timezone.now()
        lote.save(update_fields=["estado", "terminado_en"])
        if lote.filas.filter(estado=Estado.EMITIDA).exists():
            paquete.pedir(lote)


def barrer() -> None:
    """For the daily sweep: batches that lost a task, and old ZIPs."""
    for lote in vivos():
        cuidar(lote)
    paquete.barrer()
