"""Issued documents in the admin: seen and downloaded, never changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from accounts.alcance import AlcanceAdmin, SoloMiRama
from accounts.mostrado import accesos
from legajo.models import Documento
from portal.archivos import entregar


@admin.register(Documento)
class DocumentoAdmin(AlcanceAdmin):
    """What was issued in one's branch."""

    list_display = ("clase", "codigo", "titular", "unidad", "emitido_en", "estado")
    list_filter = ("clase", "estado", ("unidad", SoloMiRama))
    list_select_related = ("titular", "unidad")
    search_fields = ("codigo", "titular__documento__startswith")
    fields = (
        *("clase", "codigo", "titular", "unidad", "emitido_por", "emitido_en", "estado"),
        *("expediente", "fecha_expediente", "solicitante", "anotaciones", "sha256", "pdf"),
    )
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Documents are issued, not typed."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing issued is ever changed."""
        return False

    @admin.display(description="PDF")
    def pdf(self, documento: Documento) -> str:
        """Link to the file."""
        url = reverse("admin:legajo_documento_pdf", args=[documento.pk])
        return format_html('<a href="{}">Descargar</a>', url)

    def get_urls(self) -> list[URLPattern]:
        """Adds the download."""
        vista = self.admin_site.admin_view(self.descargar)
        return [path("<int:pk>/pdf/", vista, name="legajo_documento_pdf"), *super().get_urls()]

    def descargar(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The stored file of a document of one's branch."""
        documento = get_object_or_404(self.get_queryset(request), pk=pk)
        accesos(request).abrir(documento, f"{documento.get_clase_display()}: descarga")
        return entregar(
            request,
            documento.archivo,
            nombre=f"{documento.clase}-{documento.codigo}.pdf",
            sha256=documento.sha256,
            tipo="application/pdf",
        )
