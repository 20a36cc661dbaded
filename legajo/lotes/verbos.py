"""What staff do with a batch: prepare it, start, pause, resume, cancel it, try again what failed.

Each verb locks the batch and asks the same table that draws the buttons.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Unidad, Usuario
from accounts.origen import Origen
from accounts.sucesos import Tipo, anotar
from legajo.emision.pedido import Pedido
from legajo.lotes import filas, muestra, paquete
from legajo.lotes.avance import Avance, avance_de
from legajo.lotes.lista import EMITIR
from legajo.models import Documento, FilaDeLote, Lote

Estado = Lote.Estado
SIN_DERECHO = "No tiene el derecho de emitir documentos."
YA_NO = "Ese paso ya no está abierto: mire el estado del lote."
POR_VEZ = 1_000


@transaction.atomic
def preparar(
    servidores: list[int], *, clase: str, unidad: Unidad, pedido: Pedido, clave: uuid.UUID,
    por: Usuario,
) -> tuple[Lote, bool]:  # fmt: skip
    """Write the batch down and have it tried; nothing is issued before «empezar».

    `clave` identifies one press of the button: the second press returns the first batch, and
    that it was there.
    """
    if not Unidad.objects.a_cargo(por, EMITIR).filter(pk=unidad.pk).exists():
        raise PermissionDenied(SIN_DERECHO)
    if pedido.fecha_expediente is None:
        raise ValueError("a batch has the date of its expediente")
    lote, nuevo = Lote.objects.get_or_create(
        clave=clave,
        defaults={
            "pedido_por": por, "clase": Documento.Clase(clase), "unidad": unidad,
            "expediente": pedido.expediente, "fecha_expediente": pedido.fecha_expediente,
            "solicitante": pedido.solicitante, "anotaciones": pedido.anotaciones,
            "a_la_fecha": pedido.a_la_fecha,
        },
    )  # fmt: skip
    if lote.pedido_por_id != por.pk:
        raise PermissionDenied
    if nuevo:
        nuevas = (FilaDeLote(lote=lote, orden=n, servidor_id=s)
                  for n, s in enumerate(servidores, start=1))  # fmt: skip
        FilaDeLote.objects.bulk_create(nuevas, batch_size=POR_VEZ)
        muestra.probar.enqueue(lote.pk)
    return lote, nuevo


def pasos(lote: Lote, avance: Avance, por: Usuario) -> dict[str, str]:
    """What may be done next: verb -> what its button says. Only who asked for it starts it."""
    puede: dict[str, str] = {}
    if lote.estado == Estado.PREPARADO and lote.pedido_por_id == por.pk:
        puede["empezar"] = f"Emitir {avance.total}"
    if lote.estado == Estado.EN_MARCHA:
        if avance.parado:
            puede["continuar"] = "Continuar"
        puede["pausar"] = "Pausar"
    if lote.estado == Estado.EN_PAUSA:
        puede["reanudar"] = "Reanudar"
    if lote.estado == Estado.TERMINADO and avance.fallidas:
        puede["reintentar"] = f"Intentar otra vez con los {avance.fallidas} que no se emitieron"
    if _le_falta_zip(lote, avance):
        puede["armar"] = "Armar el ZIP"
    if lote.estado in (Estado.PREPARADO, Estado.EN_MARCHA, Estado.EN_PAUSA):
        puede["cancelar"] = "Cancelar el lote"
    return puede


def _le_falta_zip(lote: Lote, avance: Avance) -> bool:
    """Whether it ended with documents, and nobody is at its ZIP."""
    terminado = lote.estado in (Estado.TERMINADO, Estado.CANCELADO) and not avance.abiertas
    if not terminado or not avance.emitidas:
        return False
    return not paquete.disponible(lote) and not paquete.en_curso(lote)


@transaction.atomic
def hacer(pk: int, verbo: str, *, por: Usuario, origen: Origen) -> Lote:
    """Do a verb of `pasos` to a batch of one's branch, once.

    Raises ValidationError where it is not open, Lote.DoesNotExist for what is not his.
    """
    suyos = Lote.objects.visible_to(por, EMITIR).select_for_update(of=("self",))
    lote = suyos.get(pk=pk)
    avance = avance_de(lote)
    if verbo not in pasos(lote, avance, por):
        raise ValidationError(YA_NO)
    VERBOS[verbo](lote, timezone.now())
    anotar(
        Tipo.LOTE, usuario=por, origen=origen, unidad=lote.unidad, detalle=f"{lote}: {verbo}"
    )  # fmt: skip
    return lote


def _arrancar(lote: Lote, ahora: datetime) -> None:
    """On with it: a new count of the pace, and a new watch."""
    lote.estado, lote.en_marcha_desde, lote.terminado_en = Estado.EN_MARCHA, ahora, None
    lote.save(update_fields=["estado", "en_marcha_desde", "terminado_en"])
    filas.retomar(lote.pk)
    filas.poner_en_marcha(lote)


def _pausar(lote: Lote, ahora: datetime) -> None:
    """What is being issued ends; nothing else begins."""
    lote.estado = Estado.EN_PAUSA
    lote.save(update_fields=["estado"])


def _cancelar(lote: Lote, ahora: datetime) -> None:
    """What was issued stays, and what is being issued ends."""
    lote.estado, lote.terminado_en = Estado.CANCELADO, ahora
    lote.save(update_fields=["estado", "terminado_en"])
    sin_empezar = lote.filas.filter(estado=FilaDeLote.Estado.PENDIENTE)
    sin_empezar.update(estado=FilaDeLote.Estado.CANCELADA, hecha_en=ahora)


def _reintentar(lote: Lote, ahora: datetime) -> None:
    """The rows that failed, as if they had never been tried."""
    lote.filas.filter(estado=FilaDeLote.Estado.FALLIDA).update(
        estado=FilaDeLote.Estado.PENDIENTE, intentos=0, error="", toca_en=ahora, hecha_en=None
    )
    _arrancar(lote, ahora)


def _armar(lote: Lote, ahora: datetime) -> None:
    paquete.pedir(lote)


VERBOS: dict[str, Any] = {
    "empezar": _arrancar, "continuar": _arrancar, "reanudar": _arrancar, "pausar": _pausar,
    "cancelar": _cancelar, "reintentar": _reintentar, "armar": _armar,
}  # fmt: skip
