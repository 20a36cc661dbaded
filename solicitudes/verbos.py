"""What may happen to a request: the table of transitions, and one function a verb.

Every verb locks the request first, refuses with a sentence, appends an Evento, and does
its whole work in one transaction. Lock order: the request, then the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Usuario
from legajo.formularios import RegistroForm
from legajo.hoja_de_vida import Pedido, emitir_hoja_de_vida
from legajo.models import Servidor
from legajo.tipos import Operacion, TipoRegistro
from solicitudes.aplicacion import aplicar
from solicitudes.datos import datos_pedidos
from solicitudes.models import Dato, Evento, Solicitud

Estado = Solicitud.Estado
PERMISO = "solicitudes.atender_solicitud"


class Quien(Enum):
    """Who may do a verb."""

    TITULAR = "titular"
    UNIDAD = "unidad"


@dataclass(frozen=True)
class Verbo:
    """A row of the table: from a state to another, by whom, and the sentence that refuses."""

    nombre: str
    desde: str
    hacia: str
    quien: Quien
    exige_motivo: bool
    negativa: str


VERBOS = {
    v.nombre: v
    for v in (
        Verbo("atender", Estado.EN_SOLICITUD, Estado.ATENDIDO, Quien.UNIDAD, False,
              "Solo se atiende una solicitud que está En solicitud; esta ya está: {estado}."),
        Verbo("rechazar", Estado.EN_SOLICITUD, Estado.RECHAZADO, Quien.UNIDAD, True,
              "Solo se rechaza una solicitud que está En solicitud; esta ya está: {estado}."),
        Verbo("anular", Estado.EN_SOLICITUD, Estado.ANULADA, Quien.TITULAR, False,
              "Solo puede anular una solicitud que está En solicitud; esta ya está: {estado}."),
    )
}  # fmt: skip


class VerboNegado(Exception):
    """The verb cannot be done now; the message is a sentence for the person."""


def enviar(
    *,
    servidor: Servidor,
    por: Usuario,
    tipo: TipoRegistro,
    operacion: Operacion,
    clave: UUID,
    form: RegistroForm | None = None,
    registro: UUID | None = None,
    explicacion: str = "",
) -> Solicitud:
    """Send a request to change the legajo; the same `clave` twice is one request.

    `form` is valid and bound (agregar, cambiar); `registro` is the record to change or
    take away. A second request about a record returns the open one. Raises VerboNegado
    when the kind does not allow the operation.
    """
    if not tipo.permite(operacion):
        raise VerboNegado(f"Sobre «{tipo.titulo}» no se puede pedir: {operacion.value}.")
    solicitud = Solicitud(
        servidor=servidor, clave=clave, tipo_slug=tipo.slug, operacion=operacion,
        registro=registro, explicacion=explicacion,
    )  # fmt: skip
    datos = datos_pedidos(form) if form else []
    return _guardar_nueva(solicitud, datos, por)


def pedir_hoja_de_vida(*, servidor: Servidor, por: Usuario) -> Solicitud:
    """Ask the responsable de escalafón for a hoja de vida; an open request is returned as it is."""
    return _guardar_nueva(Solicitud(servidor=servidor, clase=Solicitud.Clase.HOJA_DE_VIDA), [], por)


def _guardar_nueva(solicitud: Solicitud, datos: list[Dato], por: Usuario) -> Solicitud:
    try:
        with transaction.atomic():
            solicitud.save(force_insert=True)
            for dato in datos:
                dato.solicitud = solicitud
            Dato.objects.bulk_create(datos)
            _anotar(solicitud, "enviar", "", por)
    except IntegrityError:
        return _la_que_ya_estaba(solicitud)
    return solicitud


def _la_que_ya_estaba(solicitud: Solicitud) -> Solicitud:
    """The request that a constraint found in the way: same sending, same record, same hoja.

    Raises VerboNegado when it was decided in this very moment.
    """
    propias = Solicitud.objects.filter(servidor=solicitud.servidor)
    if enviada := propias.filter(clave=solicitud.clave).first():
        return enviada
    abiertas = propias.abiertas().filter(clase=solicitud.clase)
    if solicitud.registro:
        abiertas = abiertas.filter(registro=solicitud.registro)
    if abierta := abiertas.first():
        return abierta
    raise VerboNegado("Su solicitud anterior se acaba de decidir: revísela y vuelva a intentarlo.")


def atender(
    pk: int, *, por: Usuario, version_vista: int | None = None, pedido: Pedido | None = None
) -> Solicitud:
    """Apply what is asked: the change enters the legajo in the same transaction.

    `version_vista` is the version of the record that the reviewer saw; a newer one is
    refused, never overwritten unseen. For a hoja de vida, `pedido` is what the paper
    needs; the document is issued once however often this is tried. Raises VerboNegado,
    ValidationError (what was asked no longer fits), Solicitud.DoesNotExist (not in one's
    branch), portal.pdf.PdfNoDisponible.
    """
    documento = _emitir_antes(pk, por, pedido) if pedido else None
    with transaction.atomic():
        solicitud = _tomar(pk, "atender", por)
        if solicitud.clase == Solicitud.Clase.MODIFICACION:
            aplicar(solicitud, por=por, version_vista=version_vista)
        elif documento is None:
            raise VerboNegado("Para atenderla, emita la hoja de vida.")
        solicitud.documento = documento
        return _decidir(solicitud, "atender", por, "")


def _emitir_antes(pk: int, por: Usuario, pedido: Pedido) -> Any:
    """Issue outside the transaction: the store may be slow. The state is checked again inside."""
    solicitud = Solicitud.objects.visible_to(por, PERMISO).get(pk=pk)
    _exigir_estado(solicitud, VERBOS["atender"])
    return emitir_hoja_de_vida(
        solicitud.servidor_id, pedido=pedido, por=por, clave=solicitud.publico
    )


def rechazar(pk: int, *, por: Usuario, motivo: str) -> Solicitud:
    """Refuse a request with a motive that the servidor reads. Raises as `atender`."""
    with transaction.atomic():
        return _decidir(_tomar(pk, "rechazar", por), "rechazar", por, motivo.strip())


def anular(pk: int, *, por: Usuario) -> Solicitud:
    """Withdraw one's own request while it waits. Raises VerboNegado, Solicitud.DoesNotExist."""
    with transaction.atomic():
        solicitud = _tomar(pk, "anular", por)
        return _pasar(solicitud, "anular", por)


