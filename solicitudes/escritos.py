"""Papers that the servidor prints, signs and takes himself: the cover sheet and the queja.

The portal fills them in and issues nothing: they are drawn anew each time and not kept.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import Unidad
from portal import pdf
from portal.texto import fecha, fecha_hora, unir
from solicitudes.models import Evento, Solicitud
from solicitudes.plazos import habiles_entre
from solicitudes.seguimiento import habiles
from solicitudes.transiciones import VerboNegado

LINEAS_DE_SUSTENTO = 3
"""Where he writes what he takes along."""


def hoja_de_tramite(solicitud: Solicitud, unidad: Unidad) -> bytes:
    """The FUT with which the papers of a request go to the mesa de partes of `unidad`, as PDF.

    Its QR is the address of the request on the desk of who attends it. Raises VerboNegado,
    portal.pdf.PdfNoDisponible.
    """
    if not unidad.recibe_en_mesa:
        raise VerboNegado(f"{unidad} recibe los documentos de sustento en la plataforma.")
    if not solicitud.abierta or solicitud.clase != Solicitud.Clase.MODIFICACION:
        raise VerboNegado("Esta solicitud ya no espera documentos.")
    escritorio = reverse("admin:solicitudes_solicitud_change", args=[solicitud.pk])
    return pdf.render(
        "pdf/fut.html",
        {
            "contenido": _de_ambos(solicitud, unidad)
            | {
                "expediente": solicitud.expediente,
                "datos": [
                    [d.rotulo, d.antes_texto, d.pedido_texto]
                    for d in solicitud.datos.all()
                    if d.decision != d.Decision.RETIRADO
                ],
                "explicacion": solicitud.explicacion,
                "lineas": range(LINEAS_DE_SUSTENTO),
            },
            "escritorio": f"{settings.PORTAL_URL}{escritorio}",
        },
    )


def queja(solicitud: Solicitud, unidad: Unidad) -> bytes:
    """The queja por defecto de tramitación (art. 169 TUO Ley 27444), filled in, as PDF.

    Raises VerboNegado where nothing is overdue, portal.pdf.PdfNoDisponible.
    """
    if not solicitud.vencida:
        raise VerboNegado("Su solicitud no está vencida: todavía no hay de qué quejarse.")
    return pdf.render(
        "pdf/queja.html",
        {
            "contenido": _de_ambos(solicitud, unidad)
            | {
                "vence": fecha(solicitud.vence),
                "pasados": _pasados(solicitud, unidad),
                "subsanadas": [
                    fecha_hora(e.cuando)
                    for e in solicitud.eventos.all()
                    if e.verbo == Evento.Verbo.SUBSANAR
                ],
            }
        },
    )


def _pasados(solicitud: Solicitud, unidad: Unidad) -> str:
    """Working days since the last day of the term; nothing on a weekend right after it."""
    if solicitud.vence is None:
        return ""
    dias = habiles_entre(solicitud.vence, localdate(), unidad)
    return habiles(dias) if dias else ""


def _de_ambos(solicitud: Solicitud, unidad: Unidad) -> dict[str, Any]:
    servidor = solicitud.servidor
    return {
        "unidad": unidad.nombre,
        "numero": solicitud.numero,
        "asunto": solicitud.asunto,
        "enviada": fecha_hora(solicitud.creada_en),
        "hoy": fecha(localdate()),
        "persona": unir(servidor.nombres, servidor.apellidos),
        "apellidos": servidor.apellidos,
        "nombres": servidor.nombres,
        "identidad": unir(servidor.get_tipo_identidad_display(), servidor.documento),
        "correo": servidor.usuario.correo if servidor.usuario else "",
    }
