"""Issued documents in the admin: seen and downloaded, never changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from accounts.alcance import AlcanceAdmin, SoloMiRama
from accounts.mostrado import accesos
from legajo.models import Documento
from legajo.vigencia import vigencia_de
from portal.archivos import entregar


@admin.register(Documento)
class DocumentoAdmin(AlcanceAdmin):
    """What was issued in one's branch."""

    list_display = ("clase", "codigo", "titular", "unidad", "emitido_en", "vigencia")
    list_filter = ("clase", ("anulacion", admin.EmptyFieldListFilter), ("unidad", SoloMiRama))
    list_select_related = ("titular", "unidad")
    search_fields = ("codigo", "titular__documento__startswith")
    fields = (
        *("clase", "codigo", "titular", "unidad", "emitido_por", "emitido_en", "vigencia"),
        *("expediente", "fecha_expediente", "solicitante", "anotaciones", "sha256", "pdf"),
    )
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Documents are issued, not typed."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing issued is ever changed."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Each with whether it still speaks."""
        de_mi_rama: Any = super().get_queryset(request)
        return de_mi_rama.con_vigencia()

    @admin.display(description="vigencia")
    def vigencia(self, documento: Documento) -> str:
        """«Vigente», «Vencido», «Reemplazado por uno posterior» or «Anulado»."""
        return vigencia_de(documento).label

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
