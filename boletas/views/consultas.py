"""Questions about a line: ask, and read what was answered."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.peticion import quien
from boletas.consultas import propias
from boletas.formularios import PreguntaForm
from boletas.models import Consulta
from boletas.montos import soles
from boletas.periodo import nombre_de
from boletas.preguntas import ConsultaNegada, preguntar
from legajo.acceso import con_legajo
from legajo.models import Servidor


@require_http_methods(["GET", "HEAD", "POST"])
def consultar(request: HttpRequest, publico: UUID, linea: int) -> HttpResponse:
    """Ask the planillas of the unit that paid about one line of one's own boleta."""
    boleta = get_object_or_404(propias(request.user), publico=publico)
    if linea >= len(boleta.conceptos):
        raise Http404
    form = PreguntaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            preguntar(boleta=boleta, linea=linea, por=quien(request), **form.cleaned_data)
        except ConsultaNegada as negativa:
            form.add_error(None, str(negativa))
        else:
            messages.success(request, "Enviamos su consulta. Le avisaremos por correo.")
            return redirect(f"{reverse('boletas:detalle', args=[publico])}#linea-{linea}")
    _, _, nombre, monto = boleta.conceptos[linea]
    contexto = {
        "form": form, "boleta": boleta, "mes": nombre_de(boleta.periodo),
        "pares": [("Concepto", nombre), ("Monto", soles(monto)),
                  ("La responde", f"Planillas de {boleta.unidad.nombre}")],
    }  # fmt: skip
    return render(request, "boletas/consultar.html", contexto)


@require_safe
@con_legajo
def consultas(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """His questions, the newest first: of which month and how far; what about, in the boleta."""
    filas = [
        {
            "mes": nombre_de(c.periodo), "enviada": c.creada_en, "estado": c.get_estado_display(),
            "tono": "espera" if c.abierta else "exito", "respondida": c.respondida_en,
            "url": f"{reverse('boletas:detalle', args=[c.boleta])}#linea-{c.linea}",
        }
        for c in Consulta.objects.filter(servidor=servidor)[:100]
    ]  # fmt: skip
    return render(request, "boletas/consultas.html", {"filas": filas})
