"""«Actividad de mi cuenta»: the security events of the account that is in."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Suceso
from accounts.peticion import quien
from portal.texto import fecha_hora, por_comas

POR_PAGINA = 25


@require_safe
def actividad(request: HttpRequest) -> HttpResponse:
    """What happened to one's account, the last first; and what to do if it was not oneself."""
    suyos = Suceso.objects.filter(usuario=quien(request)).select_related("por", "unidad")
    pagina = Paginator(suyos, POR_PAGINA).get_page(request.GET.get("pagina"))
    lineas = [_linea(suceso) for suceso in pagina]
    return render(request, "accounts/actividad.html", {"lineas": lineas, "pagina": pagina})


def _linea(suceso: Suceso) -> tuple[str, str, str]:
    """When, what, and what else is known; whoever did it by name, never by documento."""
    otro = suceso.por if suceso.por_id != suceso.usuario_id else None
    quien_fue = f"Lo hizo {otro.nombre or 'personal de la plataforma'}" if otro else ""
    donde = f"{suceso.unidad}" if suceso.unidad else ""
    desde = suceso.direccion and f"dirección {suceso.direccion}"
    mas = por_comas(suceso.detalle, quien_fue, donde, suceso.equipo, desde)
    return fecha_hora(suceso.ocurrido_en), suceso.get_tipo_display(), mas
