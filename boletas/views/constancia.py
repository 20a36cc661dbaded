"""Constancia de remuneraciones: choose the months, issue it, and those issued before."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from boletas.constancia import ConstanciaNegada, emitidas, emitir_constancia
from boletas.consultas import periodos
from boletas.formularios import RangoForm
from boletas.hoja import exigir_que_se_dibuje
from boletas.periodo import regular_de
from boletas.views.detalle import entregar_pdf
from legajo.acceso import con_legajo
from legajo.models import Servidor
from portal.pdf import PdfNoDisponible


@require_http_methods(["GET", "HEAD", "POST"])
@con_legajo
def constancia(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """The form, and what was issued."""
    meses = sorted({regular_de(p) for p, _ in periodos(servidor)}, reverse=True)
    form = RangoForm(request.POST or None, meses=meses) if meses else None
    if form and request.method == "POST" and form.is_valid():
        try:
            exigir_que_se_dibuje()
            emitir_constancia(servidor, **form.cleaned_data)
        except (ConstanciaNegada, PdfNoDisponible) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Emitimos su constancia: descárguela aquí.")
            return redirect("boletas:constancia")
    hechas = [(d, d.contenido["rango"]) for d in emitidas(servidor)[:50]]
    return render(request, "boletas/constancia.html", {"form": form, "emitidas": hechas})


@require_safe
@con_legajo
def constancia_pdf(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponseBase:
    """The PDF of one of his own."""
    return entregar_pdf(request, get_object_or_404(emitidas(servidor), publico=publico))
