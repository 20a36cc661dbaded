"""The pages of what the legajo said before: the versions of a record, and what was retired."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from legajo.acceso import con_legajo
from legajo.columnas import formar, rutas_de
from legajo.historia import versiones
from legajo.models import Servidor
from legajo.tablas import Fila, Tabla
from legajo.tipos import TipoRegistro
from legajo.views.comunes import menu, retirado_o_no_o_404, seccion_o_404

RETIRADO = {"texto": "Retirado", "tono": "neutro"}


@require_safe
@con_legajo
def historial(request: HttpRequest, servidor: Servidor, slug: str, publico: UUID) -> HttpResponse:
    """Every version of a record of one's own, in force or retired."""
    actual = seccion_o_404(servidor, slug)
    hallado = retirado_o_no_o_404(servidor, actual, publico)
    contexto = {
        **menu(servidor),
        "seccion": actual,
        "registro": hallado,
        "tipo": hallado.tipo,
        "versiones": versiones(hallado),
    }
    return render(request, "legajo/historial.html", contexto)


@require_safe
@con_legajo
def retirados(request: HttpRequest, servidor: Servidor, slug: str) -> HttpResponse:
    """What a section had and has no longer, each with its history."""
    actual = seccion_o_404(servidor, slug)
    ruta = reverse("legajo:seccion", args=[slug])
    tablas = [_tabla_de_retirados(tipo, servidor, ruta) for tipo in actual.tipos]
    contexto = {**menu(servidor), "seccion": actual, "tablas": [t for t in tablas if t.filas]}
    return render(request, "legajo/retirados.html", contexto)


def _tabla_de_retirados(tipo: TipoRegistro, servidor: Servidor, ruta: str) -> Tabla:
    suyos = tipo.modelo.objects.filter(servidor=servidor, retirado=True).order_by(*tipo.orden)
    filas = [
        Fila(celdas, [_ver_historial(f"{ruta}{publico}/historial/")], RETIRADO)
        for publico, celdas in formar(suyos.values_list(*rutas_de(tipo.columnas)), tipo.columnas)
    ]
    columnas = tuple(c.titulo for c in tipo.columnas)
    return Tabla(tipo.titulo, columnas, filas, tipo.vacio, con_acciones=True)


def _ver_historial(url: str) -> dict[str, str]:
    return {"url": url, "icono": "reloj", "texto": "Ver el historial"}
