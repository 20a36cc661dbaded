"""The pages of «Mi Boleta»: what was paid is his for ever, with a current vínculo or without."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from boletas.consultas import anios, propias, tabla_de_anio, versiones
from boletas.hoja import clave_de, contenido, documento_de
from legajo.acceso import con_legajo
from legajo.models import Documento, Servidor
from portal.archivos import entregar
from portal.pdf import PdfNoDisponible


@require_safe
@con_legajo
def lista(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """The boletas of a year, the newest year unless `?anio=` names one, and links to the others."""
    con_boletas = anios(servidor)
    contexto: dict[str, Any] = {"servidor": servidor, "anios": con_boletas}
    if con_boletas:
        anio = _anio(request.GET.get("anio", "")) or con_boletas[0]
        contexto |= {"anio": anio, "tabla": tabla_de_anio(servidor, anio, reverse("boletas:lista"))}
    return render(request, "boletas/lista.html", contexto)


@require_safe
def detalle(request: HttpRequest, publico: UUID) -> HttpResponse:
    """A boleta of one's own; a stranger's does not exist."""
    boleta = get_object_or_404(propias(request.user), publico=publico)
    todas = versiones(boleta)
    contexto = {
        "boleta": boleta,
        "contenido": contenido(boleta),
        "nueva": todas[0] if todas[0][1] > boleta.version else None,
        "anteriores": [v for v in todas if v[1] < boleta.version],
    }
    return render(request, "boletas/detalle.html", contexto)


@require_safe
def pdf(request: HttpRequest, publico: UUID) -> HttpResponseBase:
    """The PDF: drawn once, then the stored file by one query and an ETag."""
    emitidos = Documento.objects.filter(titular__usuario=request.user.pk)
    documento = emitidos.filter(clave=clave_de(publico)).first()
    if documento is None:
        boleta = get_object_or_404(propias(request.user), publico=publico)
        try:
            documento = documento_de(boleta)
        except PdfNoDisponible as error:
            messages.error(request, str(error))
            return redirect("boletas:detalle", publico)
    return entregar(
        request,
        documento.archivo,
        nombre=documento.contenido["archivo"],
        sha256=documento.sha256,
        tipo="application/pdf",
    )


def _anio(texto: str) -> int | None:
    """The year that was asked, or None for what is no year."""
    return int(texto) if len(texto) == 4 and texto.isascii() and texto.isdigit() else None
