"""The list: the months of a year, and all years at a glance."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from boletas import meses
from boletas.consultas import lista_de_anio, periodos
from boletas.periodo import anio_de, regular_de
from legajo.acceso import con_legajo
from legajo.models import Servidor


@require_safe
@con_legajo
def lista(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """The boletas of a year, the newest year unless `?anio=` names one, and the other years."""
    suyos = periodos(servidor)
    contexto: dict[str, Any] = {"servidor": servidor}
    if suyos:
        anio = leer_anio(request.GET.get("anio", "")) or anio_de(suyos[0][0])
        filas = lista_de_anio(servidor, anio)
        nuevo = meses.novedad(filas, max(regular_de(periodo) for periodo, _ in suyos))
        antes, despues = meses.vecinos(suyos, anio)
        contexto |= {
            "anio": str(anio), "antes": str(antes or ""), "despues": str(despues or ""),
            "meses": meses.meses(filas, reverse("boletas:lista"), nuevo) if filas else "",
            "calendario": meses.calendario(suyos, nuevo, anio),
        }  # fmt: skip
    return render(request, "boletas/lista.html", contexto)


def leer_anio(texto: str) -> int | None:
    """The year that was asked, or None for what is no year."""
    return int(texto) if len(texto) == 4 and texto.isascii() and texto.isdigit() else None
