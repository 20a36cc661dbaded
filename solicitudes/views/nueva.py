"""«Solicitar modificación»: choose the section, the record, and what to ask of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from legajo.acceso import con_legajo, exigir_vinculo, seccion_propia
from legajo.estructuras import ESTRUCTURAS
from legajo.models import Servidor
from legajo.tablas import en_una_linea, leer
from legajo.tipos import Operacion


@require_safe
@con_legajo
def nueva(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """Choose the section, then the record and what to ask of it."""
    exigir_vinculo(servidor)
    elegida = seccion_propia(servidor, request.GET.get("seccion", ""))
    secciones = ESTRUCTURAS[servidor.estructura]
    opciones = [_opciones(tipo, servidor) for tipo in elegida.tipos] if elegida else []
    contexto = {
        "servidor": servidor,
        "secciones": secciones,
        "elegida": elegida,
        "opciones": opciones,
    }
    return render(request, "solicitudes/nueva.html", contexto)


def _opciones(tipo: Any, servidor: Servidor) -> dict[str, Any]:
    """A kind with its records, each named by the first texts of its row."""
    filas = [
        {"publico": publico, "texto": en_una_linea(celdas)}
        for publico, celdas in leer(tipo, servidor)
    ]
    return {
        "tipo": tipo,
        "registros": filas,
        "agregar": tipo.permite(Operacion.AGREGAR) and not (tipo.una_fila and filas),
        "cambiar": tipo.permite(Operacion.CAMBIAR),
        "quitar": tipo.permite(Operacion.QUITAR),
    }
