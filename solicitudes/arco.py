"""The verbs of a petition over one's data: ask, and answer. The terms are those of the law."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import envios
from accounts.models import Unidad, Usuario
from legajo.consultas import servidor_de
from solicitudes.models import EventoArco, PedidoArco
from solicitudes.plazos import sumar_habiles
from solicitudes.transiciones import VerboNegado

Derecho, Estado = PedidoArco.Derecho, PedidoArco.Estado
PERMISO = "solicitudes.atender_arco"
DIAS = {Derecho.ACCESO: 20, Derecho.RECTIFICACION: 10, Derecho.CANCELACION: 10,
        Derecho.OPOSICION: 10}  # fmt: skip
"""Working days to answer (Reglamento of the Ley 29733)."""
ABIERTOS = 5
"""How many of one person may wait at a time: nobody fills a tray."""


def pedir(*, usuario: Usuario, derecho: str, pedido: str, clave: UUID) -> PedidoArco:
    """Send a petition to the unit that keeps the data; the same `clave` twice is one petition.

    Who has a legajo writes to the unit that keeps it, whoever has none to the Ministerio.
    Raises VerboNegado when too many of his wait for an answer.
    """
    suyos = PedidoArco.objects.filter(usuario=usuario)
    try:
        with transaction.atomic():
            Usuario.objects.select_for_update().get(pk=usuario.pk)
            if hecho := suyos.filter(clave=clave).first():
                return hecho
            if suyos.filter(estado=Estado.EN_TRAMITE).count() >= ABIERTOS:
                raise VerboNegado(
                    f"Ya tiene {ABIERTOS} pedidos en trámite: espere la respuesta de alguno."
                )
            nuevo = PedidoArco.objects.create(
                usuario=usuario, unidad=_unidad_de(usuario), derecho=derecho, pedido=pedido,
                clave=clave, vence=sumar_habiles(timezone.localdate(), DIAS[Derecho(derecho)]),
            )  # fmt: skip
            EventoArco.objects.create(
                pedido=nuevo, hacia=nuevo.estado, por=usuario, comentario=pedido
            )
    except IntegrityError as error:
        raise VerboNegado("No pudimos enviar su pedido: vuelva a abrir el formulario.") from error
    return nuevo


def _unidad_de(usuario: Usuario) -> Unidad:
    servidor = servidor_de(usuario)
    return servidor.unidad if servidor else Unidad.objects.get(tipo=Unidad.Tipo.MINEDU)


def responder(pk: int, *, por: Usuario, concedido: bool, respuesta: str) -> PedidoArco:
    """Answer a petition of one's branch, and mail its owner that there is an answer.

    Raises VerboNegado (answered already, or without a text), PedidoArco.DoesNotExist (one's
    own, or not in one's branch).
    """
    if not respuesta.strip():
        raise VerboNegado("Escriba la respuesta: la persona la leerá.")
    with transaction.atomic():
        visibles = PedidoArco.objects.visible_to(por, PERMISO)
        pedido = visibles.select_for_update(of=("self",)).select_related("usuario").get(pk=pk)
        if not pedido.abierto:
            raise VerboNegado(f"Este pedido ya está: {pedido.get_estado_display()}.")
        pedido.estado = Estado.ATENDIDO if concedido else Estado.DENEGADO
        pedido.respuesta = respuesta.strip()
        pedido.atendido_por, pedido.atendido_en = por, timezone.now()
        pedido.save(update_fields=["estado", "respuesta", "atendido_por", "atendido_en"])
        EventoArco.objects.create(
            pedido=pedido, hacia=pedido.estado, por=por, comentario=pedido.respuesta
        )
        envios.avisar(pedido.usuario, "arco_respondido", numero=pedido.numero)
    return pedido