def anotar_expediente(pk: int, *, por: Usuario, numero: str) -> Solicitud:
    """Write down the expediente number that the mesa de partes gave, while the request waits."""
    with transaction.atomic():
        solicitud = Solicitud.objects.select_for_update(of=("self",)).get(
            pk=pk, servidor__usuario=por
        )
        if not solicitud.abierta:
            raise VerboNegado("La solicitud ya se decidió: su expediente no se cambia.")
        solicitud.expediente = numero
        solicitud.save(update_fields=["expediente"])
        return solicitud


def _tomar(pk: int, nombre: str, por: Usuario) -> Solicitud:
    """Lock the request, and check that this person may do this verb in this state."""
    verbo = VERBOS[nombre]
    if verbo.quien is Quien.TITULAR:
        filas = Solicitud.objects.filter(servidor__usuario=por)
    else:
        filas = Solicitud.objects.visible_to(por, PERMISO)
    solicitud = filas.select_for_update(of=("self",)).get(pk=pk)
    _exigir_estado(solicitud, verbo)
    return solicitud


def _exigir_estado(solicitud: Solicitud, verbo: Verbo) -> None:
    if solicitud.estado != verbo.desde:
        estado = solicitud.get_estado_display()
        raise VerboNegado(verbo.negativa.format(estado=estado))


def _decidir(solicitud: Solicitud, nombre: str, por: Usuario, motivo: str) -> Solicitud:
    if VERBOS[nombre].exige_motivo and not motivo:
        raise VerboNegado("Escriba el motivo del rechazo: el servidor lo leerá.")
    solicitud.decidida_por, solicitud.decidida_en = por, timezone.now()
    solicitud.motivo = motivo
    return _pasar(solicitud, nombre, por, motivo)


def _pasar(solicitud: Solicitud, nombre: str, por: Usuario, comentario: str = "") -> Solicitud:
    """Go to the state that the table says, and append the event."""
    anterior, solicitud.estado = solicitud.estado, VERBOS[nombre].hacia
    solicitud.save(update_fields=["estado", "decidida_por", "decidida_en", "motivo", "documento"])
    _anotar(solicitud, nombre, anterior, por, comentario)
    return solicitud


def _anotar(
    solicitud: Solicitud, verbo: str, desde: str, por: Usuario, comentario: str = ""
) -> None:
    Evento.objects.create(
        solicitud=solicitud, verbo=verbo, desde=desde, hacia=solicitud.estado, por=por,
        comentario=comentario,
    )  # fmt: skip
