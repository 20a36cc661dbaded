"""«Quién vio mi legajo»: what the log of accesses says to whom it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from legajo.acceso import con_legajo
from legajo.consultas import quien_vio
from legajo.models import Servidor
from legajo.models.acceso import en_palabras
from legajo.tablas import Fila, Tabla
from portal.texto import fecha

POR_PAGINA = 40
COLUMNAS = ("Hora", "Quién", "Qué vio", "Por qué")
EN_LISTA = "Apareció en una lista"
SIN_INDICAR = "No lo indicó"


@require_safe
@con_legajo
def accesos(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """Who of the staff saw his file, day by day."""
    pagina = Paginator(quien_vio(servidor), POR_PAGINA).get_page(request.GET.get("pagina"))
    contexto = {
        "servidor": servidor,
        "tablas": list(_por_dia(pagina)),
        "pagina": pagina,
        "oficial": settings.OFICIAL_DE_DATOS,
    }
    return render(request, "legajo/accesos.html", contexto)


def _por_dia(lineas: Iterable[dict[str, Any]]) -> Iterator[Tabla]:
    for dia, suyas in groupby(lineas, key=lambda linea: localtime(linea["hora"]).date()):
        yield Tabla(fecha(dia), COLUMNAS, [_fila(linea) for linea in suyas], "")


def _fila(linea: dict[str, Any]) -> Fila:
    cosas = linea["cosas"]
    en_lista = all(cosa.startswith("Lista") for cosa in cosas)
    porque = en_palabras(linea["motivo"], linea["referencia"])
    unidad = linea["asignacion__unidad__nombre"] or "Administración de la plataforma"
    return Fila((
        _horas(linea), f"{linea['por__nombre'] or 'Personal'} ({unidad})", ", ".join(cosas),
        porque or (EN_LISTA if en_lista else SIN_INDICAR),
    ))  # fmt: skip


def _horas(linea: dict[str, Any]) -> str:
    """«08:12», «08:12 a 08:40»."""
    desde, hasta = (f"{localtime(linea[cuando]):%H:%M}" for cuando in ("desde", "hasta"))
    return desde if desde == hasta else f"{desde} a {hasta}"
