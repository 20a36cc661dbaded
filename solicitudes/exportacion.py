"""What requests hold of a servidor, for the copy of his data."""

from collections.abc import Iterator
from typing import Any

from accounts.models import Usuario
from legajo.models import Servidor
from portal.exportacion import Campo, Firmas, Parte, parte_de
from solicitudes.models import Dato, Evento, EventoArco, PedidoArco, Solicitud

NUMERO = Campo("numero", "Solicitud", lambda solicitud: solicitud.numero)
ASUNTO = Campo("asunto", "Asunto", lambda solicitud: solicitud.asunto)
DE_PEDIDO = Campo("pedido", "Pedido", lambda evento: f"ARCO-{evento.pedido_id:06}")
DE_SOLICITUD = Campo("solicitud", "Solicitud", lambda parte: f"{parte.solicitud_id:06}")


def partes(servidor: Servidor, firmas: Firmas) -> Iterator[Parte]:
    """His requests, the data that they ask, and what happened to each."""
    suyas = Solicitud.objects.filter(servidor=servidor).order_by("pk")
    yield parte_de(
        "solicitudes", "Solicitudes", suyas, firmas=firmas,
        omitir=("servidor", "clave"), antes=(NUMERO, ASUNTO),
    )  # fmt: skip
    de_ellas: dict[str, Any] = {"solicitud__servidor": servidor}
    yield parte_de(
        "solicitudes-datos", "Datos que pidió en cada solicitud",
        Dato.objects.filter(**de_ellas).order_by("solicitud", "pk"), firmas=firmas,
        omitir=("solicitud", "antes", "pedido"), antes=(DE_SOLICITUD,),
    )  # fmt: skip
    yield parte_de(
        "solicitudes-eventos", "Lo que pasó con cada solicitud",
        Evento.objects.filter(**de_ellas).order_by("solicitud", "pk"), firmas=firmas,
        omitir=("solicitud",), antes=(DE_SOLICITUD,),
    )  # fmt: skip


def partes_de_la_cuenta(usuario: Usuario, firmas: Firmas) -> Iterator[Parte]:
    """What whoever has an account asked over his data, with a legajo or without."""
    suyos = PedidoArco.objects.filter(usuario=usuario).order_by("pk")
    yield parte_de(
        "pedidos-arco", "Pedidos sobre sus datos personales", suyos, firmas=firmas,
        omitir=("usuario", "clave"), antes=(NUMERO,),
    )  # fmt: skip
    eventos = EventoArco.objects.filter(pedido__usuario=usuario).order_by("pk")
    yield parte_de(
        "pedidos-arco-eventos", "Lo que pasó con cada pedido", eventos, firmas=firmas,
        omitir=("pedido",), antes=(DE_PEDIDO,),
    )  # fmt: skip
