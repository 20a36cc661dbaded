"""The pages of «Mi Legajo»: the sections, their records, the file that proves each."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from legajo.acceso import con_legajo
from legajo.formularios import detalle
from legajo.models import Servidor
from legajo.tablas import datos_personales, tabla_de
from legajo.views.comunes import menu, registro_o_404, seccion_o_404
from portal.archivos import entregar


@require_safe
@con_legajo
def inicio(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """The menu of sections, «Reporte de hoja de vida» last."""
    return render(request, "legajo/inicio.html", menu(servidor))


@require_safe
@con_legajo
def seccion(request: HttpRequest, servidor: Servidor, slug: str) -> HttpResponse:
    """A section with a table for each of its kinds, the open requests among the rows."""
    actual = seccion_o_404(servidor, slug)
    ruta = reverse("legajo:seccion", args=[slug])
    en_curso = import_string(settings.LEGAJO_PENDIENTES)(servidor)
    contexto = {
        **menu(servidor),
        "seccion": actual,
        "personales": datos_personales(servidor) if actual.con_datos_personales else None,
        "tablas": [
            tabla_de(t, servidor, ruta=ruta, pendientes=en_curso.get(t.slug, ()))
            for t in actual.tipos
        ],
    }
    return render(request, "legajo/seccion.html", contexto)


@require_safe
@con_legajo
def registro(request: HttpRequest, servidor: Servidor, slug: str, publico: UUID) -> HttpResponse:
    """Every datum of one record, and what may be asked of it."""
    actual = seccion_o_404(servidor, slug)
    hallado = registro_o_404(servidor, actual, publico)
    contexto = {
        **menu(servidor),
        "seccion": actual,
        "registro": hallado,
        "tipo": hallado.tipo,
        "pares": detalle(hallado),
        "operaciones": [o for o in ("cambiar", "quitar") if o in hallado.tipo.operaciones],
    }
    return render(request, "legajo/registro.html", contexto)


@require_safe
@con_legajo
def sustento(
    request: HttpRequest, servidor: Servidor, slug: str, publico: UUID
) -> HttpResponseBase:
    """Download the file that proves a record of one's own."""
    hallado = registro_o_404(servidor, seccion_o_404(servidor, slug), publico)
    if not hallado.archivo:
        raise Http404
    extension = hallado.archivo.name.rpartition(".")[2]
    return entregar(request, hallado.archivo, nombre=f"sustento-{hallado.tipo.slug}.{extension}")
