"""«Solicitar modificación»: choose the section, the record, and what to ask of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from legajo.acceso import con_legajo, exigir_vinculo, seccion_propia
from legajo.estructuras import ESTRUCTURAS, por_slug
from legajo.formularios import detalle
from legajo.models import Servidor
from legajo.tablas import en_una_linea, leer
from legajo.tipos import Operacion, TipoRegistro
from solicitudes.pedido import registro_propio
from solicitudes.views.borradores import en_lista


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
        "borradores": () if elegida else en_lista(servidor),
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


@require_safe
@con_legajo
def causa(
    request: HttpRequest, servidor: Servidor, tipo: str, publico: UUID | None = None
) -> HttpResponse:
    """Why a datum is not right, or a record not there: each answer leads on."""
    exigir_vinculo(servidor)
    suyo = tipo_o_404(tipo)
    registro = registro_propio(servidor, suyo, publico) if publico else None
    if (publico and registro is None) or not _se_pide(suyo, registro):
        raise Http404
    contexto = {
        "servidor": servidor,
        "tipo": suyo,
        "registro": registro,
        "actual": detalle(registro) if registro else None,
        "cambiar": registro and suyo.permite(Operacion.CAMBIAR),
        "quitar": registro and suyo.permite(Operacion.QUITAR),
    }
    return render(request, "solicitudes/causa.html", contexto)


def _se_pide(tipo: TipoRegistro, registro: Any) -> bool:
    """Whether something may be asked of this record, or that there be one more."""
    if registro is None:
        return tipo.permite(Operacion.AGREGAR)
    return tipo.permite(Operacion.CAMBIAR) or tipo.permite(Operacion.QUITAR)


@require_safe
@con_legajo
def recurso(request: HttpRequest, servidor: Servidor, tipo: str) -> HttpResponse:
    """Who does not agree with a resolution appeals it: how, until when, before whom."""
    contexto = {"servidor": servidor, "tipo": tipo_o_404(tipo)}
    return render(request, "solicitudes/recurso.html", contexto)


def tipo_o_404(slug: str) -> TipoRegistro:
    """The kind of record of an address; Http404."""
    tipo = por_slug().get(slug)
    if tipo is None:
        raise Http404
    return tipo
