"""«Derechos sobre mis datos»: one's petitions, a new one, and its answer."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.peticion import quien
from legajo.tablas import Fila, Tabla
from portal.texto import fecha, fecha_hora
from solicitudes import arco
from solicitudes.formularios import ArcoForm
from solicitudes.models import PedidoArco
from solicitudes.transiciones import VerboNegado

POR_PAGINA = 20
TONOS: dict[str, str] = {"en_tramite": "espera", "atendido": "exito", "denegado": "error"}


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """What one has asked, the last one first."""
    propios = PedidoArco.objects.filter(usuario=quien(request))
    pagina = Paginator(propios, POR_PAGINA).get_page(request.GET.get("pagina"))
    tabla = Tabla(
        "Mis pedidos",
        ("Número", "Derecho", "Enviado", "Plazo de respuesta", "Estado"),
        [_fila(p) for p in pagina],
        "Todavía no ha hecho ningún pedido.",
        con_acciones=True,
    )
    return render(request, "solicitudes/arco.html", {"tabla": tabla, "pagina": pagina})


def _fila(pedido: PedidoArco) -> Fila:
    celdas = (pedido.numero, pedido.asunto, fecha_hora(pedido.creado_en), fecha(pedido.vence), "")
    ver = {
        "url": reverse("solicitudes:arco_detalle", args=[pedido.publico]),
        "icono": "info",
        "texto": f"Ver el pedido {pedido.numero}",
    }
    estado = {"texto": pedido.get_estado_display(), "tono": TONOS[pedido.estado]}
    return Fila(celdas, [ver], estado)


@require_http_methods(["GET", "HEAD", "POST"])
def nuevo(request: HttpRequest) -> HttpResponse:
    """Which right, and what exactly."""
    form = ArcoForm(request.POST or None, initial={"clave": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            pedido = arco.pedir(usuario=quien(request), **form.cleaned_data)
        except VerboNegado as negativa:
            form.add_error(None, str(negativa))
        else:
            messages.success(request, f"Enviamos su pedido N° {pedido.numero} a {pedido.unidad}.")
            return redirect("solicitudes:arco_detalle", pedido.publico)
    return render(request, "solicitudes/arco_nuevo.html", {"form": form})


@require_safe
def detalle(request: HttpRequest, publico: UUID) -> HttpResponse:
    """One petition: until when it is answered, and what was answered."""
    propios = PedidoArco.objects.select_related("unidad", "atendido_por")
    pedido = get_object_or_404(propios, usuario=quien(request), publico=publico)
    contexto = {
        "pedido": pedido,
        "estado": pedido.get_estado_display(),
        "tono": TONOS[pedido.estado],
        "pares": hechos(pedido),
    }
    return render(request, "solicitudes/arco_detalle.html", contexto)


def hechos(pedido: PedidoArco) -> list[tuple[str, Any]]:
    """Label and text of what is known of a petition; blanks left out."""
    pares = [
        ("Derecho", pedido.get_derecho_display()),
        ("Qué pide", pedido.pedido),
        ("Enviado a", str(pedido.unidad)),
        ("Enviado", fecha_hora(pedido.creado_en)),
        ("Plazo de respuesta", f"Hasta el {fecha(pedido.vence)}"),
        ("Respondido", fecha_hora(pedido.atendido_en)),
        ("Respondió", str(pedido.atendido_por or "")),
        ("Respuesta", pedido.respuesta),
    ]
    return [par for par in pares if par[1]]
