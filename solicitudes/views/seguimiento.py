"""«Seguimiento de atención de solicitud»: the tray, and what is done from it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.peticion import quien
from legajo.acceso import con_legajo
from legajo.models import Servidor
from legajo.tablas import Fila, Tabla
from portal.texto import fecha_hora
from solicitudes import transiciones, verbos
from solicitudes.consultas import acciones
from solicitudes.models import Solicitud
from solicitudes.plazos import Calendario
from solicitudes.seguimiento import calendario_de, estado_de, falta
from solicitudes.views.borradores import en_lista
from solicitudes.views.detalle import propia_o_404

POR_PAGINA = 20


@require_safe
@con_legajo
def bandeja(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """The tray of one's requests, the last one first."""
    propias = Solicitud.objects.filter(servidor=servidor).order_by("-creada_en", "-pk")
    pagina = Paginator(propias, POR_PAGINA).get_page(request.GET.get("pagina"))
    calendario = calendario_de(pagina, servidor.unidad)
    tabla = Tabla(
        "Mis solicitudes",
        ("Número", "Solicitud", "Enviada", "Expediente", "Plazo", "Estado"),
        [_fila(s, calendario) for s in pagina],
        "Todavía no ha enviado ninguna solicitud.",
        con_acciones=True,
    )
    contexto = {
        "servidor": servidor,
        "tabla": tabla,
        "pagina": pagina,
        "borradores": en_lista(servidor),
    }
    return render(request, "solicitudes/bandeja.html", contexto)


def _fila(solicitud: Solicitud, calendario: Calendario) -> Fila:
    celdas = (
        solicitud.numero, solicitud.asunto, fecha_hora(solicitud.creada_en),
        solicitud.expediente, falta(solicitud, calendario), "",
    )  # fmt: skip
    return Fila(celdas, acciones(solicitud), estado_de(solicitud))


@require_http_methods(["GET", "HEAD", "POST"])
@con_legajo
def anular(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponse:
    """The bin: asks once, «Aceptar» cancels."""
    solicitud = propia_o_404(servidor, publico)
    if request.method != "POST" and solicitud.abierta:
        return render(request, "solicitudes/anular.html", {"solicitud": solicitud})
    try:
        verbos.anular(solicitud.pk, por=quien(request))
        messages.success(request, f"Anuló la solicitud N° {solicitud.numero}.")
    except transiciones.VerboNegado as negativa:
        messages.warning(request, str(negativa))
    return redirect("solicitudes:bandeja")
