"""The documents that a servidor may ask for, and their issuing when the request is attended."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid5

from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.models import Usuario
from legajo.a_la_fecha import fecha_de_corte
from legajo.anulacion import anotar_anulacion
from legajo.emision.clases import EMISIBLES, Emisible
from legajo.emision.emitir import (
    LegajoCambio,
    contenido_para,
    emitibles_por,
    emitir_del_legajo,
    huella_de,
    leer,
    vista_previa,
)
from legajo.emision.pedido import Pedido
from legajo.models import Documento, Servidor
from solicitudes.models import Solicitud
from solicitudes.plazos import terminos
from solicitudes.transiciones import (
    CAMBIO,
    VERBOS,
    VerboNegado,
    exigir_situacion,
    lo_visto,
)

Clase = Solicitud.Clase
SIN_DERECHO = "Para atenderla hace falta el derecho de emitir documentos de ese legajo."
CAMBIO_EL_LEGAJO = (
    "El legajo cambió después de la vista previa, así que no se emitió. Revísela otra vez: ya "
    "dice lo de ahora."
)
NO_SE_PIDE = "Ese documento no se pide por aquí."
SE_DECIDIO_DE_OTRO_MODO = "La solicitud N° {} se decidió de otro modo mientras se emitía."
SIN_DATOS = Pedido("", "", None)
EXPLICACIONES: dict[str, str] = {
    Clase.HOJA_DE_VIDA: "Todo lo que dice su legajo, sección por sección. Para concursos y para"
    " presentarse.",
    Clase.INFORME: "El documento numerado que exigen los ascensos, el acceso a cargos, los"
    " beneficios y la pensión.",
    Clase.CONSTANCIA: "Cuántos años, meses y días de servicios tiene, y cómo se cuentan.",
    Clase.COPIA: "Su legajo tal como estaba al terminar un día, con lo que había pedido y estaba"
    " pendiente. Para concursos con fecha de corte.",
}
"""What each is for, in the order in which they are offered."""


@dataclass(frozen=True)
class Pedible:
    """A document that may be asked for: what it is, its term, how long it is worth."""

    clase: Clase
    explica: str
    dias: int
    meses: int | None
    pide_fecha: bool
    abierta: Solicitud | None


def emisible_de(clase: str) -> Emisible | None:
    """How a kind of request is issued; None for a modification, and for what is not issued."""
    if clase not in EXPLICACIONES:
        return None
    return EMISIBLES.get(Documento.Clase(clase))


def pedibles(servidor: Servidor) -> list[Pedible]:
    """What he may ask for, and of each the request that waits already: two queries."""
    clases = [Clase(clase) for clase in EXPLICACIONES if emisible_de(clase)]
    dias = terminos(clases, servidor)
    propias = Solicitud.objects.abiertas().filter(servidor=servidor, clase__in=clases)
    abiertas = {s.clase: s for s in propias}
    return [
        Pedible(
            clase, EXPLICACIONES[clase], dias[clase], settings.VIGENCIA_EN_MESES.get(clase),
            EMISIBLES[Documento.Clase(clase)].pide_fecha, abiertas.get(clase),
        )
        for clase in clases
    ]  # fmt: skip


def exigir_pedible(servidor: Servidor, clase: str, a_la_fecha: date | None) -> None:
    """Raise VerboNegado for a kind that is not asked for, and for a day that cannot be shown."""
    emisible = emisible_de(clase)
    if emisible is None or emisible.pide_fecha != (a_la_fecha is not None):
        raise VerboNegado(NO_SE_PIDE)
    if a_la_fecha is not None:
        try:
            fecha_de_corte(servidor, a_la_fecha)
        except ValidationError as error:
            raise VerboNegado(" ".join(error.messages)) from error


def previa_de(solicitud: Solicitud, por: Usuario) -> dict[str, Any] | None:
    """What its document would say now, with its hash; None for who may not issue it."""
    emisible = emisible_de(solicitud.clase)
    if emisible is None or not _puede_emitir(solicitud, por):
        return None
    contenido = contenido_para(
        leer(solicitud.servidor_id), emisible.clase, _pedido_de(solicitud, SIN_DATOS), por
    )
    return {
        "contenido": contenido, "huella": huella_de(contenido), "pagina": emisible.pagina,
        "numerado": emisible.numerado,
    }  # fmt: skip


def pdf_de_previa(solicitud: Solicitud, pedido: Pedido, por: Usuario) -> bytes:
    """The same as a PDF. Raises VerboNegado, portal.pdf.PdfNoDisponible."""
    emisible = emisible_de(solicitud.clase)
    if emisible is None or not solicitud.abierta or not _puede_emitir(solicitud, por):
        raise VerboNegado(SIN_DERECHO)
    return vista_previa(solicitud.servidor_id, emisible.clase, _pedido_de(solicitud, pedido), por)


def emitir_lo_pedido(
    pk: int, *, por: Usuario, pedido: Pedido, huella: str = "", vista: int | None = None
) -> Documento:
    """Issue what a request asks for, before it is attended: the store may be slow.

    What was seen of the request and of the document makes the key: two who press at once end
    with one document, and what changed since is never given out. Raises VerboNegado,
    Solicitud.DoesNotExist, portal.pdf.PdfNoDisponible.
    """
    solicitud = Solicitud.objects.decidibles_por(por).get(pk=pk)
    exigir_situacion(solicitud, VERBOS["atender"])
    ahora = lo_visto(solicitud)
    if vista is not None and vista != ahora:
        raise VerboNegado(CAMBIO.format(estado=solicitud.situacion.label))
    if emisible_de(solicitud.clase) is None or not _puede_emitir(solicitud, por):
        raise VerboNegado(SIN_DERECHO)
    try:
        return emitir_del_legajo(
            solicitud.servidor_id, pedido=_pedido_de(solicitud, pedido), por=por,
            clase=solicitud.clase_de_documento, huella=huella,
            clave=uuid5(solicitud.publico, f"{ahora}:{huella}"),
        )  # fmt: skip
    except LegajoCambio as cambio:
        raise VerboNegado(CAMBIO_EL_LEGAJO) from cambio


def retirar_lo_emitido(documento: Documento, pk: int, *, por: Usuario) -> None:
    """Annul what was issued for a request that was decided in another way meanwhile."""
    if Solicitud.objects.filter(pk=pk, documento=documento).exists():
        return  # another press attended it with this very document
    with suppress(ValidationError):  # by the other press
        anotar_anulacion(documento, motivo=SE_DECIDIO_DE_OTRO_MODO.format(f"{pk:06}"), por=por)


def _puede_emitir(solicitud: Solicitud, por: Usuario) -> bool:
    return emitibles_por(por).filter(pk=solicitud.servidor_id).exists()


def _pedido_de(solicitud: Solicitud, pedido: Pedido) -> Pedido:
    """What was written down, of the day that the request says."""
    return replace(pedido, a_la_fecha=solicitud.a_la_fecha)
