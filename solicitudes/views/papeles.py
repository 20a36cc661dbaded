"""What the servidor takes away of a request as PDF: cargo, cover sheet, queja."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.models import Unidad
from legajo.acceso import con_legajo
from legajo.models import Servidor
from portal.archivos import entregar
from portal.pdf import PdfNoDisponible
from solicitudes import escritos
from solicitudes.cargo import cargo_de
from solicitudes.models import Solicitud
from solicitudes.transiciones import VerboNegado
from solicitudes.views.detalle import con_su_historia, propia_o_404

PDF = "application/pdf"


@require_safe
@con_legajo
def cargo(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponseBase:
    """The cargo of one's own request: drawn once, then the stored file."""
    filas = Solicitud.objects.select_related("unidad__superior")
    solicitud = propia_o_404(servidor, publico, filas)
    try:
        documento = cargo_de(solicitud)
    except PdfNoDisponible as error:
        messages.error(request, str(error))
        return redirect("solicitudes:detalle", publico)
    return entregar(
        request,
        documento.archivo,
        nombre=documento.contenido["archivo"],
        sha256=documento.sha256,
        tipo=PDF,
    )


@require_safe
@con_legajo
def fut(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponseBase:
    """The cover sheet for the mesa de partes."""
    return _escrito(request, servidor, publico, escritos.hoja_de_tramite, "fut")


@require_safe
@con_legajo
def queja(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponseBase:
    """The queja, only where the term ran out."""
    return _escrito(request, servidor, publico, escritos.queja, "queja")


def _escrito(
    request: HttpRequest,
    servidor: Servidor,
    publico: UUID,
    llenar: Callable[[Solicitud, Unidad], bytes],
    nombre: str,
) -> HttpResponseBase:
    """A filled-in paper, or back to the request with the reason why there is none."""
    solicitud = propia_o_404(servidor, publico, con_su_historia())
    try:
        octetos: Any = ContentFile(llenar(solicitud, servidor.unidad))
    except VerboNegado as negativa:
        messages.warning(request, str(negativa))
        return redirect("solicitudes:detalle", publico)
    except PdfNoDisponible as error:
        messages.error(request, str(error))
        return redirect("solicitudes:detalle", publico)
    return entregar(request, octetos, nombre=f"{nombre}-{solicitud.numero}.pdf", tipo=PDF)
