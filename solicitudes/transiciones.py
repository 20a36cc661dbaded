"""What may happen to a request: the table of transitions, and the steps that all verbs share.

Every verb locks the file and then the request, refuses with a sentence, appends an Evento,
and does its whole work in one transaction. A file that moves locks in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.db.models import Max

from accounts.models import Usuario
from legajo.models import Servidor
from solicitudes.models import Evento, Motivo, Solicitud
from solicitudes.models.solicitud import ATENDER

Situacion = Solicitud.Situacion
ABIERTAS = frozenset({Situacion.EN_SOLICITUD, Situacion.OBSERVADA, Situacion.PROPUESTA})
DECIDIBLES = frozenset({Situacion.EN_SOLICITUD, Situacion.OBSERVADA})
RECIEN = frozenset({Situacion.EN_SOLICITUD})
REASIGNAR = "solicitudes.reasignar_solicitud"


class Quien(Enum):
    """Who may do a verb."""

    TITULAR = "titular"
    UNIDAD = "unidad"


@dataclass(frozen=True)
class Verbo:
    """A row of the table: from which situations, to which, by whom, and the refusal."""

    nombre: str
    desde: frozenset[Situacion]
    hacia: Situacion | None
    """None: where it was."""
    quien: Quien
    exige_comentario: bool
    negativa: str


DE_REPARTO = ("tomar", "soltar", "reasignar", "priorizar")
CAMBIO = "La solicitud cambió mientras usted la miraba: ahora está {estado}. Revísela otra vez."
YA = " Esta ya está: {estado}."
VERBOS = {
    v.nombre: v
    for v in (
        Verbo("tomar", ABIERTAS, None, Quien.UNIDAD, False,
              "Solo se toma una solicitud que espera." + YA),
        Verbo("soltar", ABIERTAS, None, Quien.UNIDAD, False,
              "Solo se deja una solicitud que espera." + YA),
        Verbo("reasignar", ABIERTAS, None, Quien.UNIDAD, False,
              "Solo se reasigna una solicitud que espera." + YA),
        Verbo("priorizar", ABIERTAS, None, Quien.UNIDAD, False,
              "Solo se da prioridad a una solicitud que espera." + YA),
        Verbo("observar", RECIEN, Situacion.OBSERVADA, Quien.UNIDAD, True,
              "Solo se observa una solicitud que está En solicitud." + YA),
        Verbo("subsanar", frozenset({Situacion.OBSERVADA}), Situacion.EN_SOLICITUD,
              Quien.TITULAR, False, "Solo se subsana una solicitud observada." + YA),
        Verbo("proponer", DECIDIBLES, Situacion.PROPUESTA, Quien.UNIDAD, False,
              "Solo se propone una decisión sobre una solicitud que está En solicitud." + YA),
        Verbo("confirmar", frozenset({Situacion.PROPUESTA}), Situacion.ATENDIDO, Quien.UNIDAD,
              False, "Solo se confirma una decisión propuesta." + YA),
        Verbo("devolver", frozenset({Situacion.PROPUESTA}), Situacion.EN_SOLICITUD,
              Quien.UNIDAD, True, "Solo se devuelve una decisión propuesta." + YA),
        Verbo("atender", DECIDIBLES, Situacion.ATENDIDO, Quien.UNIDAD, False,
              "Solo se atiende una solicitud que está En solicitud." + YA),
        Verbo("rechazar", DECIDIBLES, Situacion.RECHAZADO, Quien.UNIDAD, True,
              "Solo se rechaza una solicitud que está En solicitud." + YA),
        Verbo("anular", ABIERTAS, Situacion.ANULADA, Quien.TITULAR, False,
              "Solo puede anular una solicitud que está En solicitud." + YA),
    )
}  # fmt: skip


class VerboNegado(Exception):
    """The verb cannot be done now; the message is a sentence for the person."""


def bloquear(pk: int, nombre: str, por: Usuario, *, vista: int | None = None) -> Solicitud:
    """Lock the request; check that this person may do this verb in this situation.

    `vista` is what `lo_visto` told when he looked: after anything that happened since, he
    looks again. Raises VerboNegado, Solicitud.DoesNotExist (not his, or not of his branch).
    """
    verbo = VERBOS[nombre]
    if verbo.quien is Quien.TITULAR:
        filas = Solicitud.objects.filter(servidor__usuario=por)
    else:
        filas = Solicitud.objects.decidibles_por(por)
    list(Servidor.objects.select_for_update(no_key=True, of=("self",)).filter(solicitudes=pk))
    solicitud = filas.select_for_update(of=("self",)).get(pk=pk)
    exigir_situacion(solicitud, verbo)
    if vista is not None and vista != lo_visto(solicitud):
        raise VerboNegado(CAMBIO.format(estado=solicitud.situacion.label))
    return solicitud


def lo_visto(solicitud: Solicitud) -> int:
    """The last event that said something of what is asked or decided: whose work it is does not."""
    suyos = solicitud.eventos.exclude(verbo__in=DE_REPARTO)
    return suyos.aggregate(ultimo=Max("pk"))["ultimo"] or 0


def exigir_situacion(solicitud: Solicitud, verbo: Verbo) -> None:
    """Raise VerboNegado, with the sentence of the table, where the verb does not begin."""
    if solicitud.situacion not in verbo.desde:
        raise VerboNegado(verbo.negativa.format(estado=solicitud.situacion.label))


def pasar(
    solicitud: Solicitud,
    nombre: str,
    por: Usuario,
    comentario: str = "",
    *,
    motivo: Motivo | None = None,
) -> Solicitud:
    """Write the request as it now is, in the state that the table says, and append the event."""
    verbo, anterior = VERBOS[nombre], solicitud.estado
    if verbo.exige_comentario and not comentario:
        raise VerboNegado("Escriba el motivo: el servidor lo leerá.")
    if verbo.hacia and verbo.hacia not in ABIERTAS:
        solicitud.estado = verbo.hacia.value
        solicitud.observada_en = solicitud.subsanar_hasta = solicitud.propuesta_por = None
    solicitud.save()
    anotar(solicitud, nombre, anterior, por, comentario, motivo)
    return solicitud


def anotar(
    solicitud: Solicitud,
    verbo: str,
    desde: str,
    por: Usuario,
    comentario: str = "",
    motivo: Motivo | None = None,
) -> None:
    """Append the event of a verb."""
    Evento.objects.create(
        solicitud=solicitud, verbo=verbo, desde=desde, hacia=solicitud.estado, por=por,
        comentario=comentario, motivo=motivo,
    )  # fmt: skip


__all__ = [
    "ATENDER", "REASIGNAR", "VERBOS", "Quien", "Situacion", "Verbo", "VerboNegado", "anotar",
    "bloquear", "exigir_situacion", "lo_visto", "pasar",
]  # fmt: skip
