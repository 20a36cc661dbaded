"""The papers of a request on its desk: what was attached, and the preview of what it asks for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from accounts.alcance import AlcanceAdmin
from accounts.mostrado import accesos
from accounts.peticion import quien
from legajo.admin.emision import como_vista_previa
from legajo.emision.formulario import PedidoForm
from portal.archivos import entregar
from portal.pdf import PdfNoDisponible
from solicitudes.documentos import pdf_de_previa
from solicitudes.models import Pagina, Solicitud, Sustento
from solicitudes.transiciones import VerboNegado


class ConPapeles(AlcanceAdmin):
    """Adds their addresses: whoever may open the request may open its papers."""

    def get_urls(self) -> list[URLPattern]:
        """Adds the PDF and the image of each page, and the preview."""
        vista = self.admin_site.admin_view
        return [
            path("<int:pk>/sustento/<int:sustento>/", vista(self.descargar_sustento),
                 name="solicitudes_solicitud_sustento"),
            path("<int:pk>/pagina/<int:pagina>/", vista(self.ver_pagina),
                 name="solicitudes_solicitud_pagina"),
            path("<int:pk>/vista-previa/", vista(self.ver_previa),
                 name="solicitudes_solicitud_previa"),
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

    def ver_previa(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The document that is asked for as it would be issued, with what is typed so far."""
        piden_documento = self.get_queryset(request).exclude(clase=Solicitud.Clase.MODIFICACION)
        solicitud = get_object_or_404(piden_documento, pk=pk)
        accesos(request).abrir(solicitud, "Solicitud: vista previa del documento")
        form = PedidoForm(request.POST)
        form.is_valid()
        try:
            octetos = pdf_de_previa(solicitud, form.pedido(), quien(request))
        except (VerboNegado, PdfNoDisponible) as negativa:
            messages.error(request, str(negativa))
            return HttpResponseRedirect(reverse("admin:solicitudes_solicitud_change", args=[pk]))
        return como_vista_previa(octetos)
