"""PDF from a template, by WeasyPrint, which may open our own stylesheet and fonts, nothing else."""

import atexit
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from portal import pango

ESTILO = settings.BASE_DIR / "static" / "css" / "pdf.css"


class PdfNoDisponible(Exception):
    """A PDF cannot be drawn, or kept, now; the message says so for people."""


def render(plantilla: str, contexto: dict[str, Any]) -> bytes:
    """Draw `plantilla` as a tagged A4 PDF.

    The document itself fetches nothing but `data:` (SECURITY.md). Raises
    PdfNoDisponible where Pango is missing. WeasyPrint takes about two seconds to import,
    so who draws imports it.
    """
    try:
        pango.preparar()
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise PdfNoDisponible(
            "En este momento no se pueden generar PDF. Inténtelo más tarde."
        ) from error
    nada = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    texto = render_to_string(plantilla, {**contexto, "es_demo": settings.PORTAL_DEMO})
    html = HTML(string=texto, url_fetcher=nada)
    estilo, fuentes = _estilo()
    return html.write_pdf(stylesheets=[estilo], font_config=fuentes, pdf_tags=True)


@cache
def _estilo() -> tuple[Any, Any]:
    """Stylesheet and fonts, read once a process: a new FontConfiguration each time leaks."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fuentes = FontConfiguration()
    propios = URLFetcher(allowed_protocols=("file", "data"), allow_redirects=False)
    return CSS(filename=str(ESTILO), font_config=fuentes, url_fetcher=propios), fuentes


atexit.register(_estilo.cache_clear)  # fonts are freed before the libraries are unloaded
