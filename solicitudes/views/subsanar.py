"""«Subsanar»: answer what the unit observed, without typing again what was asked."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.peticion import quien
from legajo.acceso import con_legajo
from legajo.models import Servidor
from solicitudes.models import Evento, Solicitud
from solicitudes.subsanacion import Subsanacion
from solicitudes.transiciones import VERBOS, VerboNegado, exigir_situacion
from solicitudes.views.formulario import guardado_solo, llenar

SUBSANADA = "Su UGEL ya tiene lo que subsanó en la solicitud N° {numero}."


@require_http_methods(["GET", "HEAD", "POST"])
@con_legajo
def subsanar(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponse:
    """What is missing, the form with what was asked, more papers; then as any sending."""
    solicitud = _propia_o_404(servidor, publico)
    if negativa := _negativa(solicitud):
        return _al_detalle(request, solicitud, negativa)
    pedido = Subsanacion.de_la(request, servidor, solicitud)
    pedido.exigir_claves()
    return llenar(request, pedido, _enviar)


@require_POST
@con_legajo
def guardar(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponse:
    """Keep what is typed so far, for the script."""
    solicitud = _propia_o_404(servidor, publico)
    if negativa := _negativa(solicitud):
        return JsonResponse({"texto": negativa}, status=409)
    pedido = Subsanacion.de_la(request, servidor, solicitud)
    pedido.exigir_claves()
    return guardado_solo(pedido)


def _propia_o_404(servidor: Servidor, publico: UUID) -> Solicitud:
    propias = Solicitud.objects.filter(servidor=servidor).select_related("unidad")
    return get_object_or_404(propias, publico=publico)


def _negativa(solicitud: Solicitud) -> str:
    try:
        exigir_situacion(solicitud, VERBOS["subsanar"])
    except VerboNegado as negativa:
        return str(negativa)
    return ""


def _enviar(request: HttpRequest, pedido: Subsanacion) -> HttpResponse:
    try:
        solicitud = pedido.enviar(por=quien(request))
    except VerboNegado as negativa:
        pedido.solicitud.refresh_from_db()
        return _al_detalle(request, pedido.solicitud, str(negativa))
    messages.success(request, SUBSANADA.format(numero=solicitud.numero))
    return redirect("solicitudes:detalle", solicitud.publico)


def _al_detalle(request: HttpRequest, solicitud: Solicitud, negativa: str) -> HttpResponse:
    """Say why not; to a second click, that the first one did it."""
    ultimo = solicitud.eventos.order_by("-pk").first()
    if request.method == "POST" and ultimo and ultimo.verbo == Evento.Verbo.SUBSANAR:
        messages.success(request, SUBSANADA.format(numero=solicitud.numero))
    else:
        messages.warning(request, negativa)
    return redirect("solicitudes:detalle", solicitud.publico)
