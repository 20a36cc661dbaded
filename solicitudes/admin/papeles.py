"""The papers of a request on its desk: the PDF, and its pages as images."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from accounts.alcance import AlcanceAdmin
from accounts.mostrado import accesos
from portal.archivos import entregar
from solicitudes.models import Pagina, Sustento


class ConPapeles(AlcanceAdmin):
    """Adds their addresses: whoever may open the request may open its papers."""

    def get_urls(self) -> list[URLPattern]:
        """Adds the PDF and the image of each page."""
        vista = self.admin_site.admin_view
        return [
            path("<int:pk>/sustento/<int:sustento>/", vista(self.descargar_sustento),
                 name="solicitudes_solicitud_sustento"),
            path("<int:pk>/pagina/<int:pagina>/", vista(self.ver_pagina),
                 name="solicitudes_solicitud_pagina"),
            *super().get_urls(),
        ]  # fmt: skip

    def descargar_sustento(self, request: HttpRequest, pk: int, sustento: int) -> HttpResponseBase:
        """The PDF of what was attached."""
        solicitud = get_object_or_404(self.get_queryset(request), pk=pk)
        pedido = get_object_or_404(Sustento, pk=sustento, solicitud=solicitud)
        accesos(request).abrir(solicitud, "Solicitud: sustento")
        nombre = f"sustento-{solicitud.numero}-{pedido.pk}.pdf"
        return entregar(
            request, pedido.archivo, nombre=nombre, sha256=pedido.sha256, tipo="application/pdf"
        )

    def ver_pagina(self, request: HttpRequest, pk: int, pagina: int) -> HttpResponseBase:
        """A page of it as the worker drew it."""
        solicitud = get_object_or_404(self.get_queryset(request), pk=pk)
        pedida = get_object_or_404(Pagina, pk=pagina, sustento__solicitud=solicitud)
        accesos(request).abrir(solicitud, "Solicitud: sustento")
        return entregar(
            request, pedida.imagen, nombre=f"folio-{pedida.numero}.jpg", tipo="image/jpeg"
        )
