"""Fill in what is asked, read it once more, send it; what is typed is kept on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from accounts.peticion import quien
from legajo.acceso import con_legajo, exigir_vinculo
from legajo.models import Servidor
from solicitudes import transiciones
from solicitudes.borradores import CAMBIARON, Guardado, sello
from solicitudes.llenado import Llenado
from solicitudes.models import Solicitud
from solicitudes.pedido import Pedido

YA_EN_CURSO = "Ya tiene una solicitud en curso sobre ese registro: es esta."
Y_QUEDA = " Lo que acaba de escribir quedó guardado como borrador."
GUARDADO = "Guardamos su borrador. Todavía no se ha enviado: puede seguir cuando quiera."
PISADO = (
    "Este borrador se escribió también en otra pestaña o equipo, a las {hora}. Quedó lo último, "
    "lo que está aquí: revíselo."
)
OTRA = (
    "La solicitud N° {numero} ya se envió desde otra pestaña. Lo que está aquí es distinto: quedó "
    "como borrador de otra solicitud."
)


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
    pedido = _pedido(request, servidor, tipo, operacion, publico)
    if pedido.impedimento:
        messages.warning(request, pedido.impedimento)
        return redirect("solicitudes:nueva")
    if pedido.abierta:
        if pedido.enviado is not None:
            pedido.guardar()
        messages.info(request, YA_EN_CURSO + (Y_QUEDA if pedido.enviado is not None else ""))
        return redirect("solicitudes:detalle", pedido.abierta.publico)
    return llenar(request, pedido, _enviar)


@require_POST
@con_legajo
def guardar(
    request: HttpRequest,
    servidor: Servidor,
    tipo: str,
    operacion: str,
    publico: UUID | None = None,
) -> HttpResponse:
    """Keep what is typed so far, for the script that does it every few seconds."""
    pedido = _pedido(request, servidor, tipo, operacion, publico)
    if pedido.impedimento or pedido.abierta:
        return JsonResponse({"texto": pedido.impedimento or YA_EN_CURSO}, status=409)
    return guardado_solo(pedido)


def _pedido(
    request: HttpRequest, servidor: Servidor, tipo: str, operacion: str, publico: UUID | None
) -> Pedido:
    """What the address names, and nothing sent that it does not take; Http404, BadRequest."""
    exigir_vinculo(servidor)
    pedido = Pedido.de(request, servidor, tipo, operacion, publico)
    if pedido is None:
        raise Http404
    pedido.exigir_claves()
    return pedido


def llenar(
    request: HttpRequest, pedido: Any, enviar: Callable[[HttpRequest, Any], HttpResponse]
) -> HttpResponse:
    """One step of filling in: the form, what is kept of it, its confirmation, `enviar`."""
    if pedido.enviado is None:
        return _pagina(request, pedido)
    if enviada := pedido.ya_enviada:
        if pedido.es_la_misma(enviada):
            return _otra_vez(request, pedido, enviada)
        messages.info(request, OTRA.format(numero=enviada.numero))
    if "confirmado" in request.POST and not enviada and pedido.es_valido():
        if pedido.vio_los_adjuntos():
            return enviar(request, pedido)
        messages.warning(request, CAMBIARON)
    else:
        _avisar(request, pedido.guardar())
    return _siguiente(request, pedido)


def _siguiente(request: HttpRequest, pedido: Llenado) -> HttpResponse:
    """The page after what was sent is kept: again the form, or its confirmation."""
    if {"guardar", "quitar"} & request.POST.keys() and not pedido.fallos:
        messages.success(request, GUARDADO)
        return redirect(pedido.direccion)
    if "volver" in request.POST or not pedido.es_valido():
        return _pagina(request, pedido)
    return _confirmacion(request, pedido)


def _confirmacion(request: HttpRequest, pedido: Llenado) -> HttpResponse:
    contexto = pedido.contexto() | pedido.resumen()
    return render(request, "solicitudes/confirmar.html", contexto)


def _pagina(request: HttpRequest, pedido: Llenado) -> HttpResponse:
    return render(request, "solicitudes/formulario.html", pedido.contexto())


def _avisar(request: HttpRequest, guardado: Guardado) -> None:
    if guardado.pisado:
        messages.warning(request, _pisado(guardado))


def _pisado(guardado: Guardado) -> str:
    return PISADO.format(hora=f"{localtime(guardado.pisado):%H:%M}") if guardado.pisado else ""


def guardado_solo(pedido: Llenado) -> JsonResponse:
    """Keep the fields alone; says when, and what the page must know of it."""
    enviada, guardado = pedido.ya_enviada, pedido.guardar()
    hora = localtime(guardado.borrador.guardado_en)
    texto = f"Guardado a las {hora:%H:%M}."
    if enviada:
        texto += f" {OTRA.format(numero=enviada.numero)}"
    return JsonResponse(
        {
            "texto": f"{texto} {_pisado(guardado)}".strip(),
            "visto": sello(guardado.borrador),
            "clave": str(guardado.borrador.clave),
        }
    )


def _enviar(request: HttpRequest, pedido: Pedido) -> HttpResponse:
    try:
        solicitud = pedido.enviar(por=quien(request))
    except transiciones.VerboNegado as negativa:
        messages.warning(request, str(negativa))
        return redirect("solicitudes:bandeja")
    if solicitud.clave == pedido.clave:
        messages.success(request, _enviada(pedido, solicitud.numero))
    else:
        messages.info(request, YA_EN_CURSO)
    return redirect("solicitudes:detalle", solicitud.publico)


def _otra_vez(request: HttpRequest, pedido: Pedido, enviada: Solicitud) -> HttpResponse:
    """What was sent is sent once more: by the browser's arrow, the confirmation; else the first."""
    if "confirmado" not in request.POST and not pedido.borrador:
        return _confirmacion(request, pedido)
    messages.success(request, _enviada(pedido, enviada.numero))
    return redirect("solicitudes:detalle", enviada.publico)


def _enviada(pedido: Pedido, numero: str) -> str:
    return f"Enviamos su solicitud N° {numero} a {pedido.servidor.unidad}."
