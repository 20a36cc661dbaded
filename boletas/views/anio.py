"""A year: its summary, and its one PDF."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from boletas.anio import boletas_de, clave_de_anio, emitir_anio, resumir, serie
from boletas.hoja import exigir_que_se_dibuje
from boletas.models import Boleta
from boletas.periodo import PRIMER_ANIO, ULTIMO_ANIO
from boletas.tareas import encargar_anio
from boletas.views.detalle import entregar_pdf
from legajo.acceso import con_legajo
from legajo.models import Documento, Servidor
from portal.pdf import PdfNoDisponible

EN_EL_ACTO = 10
"""Boletas, a page each, that are drawn while the person waits."""
SEGUNDOS = 4
"""After which the page of a PDF that is being drawn asks again by itself."""


@require_safe
@con_legajo
def resumen(request: HttpRequest, servidor: Servidor, anio: int) -> HttpResponse:
    """The totals of a year by concept, and the líquido over time."""
    boletas = _boletas_o_404(servidor, anio)
    contexto = {"anio": str(anio), "resumen": resumir(boletas), "serie": serie(servidor, anio)}
    return render(request, "boletas/resumen.html", contexto)


@require_safe
@con_legajo
def pdf_de_anio(request: HttpRequest, servidor: Servidor, anio: int) -> HttpResponseBase:
    """All boletas of a year in one PDF: the stored file, one drawn now, or soon by a worker."""
    boletas = _boletas_o_404(servidor, anio)
    clave = clave_de_anio(boletas)
    documento = Documento.objects.filter(titular=servidor, clave=clave).first()
    try:
        if documento is None:
            exigir_que_se_dibuje()
            if len(boletas) > EN_EL_ACTO:
                return _preparando(request, servidor, anio)
            documento = emitir_anio(servidor, anio, boletas)
    except PdfNoDisponible as error:
        messages.error(request, str(error))
        return redirect("boletas:resumen", anio)
    return entregar_pdf(request, documento)


def _boletas_o_404(servidor: Servidor, anio: int) -> list[Boleta]:
    boletas = boletas_de(servidor, anio) if PRIMER_ANIO <= anio <= ULTIMO_ANIO else []
    if not boletas:
        raise Http404
    return boletas


def _preparando(request: HttpRequest, servidor: Servidor, anio: int) -> HttpResponse:
    if fallo := encargar_anio(servidor, anio):
        raise PdfNoDisponible(fallo)
    respuesta = render(request, "boletas/preparando.html", {"anio": str(anio)}, status=202)
    respuesta.headers["Refresh"] = str(SEGUNDOS)
    return respuesta
