"""The pages of what was issued for a servidor."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.peticion import quien
from legajo.acceso import con_legajo
from legajo.consultas import documentos_de
from legajo.emision.clases import pagina_de
from legajo.emision.pagina import Emitido, lista
from legajo.models import Documento, Servidor
from legajo.views.comunes import menu
from portal.archivos import entregar

POR_PAGINA = 24


@require_safe
@con_legajo
def hoja_de_vida(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """The hoja de vida issued last, as a page from its frozen content; the earlier ones below.

    One that was annulled is among the earlier ones, even if it is the last.
    """
    emitidas = [Emitido(d) for d in documentos_de(servidor.usuario_id).filter(
        clase=Documento.Clase.HOJA_DE_VIDA)[:POR_PAGINA]]  # fmt: skip
    actual = next((e for e in emitidas if not e.documento.anulado_en), None)
    contexto = {
        **menu(servidor),
        "actual": actual,
        "anteriores": lista([e for e in emitidas if e is not actual], "Emitidas antes"),
    }
    if actual:
        contexto["contenido"] = actual.documento.contenido
    return render(request, "legajo/hoja_de_vida.html", contexto)


@require_safe
@con_legajo
def documentos(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """Everything that was issued for him."""
    pagina = Paginator(documentos_de(servidor.usuario_id), POR_PAGINA).get_page(
        request.GET.get("pagina")
    )
    contexto = {
        **menu(servidor),
        "tabla": lista([Emitido(d) for d in pagina], "Documentos emitidos"),
        "pagina": pagina,
    }
    return render(request, "legajo/documentos.html", contexto)


@require_safe
def documento(request: HttpRequest, publico: UUID) -> HttpResponse:
    """A document of his as a page, from its frozen content."""
    suyo = get_object_or_404(documentos_de(quien(request)), publico=publico)
    contexto = {
        "actual": Emitido(suyo),
        "documento": suyo,
        "contenido": suyo.contenido,
        "pagina": pagina_de(suyo),
    }
    return render(request, "legajo/documento.html", contexto)


@require_safe
def documento_pdf(request: HttpRequest, publico: UUID) -> HttpResponseBase:
    """The file of a document of his."""
    suyo = get_object_or_404(documentos_de(quien(request)), publico=publico)
    return entregar(
        request, suyo.archivo, nombre=Emitido(suyo).nombre_de_archivo, sha256=suyo.sha256,
        tipo="application/pdf",
    )  # fmt: skip
