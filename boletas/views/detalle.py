"""A boleta explained, and its PDF."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from boletas.consultas import anterior, consultas_de, propias, versiones
from boletas.explicada import explicar
from boletas.hoja import clave_de, contenido, documento_de
from boletas.models import Boleta
from boletas.preguntas import anotar_vista
from legajo.models import Documento
from portal.archivos import entregar
from portal.pdf import PdfNoDisponible


@require_safe
def detalle(request: HttpRequest, publico: UUID) -> HttpResponse:
    """A boleta of one's own; a stranger's does not exist. Opened, it is no longer new."""
    boleta = get_object_or_404(propias(request.user), publico=publico)
    todas = versiones(boleta)
    contexto = {
        "boleta": boleta,
        "contenido": contenido(boleta),
        "explicada": explicar(boleta, anterior(boleta), consultas_de(boleta)),
        "nueva": todas[0] if todas[0][1] > boleta.version else None,
        "anteriores": [v for v in todas if v[1] < boleta.version],
    }
    _ya_vista(boleta)
    return render(request, "boletas/detalle.html", contexto)


def _ya_vista(boleta: Boleta) -> None:
    visita = getattr(boleta.servidor, "visita_de_boletas", None)
    publicada = boleta.importacion.publicada_en
    if settings.MODO_DEGRADADO or publicada is None:
        return
    if visita is None or visita.hasta < publicada:
        anotar_vista(boleta.servidor, publicada)


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
    return entregar_pdf(request, documento)


def entregar_pdf(request: HttpRequest, documento: Documento) -> HttpResponseBase:
    """The file of an issued document, after the caller found it among his own."""
    return entregar(
        request,
        documento.archivo,
        nombre=documento.contenido["archivo"],
        sha256=documento.sha256,
        tipo="application/pdf",
    )
