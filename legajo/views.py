"""The pages of «Mi Legajo» and of the hoja de vida."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from accounts.peticion import quien
from legajo.acceso import con_legajo
from legajo.consultas import hojas_de_vida
from legajo.estructuras import ESTRUCTURAS, Seccion, seccion_de
from legajo.formularios import detalle
from legajo.models import Documento, Servidor
from legajo.tablas import datos_personales, tabla_de
from legajo.verificacion import VerificarForm, resumen
from portal.archivos import entregar


@require_safe
@con_legajo
def inicio(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """The menu of sections, «Reporte de hoja de vida» last."""
    return render(request, "legajo/inicio.html", _menu(servidor))


@require_safe
@con_legajo
def seccion(request: HttpRequest, servidor: Servidor, slug: str) -> HttpResponse:
    """A section with a table for each of its kinds, the open requests among the rows."""
    actual = _seccion_o_404(servidor, slug)
    ruta = reverse("legajo:seccion", args=[slug])
    en_curso = import_string(settings.LEGAJO_PENDIENTES)(servidor)
    contexto = {
        **_menu(servidor),
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
    actual = _seccion_o_404(servidor, slug)
    hallado = _registro_o_404(servidor, actual, publico)
    contexto = {
        **_menu(servidor),
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
    hallado = _registro_o_404(servidor, _seccion_o_404(servidor, slug), publico)
    if not hallado.archivo:
        raise Http404
    extension = hallado.archivo.name.rpartition(".")[2]
    return entregar(request, hallado.archivo, nombre=f"sustento-{hallado.tipo.slug}.{extension}")


@require_safe
@con_legajo
def hoja_de_vida(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """The hoja de vida issued last, as a page from its frozen content; the earlier ones below."""
    emitidas = list(hojas_de_vida(servidor)[:24])
    contexto = {
        **_menu(servidor),
        "documento": emitidas[0] if emitidas else None,
        "anteriores": emitidas[1:],
    }
    return render(request, "legajo/hoja_de_vida.html", contexto)


@require_safe
def hoja_de_vida_pdf(request: HttpRequest, publico: UUID) -> HttpResponseBase:
    """Download a hoja de vida of one's own."""
    propios = Documento.objects.filter(titular__usuario=quien(request)).defer("contenido")
    documento = get_object_or_404(propios, publico=publico, clase=Documento.Clase.HOJA_DE_VIDA)
    nombre = f"hoja-de-vida-{documento.emitido_en:%Y-%m-%d}.pdf"
    return entregar(
        request, documento.archivo, nombre=nombre, sha256=documento.sha256, tipo="application/pdf"
    )


@login_not_required
@require_safe
def verificar(request: HttpRequest) -> HttpResponse:
    """Public: says whether a printed document is genuine and current, and no more."""
    formulario = VerificarForm(request.GET if "codigo" in request.GET else None)
    contexto: dict[str, Any] = {"form": formulario}
    if formulario.is_valid():
        documento = formulario.buscar()
        contexto |= {"buscado": True, "pares": resumen(documento) if documento else None}
    return render(request, "legajo/verificar.html", contexto)


def _menu(servidor: Servidor) -> dict[str, Any]:
    return {"servidor": servidor, "secciones": ESTRUCTURAS[servidor.estructura]}


def _seccion_o_404(servidor: Servidor, slug: str) -> Seccion:
    hallada = seccion_de(servidor.estructura, slug)
    if hallada is None:
        raise Http404
    return hallada


def _registro_o_404(servidor: Servidor, actual: Seccion, publico: UUID) -> Any:
    for tipo in actual.tipos:
        propios = tipo.modelo.objects.activos().filter(servidor=servidor)
        propios = propios.select_related(*tipo.relaciones)
        if hallado := propios.filter(publico=publico).first():
            return hallado
    raise Http404
