"""The classic view of a boleta: the slip as the payroll system printed it, byte for byte."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from boletas.consultas import propias
from boletas.hoja import nombre_de_archivo
from boletas.models import Boleta, Original
from boletas.models.original import como_texto
from boletas.periodo import nombre_de


@require_safe
def original(request: HttpRequest, publico: UUID) -> HttpResponse:
    """The slip of one's own boleta, as text; a stranger's does not exist."""
    boleta, octetos = _propia(request, publico)
    contexto = {
        "boleta": boleta, "periodo": nombre_de(boleta.periodo),
        "texto": como_texto(octetos),
    }  # fmt: skip
    return render(request, "boletas/original.html", contexto)


@require_safe
def original_txt(request: HttpRequest, publico: UUID) -> HttpResponse:
    """The same bytes as a file."""
    boleta, octetos = _propia(request, publico)
    nombre = nombre_de_archivo(boleta).replace(".pdf", ".txt")
    disposicion = content_disposition_header(True, nombre) or "attachment"
    return HttpResponse(
        octetos, content_type="application/octet-stream",
        headers={"Content-Disposition": disposicion},
    )  # fmt: skip


def _propia(request: HttpRequest, publico: UUID) -> tuple[Boleta, bytes]:
    boleta = get_object_or_404(propias(request.user), publico=publico)
    hoja = Original.objects.filter(boleta=publico).first()
    if hoja is None:
        raise Http404("Esta boleta no llegó como hoja impresa.")
    return boleta, bytes(hoja.octetos)
