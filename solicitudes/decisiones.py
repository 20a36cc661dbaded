"""The verbs of the unit that decide: attend datum by datum, observe, reject; by two where it must.

Locks and table: solicitudes.transiciones. The mails are owed in the same transaction and
leave after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from accounts.models import Usuario
from legajo import propuestas
from legajo.emision.pedido import Pedido
from solicitudes import avisos, documentos
from solicitudes.aplicacion import aplicar
from solicitudes.models import Dato, Evento, Motivo, Solicitud
from solicitudes.plazos import Calendario, Procedimiento, sumar_habiles, termino
from solicitudes.transiciones import VERBOS, VerboNegado, bloquear, exigir_situacion, pasar

FALTA_MOTIVO = "Escriba el motivo de cada dato que rechaza: el servidor lo leerá."


def atender(
    pk: int,
    *,
    por: Usuario,
    version_vista: int | None = None,
    pedido: Pedido | None = None,
    huella: str = "",
    rechazados: Mapping[str, str] | None = None,
    vista: int | None = None,
) -> Solicitud:
    """Apply what is asked, but for the data in `rechazados` (campo -> motive).

    The change enters the legajo in the same transaction. With every datum refused the
    request ends Rechazado; with one that needs two people, the decision is only proposed.
    `version_vista` is the version of the record that the reviewer saw, `vista` what
    transiciones.lo_visto told of the request; newer ones are refused, never overwritten
    unseen. For a document, `pedido` is what the paper needs
    and `huella` tells of the preview that was seen; it is issued once however often this is
    tried. Raises VerboNegado, ValidationError (what was asked no longer fits),
    Solicitud.DoesNotExist (not in one's branch), portal.pdf.PdfNoDisponible.
    """
    if pedido:
        return _atender_con_documento(pk, por, pedido, huella, vista)
    with transaction.atomic():
        solicitud = bloquear(pk, "atender", por, vista=vista)
        if solicitud.pide_documento:
            raise VerboNegado("Para atenderla, emita el documento.")
        negados = _anotar_decisiones(solicitud, rechazados or {})
        aceptados = {d.campo for d in solicitud.datos.aceptados()}
        if negados and not aceptados:
            return _decidir(solicitud, "rechazar", por, negados)
        if aceptados & campos_de_dos(solicitud):
            return _proponer(solicitud, por, version_vista, negados)
        aplicar(solicitud, por=por, version_vista=version_vista)
        return _decidir(solicitud, "atender", por, negados)


def _atender_con_documento(
    pk: int, por: Usuario, pedido: Pedido, huella: str, vista: int | None
) -> Solicitud:
    """Issue, then attend; what was issued in vain, as another decided meanwhile, is annulled."""
    documento = documentos.emitir_lo_pedido(pk, por=por, pedido=pedido, huella=huella, vista=vista)
    try:
        with transaction.atomic():
            solicitud = bloquear(pk, "atender", por, vista=vista)
            solicitud.documento = documento
            return _decidir(solicitud, "atender", por)
    except (VerboNegado, Solicitud.DoesNotExist):
        documentos.retirar_lo_emitido(documento, pk, por=por)
        raise


def _anotar_decisiones(solicitud: Solicitud, rechazados: Mapping[str, str]) -> str:
    """Write what is decided of each datum; the refused ones with their motives, in a line each."""
    datos = {dato.campo: dato for dato in solicitud.datos.pedidos()}
    if sobran := rechazados.keys() - datos.keys():
        raise VerboNegado(f"La solicitud no pide esos datos: {', '.join(sorted(sobran))}.")
    for campo, dato in datos.items():
        dato.motivo = rechazados.get(campo, "").strip()
        if campo in rechazados and not dato.motivo:
            raise VerboNegado(FALTA_MOTIVO)
        dato.decision = Dato.Decision.RECHAZADO if dato.motivo else Dato.Decision.ACEPTADO
        dato.save(update_fields=["decision", "motivo"])
    return _en_lineas(dato for dato in datos.values() if dato.motivo)


def _en_lineas(negados: Iterable[Dato]) -> str:
    """Each refused datum with its motive, as the servidor reads them."""
    return "\n".join(f"{dato.rotulo}: {dato.motivo}" for dato in negados)


def campos_de_dos(solicitud: Solicitud) -> set[str]:
    """The fields of its kind that one proposes and another confirms: a setting."""
    return propuestas.campos_de_dos(solicitud.tipo_slug)


def _proponer(
    solicitud: Solicitud, por: Usuario, version_vista: int | None, negados: str
) -> Solicitud:
    """Leave the decision for another to confirm; an observation ends with it."""
    exigir_situacion(solicitud, VERBOS["proponer"])
    solicitud.propuesta_por, solicitud.version_propuesta = por, version_vista
    solicitud.observada_en = solicitud.subsanar_hasta = None
    return pasar(solicitud, "proponer", por, negados)


def confirmar(pk: int, *, por: Usuario, vista: int | None = None) -> Solicitud:
    """Confirm what another proposed: it is applied as he decided it. Raises as `atender`."""
    with transaction.atomic():
        solicitud = bloquear(pk, "confirmar", por, vista=vista)
        if solicitud.propuesta_por_id == por.pk:
            raise VerboNegado("Usted propuso esta decisión: la confirma otra persona.")
        aplicar(solicitud, por=por, version_vista=solicitud.version_propuesta)
        negados = solicitud.datos.filter(decision=Dato.Decision.RECHAZADO)
        return _decidir(solicitud, "confirmar", por, _en_lineas(negados))


def devolver(pk: int, *, por: Usuario, motivo: str, vista: int | None = None) -> Solicitud:
    """Send a proposed decision back to be looked at again; also by who proposed it."""
    with transaction.atomic():
        solicitud = bloquear(pk, "devolver", por, vista=vista)
        solicitud.datos.pedidos().update(decision="", motivo="")
        solicitud.propuesta_por = solicitud.version_propuesta = None
        return pasar(solicitud, "devolver", por, motivo.strip())


def rechazar(
    pk: int,
    *,
    por: Usuario,
    motivo: str,
    catalogo: Motivo | None = None,
    vista: int | None = None,
) -> Solicitud:
    """Refuse a request with a motive that the servidor reads. Raises as `atender`."""
    with transaction.atomic():
        solicitud = bloquear(pk, "rechazar", por, vista=vista)
        texto = unir_motivo(catalogo, motivo)
        if texto:
            pedidos = solicitud.datos.pedidos()
            pedidos.update(decision=Dato.Decision.RECHAZADO, motivo=texto)
        return _decidir(solicitud, "rechazar", por, texto, catalogo)


def observar(
    pk: int,
    *,
    por: Usuario,
    motivo: str,
    catalogo: Motivo | None = None,
    vista: int | None = None,
) -> Solicitud:
    """Say what is missing, and until when it is waited for; the term stands still meanwhile."""
    with transaction.atomic():
        solicitud = bloquear(pk, "observar", por, vista=vista)
        hoy = localdate()
        dias = termino(Procedimiento.SUBSANACION, solicitud.servidor)
        solicitud.observacion = unir_motivo(catalogo, motivo)
        solicitud.observada_en = timezone.now()
        solicitud.subsanar_hasta = sumar_habiles(hoy, dias, solicitud.unidad)
        pasar(solicitud, "observar", por, solicitud.observacion, motivo=catalogo)
        avisos.al_titular(solicitud, "sol_observada")
        return solicitud


def unir_motivo(catalogo: Motivo | None, texto: str) -> str:
    """The reason of the catalog and what was written beside it; empty when neither is."""
    escrito = texto.strip()
    if catalogo is None:
        return escrito
    return f"{catalogo.texto.rstrip('.')}. {escrito}" if escrito else catalogo.texto


def _decidir(
    solicitud: Solicitud,
    nombre: str,
    por: Usuario,
    motivo: str = "",
    catalogo: Motivo | None = None,
) -> Solicitud:
    solicitud.decidida_por, solicitud.decidida_en = por, timezone.now()
    solicitud.motivo = motivo[:1000]
    solicitud.dias = dias_habiles(solicitud)
    pasar(solicitud, nombre, por, motivo, motivo=catalogo)
    avisos.al_titular(solicitud, f"sol_{solicitud.estado}")
    return solicitud


def dias_habiles(solicitud: Solicitud) -> int:
    """Working days since it was sent, without those that it waited for the servidor."""
    desde, hoy = localdate(solicitud.creada_en), localdate()
    calendario = Calendario.de(solicitud.unidad, desde, hoy)
    total, observada = calendario.entre(desde, hoy), None
    for verbo, cuando in solicitud.eventos.filter(verbo__in=("observar", "subsanar")).values_list(
        "verbo", "cuando"
    ):
        if verbo == Evento.Verbo.OBSERVAR:
            observada = localdate(cuando)
        elif observada:
            total -= calendario.entre(observada, localdate(cuando))
            observada = None
    if observada:
        total -= calendario.entre(observada, hoy)
    return max(total, 0)
