"""«Seguimiento de atención de solicitud»: the tray, the (i), cancel, the expediente."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.peticion import quien
from legajo.acceso import con_legajo
from legajo.models import Servidor
from legajo.tablas import Fila, Tabla
from portal.texto import fecha_hora
from solicitudes import transiciones, verbos
from solicitudes.consultas import acciones
from solicitudes.formularios import ExpedienteForm
from solicitudes.models import Solicitud
from solicitudes.seguimiento import TONOS, estado_para_titular, hechos
from solicitudes.views.borradores import en_lista

POR_PAGINA = 20


@require_safe
@con_legajo
def bandeja(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """The tray of one's requests, the last one first."""
    propias = Solicitud.objects.filter(servidor=servidor).order_by("-creada_en", "-pk")
    pagina = Paginator(propias, POR_PAGINA).get_page(request.GET.get("pagina"))
    tabla = Tabla(
        "Mis solicitudes",
        ("Número", "Solicitud", "Enviada", "Expediente", "Estado"),
        [_fila(s) for s in pagina],
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


def _fila(solicitud: Solicitud) -> Fila:
    celdas = (
        solicitud.numero, solicitud.asunto, fecha_hora(solicitud.creada_en),
        solicitud.expediente, "",
    )  # fmt: skip
    estado = {"texto": estado_para_titular(solicitud), "tono": TONOS[solicitud.estado]}
    return Fila(celdas, acciones(solicitud), estado)


@require_safe
@con_legajo
def detalle(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponse:
    """The (i): state, dates, who attended it, the motive; and how to remit the papers."""
    solicitud = _propia_o_404(servidor, publico)
    return render(request, "solicitudes/detalle.html", _contexto(servidor, solicitud))


@require_http_methods(["GET", "HEAD", "POST"])
@con_legajo
def anular(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponse:
    """The bin: asks once, «Aceptar» cancels."""
    solicitud = _propia_o_404(servidor, publico)
    if request.method != "POST" and solicitud.abierta:
        return render(request, "solicitudes/anular.html", {"solicitud": solicitud})
    try:
        verbos.anular(solicitud.pk, por=quien(request))
        messages.success(request, f"Anuló la solicitud N° {solicitud.numero}.")
    except transiciones.VerboNegado as negativa:
        messages.warning(request, str(negativa))
    return redirect("solicitudes:bandeja")


@require_POST
@con_legajo
def expediente(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponse:
    """Write down the expediente number of the mesa de partes."""
    solicitud = _propia_o_404(servidor, publico)
    form = ExpedienteForm(request.POST)
    if not form.is_valid():
        contexto = _contexto(servidor, solicitud) | {"form": form}
        return render(request, "solicitudes/detalle.html", contexto)
    try:
        verbos.anotar_expediente(
            solicitud.pk, por=quien(request), numero=form.cleaned_data["expediente"]
        )
        messages.success(request, "Anotamos su número de expediente.")
    except transiciones.VerboNegado as negativa:
        messages.warning(request, str(negativa))
    return redirect("solicitudes:detalle", solicitud.publico)


@require_POST
@con_legajo
def pedir_hoja(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """Ask the responsable de escalafón for a hoja de vida; the second press finds the first."""
    try:
        solicitud = verbos.pedir_hoja_de_vida(servidor=servidor, por=quien(request))
    except transiciones.VerboNegado as negativa:
        messages.warning(request, str(negativa))
        return redirect("solicitudes:bandeja")
    messages.success(
        request, f"Su solicitud de hoja de vida N° {solicitud.numero} está en {servidor.unidad}."
    )
    return redirect("solicitudes:detalle", solicitud.publico)


def _propia_o_404(servidor: Servidor, publico: UUID) -> Solicitud:
    propias = Solicitud.objects.filter(servidor=servidor).select_related(
        "decidida_por", "documento"
    )
    return get_object_or_404(propias, publico=publico)


def _contexto(servidor: Servidor, solicitud: Solicitud) -> dict[str, Any]:
    return {
        "servidor": servidor,
        "solicitud": solicitud,
        "estado": estado_para_titular(solicitud),
        "tono": TONOS[solicitud.estado],
        "pares": hechos(solicitud),
        "datos": [
            {"campo": d.rotulo, "antes": d.antes_texto, "pedido": d.pedido_texto}
            for d in solicitud.datos.all()
        ],
        "es_modificacion": solicitud.clase == Solicitud.Clase.MODIFICACION,
        "observada": solicitud.situacion == Solicitud.Situacion.OBSERVADA,
        "sustentos": solicitud.sustentos.all(),
        "form": ExpedienteForm(initial={"expediente": solicitud.expediente}),
    }
