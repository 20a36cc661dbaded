"""Fill in what is asked, read it once more, send it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.peticion import quien
from legajo.acceso import con_legajo, exigir_vinculo
from legajo.models import Servidor
from solicitudes import transiciones
from solicitudes.pedido import Pedido

YA_EN_CURSO = "Ya tiene una solicitud en curso sobre ese registro: es esta."


@require_http_methods(["GET", "HEAD", "POST"])
@con_legajo
def formulario(
    request: HttpRequest,
    servidor: Servidor,
    tipo: str,
    operacion: str,
    publico: UUID | None = None,
) -> HttpResponse:
    """Fill in, «Enviar Solicitud», read the confirmation, «Enviar»."""
    exigir_vinculo(servidor)
    pedido = Pedido.de(request, servidor, tipo, operacion, publico)
    if pedido is None:
        raise Http404
    if pedido.impedimento:
        messages.warning(request, pedido.impedimento)
        return redirect("solicitudes:nueva")
    if pedido.abierta:
        messages.info(request, YA_EN_CURSO)
        return redirect("solicitudes:detalle", pedido.abierta.publico)
    if request.method == "POST" and pedido.es_valido() and "volver" not in request.POST:
        if "confirmado" not in request.POST:
            return render(request, "solicitudes/confirmar.html", pedido.contexto())
        return _enviar(request, pedido)
    return render(request, "solicitudes/formulario.html", pedido.contexto())


def _enviar(request: HttpRequest, pedido: Pedido) -> HttpResponse:
    try:
        solicitud = pedido.enviar(por=quien(request))
    except transiciones.VerboNegado as negativa:
        messages.warning(request, str(negativa))
        return redirect("solicitudes:bandeja")
    if solicitud.clave == pedido.clave:
        enviada = f"Enviamos su solicitud N° {solicitud.numero} a {pedido.servidor.unidad}."
        messages.success(request, enviada)
    else:
        messages.info(request, YA_EN_CURSO)
    return redirect("solicitudes:detalle", solicitud.publico)
