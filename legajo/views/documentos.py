"""The pages of issued documents: the hoja de vida."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.peticion import quien
from legajo.acceso import con_legajo
from legajo.consultas import hojas_de_vida
from legajo.models import Documento, Servidor
from legajo.views.comunes import menu
from portal.archivos import entregar


@require_safe
@con_legajo
def hoja_de_vida(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """The hoja de vida issued last, as a page from its frozen content; the earlier ones below."""
    emitidas = list(hojas_de_vida(servidor)[:24])
    contexto = {
        **menu(servidor),
        "documento": emitidas[0] if emitidas else None,
        "anteriores": emitidas[1:],
    }
    return render(request, "legajo/hoja_de_vida.html", contexto)


@require_safe
def hoja_de_vida_pdf(request: HttpRequest, publico: UUID) -> HttpResponseBase:
    """Download a hoja de vida of one's own."""
    propios = Documento.objects.filter(titular__usuario=quien(request)).defer("contenido")
    documento = get_object_or_404(propios, publico=publico, clase=Documento.Clase.HOJA_DE_VIDA)
    nombre = f"hoja-de-vida-{documento.emitido_en:%Y-%m-%d}.pdf"
    return entregar(
        request, documento.archivo, nombre=nombre, sha256=documento.sha256, tipo="application/pdf"
    )
