"""What requests hold of a servidor, for the copy of his data."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from accounts.models import Usuario
from legajo.models import Servidor
from portal.exportacion import Campo, Firmas, Parte, parte_de
from solicitudes.avisos import DEL_TITULAR
from solicitudes.models import (
    Adjunto,
    AvisoDePlazo,
    Borrador,
    Dato,
    Evento,
    EventoArco,
    Parentesco,
    PedidoArco,
    Preferencia,
    Solicitud,
    Sustento,
)

NUMERO = Campo("numero", "Solicitud", lambda solicitud: solicitud.numero)
ASUNTO = Campo("asunto", "Asunto", lambda solicitud: solicitud.asunto)
DE_PEDIDO = Campo("pedido", "Pedido", lambda evento: f"ARCO-{evento.pedido_id:06}")
DE_SOLICITUD = Campo("solicitud", "Solicitud", lambda parte: f"{parte.solicitud_id:06}")
DE_BORRADOR = Campo("borrador", "Borrador", lambda adjunto: adjunto.borrador_id)
NUMERO_DE_BORRADOR = Campo("borrador", "Borrador", lambda borrador: borrador.pk)
SIN_AVISO = Campo(
    "callados", "Pasos de los que no se le avisa por correo",
    lambda suya: "; ".join(DEL_TITULAR.get(clase, clase) for clase in suya.callados),
)  # fmt: skip


def partes(servidor: Servidor, firmas: Firmas, rutas: Mapping[str, str]) -> Iterator[Parte]:
    """His requests, what they ask and brought along, what happened to each; and his drafts."""
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
    yield parte_de(
        "solicitudes-sustentos", "Documentos de sustento de cada solicitud",
        Sustento.objects.filter(**de_ellas).order_by("solicitud", "pk"), firmas=firmas,
        rutas=rutas, omitir=("solicitud",), antes=(DE_SOLICITUD,),
    )  # fmt: skip
    yield parte_de(
        "solicitudes-plazos", "Avisos a su UGEL por el plazo de cada solicitud",
        AvisoDePlazo.objects.filter(**de_ellas).order_by("solicitud", "pk"), firmas=firmas,
        omitir=("solicitud",), antes=(DE_SOLICITUD,),
    )  # fmt: skip
    yield from _borradores(servidor, firmas, rutas)


def _borradores(servidor: Servidor, firmas: Firmas, rutas: Mapping[str, str]) -> Iterator[Parte]:
    """What he is still writing, and the files put to it."""
    suyos = Borrador.objects.filter(servidor=servidor).order_by("pk")
    yield parte_de(
        "borradores", "Solicitudes que está escribiendo", suyos, firmas=firmas,
        omitir=("servidor", "clave"), antes=(NUMERO_DE_BORRADOR,),
    )  # fmt: skip
    yield parte_de(
        "borradores-adjuntos", "Archivos de lo que está escribiendo",
        Adjunto.objects.filter(borrador__servidor=servidor).order_by("pk"), firmas=firmas,
        rutas=rutas, omitir=("borrador",), antes=(DE_BORRADOR,),
    )  # fmt: skip


def rutas_de_archivos(servidor: Servidor) -> dict[str, str]:
    """Where each stored file of his requests and drafts goes in the copy, by its name in store."""
    rutas: dict[str, str] = {}
    papeles = Sustento.objects.filter(solicitud__servidor=servidor)
    for n, (solicitud, archivo) in enumerate(
        papeles.order_by("pk").values_list("solicitud", "archivo"), start=1
    ):
        rutas[archivo] = f"sustentos/solicitud-{solicitud:06}-{n:03}.pdf"
    adjuntos = Adjunto.objects.filter(borrador__servidor=servidor).order_by("pk")
    for n, archivo in enumerate(adjuntos.values_list("archivo", flat=True), start=1):
        rutas[archivo] = f"sustentos/borrador-{n:03}{PurePath(archivo).suffix}"
    return rutas


def partes_de_la_cuenta(usuario: Usuario, firmas: Firmas) -> Iterator[Parte]:
    """What whoever has an account asked, chose and declared, with a legajo or without."""
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
    preferencia = Preferencia.objects.filter(usuario=usuario)
    yield parte_de(
        "preferencias-correos", "Correos que pidió no recibir", preferencia, firmas=firmas,
        omitir=("usuario", "callados"), antes=(SIN_AVISO,),
    )  # fmt: skip
    parientes = Parentesco.objects.filter(usuario=usuario).order_by("pk")
    yield parte_de(
        "parientes", "Parientes que declaró para abstenerse", parientes, firmas=firmas,
        omitir=("usuario",),
    )  # fmt: skip
