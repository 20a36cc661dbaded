"""The pages of «Mi Legajo»: the sections, their records, the file that proves each.

Each shows the legajo of today, or as it stood on the day that the address names.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from legajo.a_la_fecha import abierto_el, consulta_de, leer_al, servidor_al
from legajo.acceso import con_legajo
from legajo.avisos.lectura import leer_registro, leer_salud
from legajo.confirmaciones import confirmable
from legajo.estructuras import Seccion
from legajo.formularios import detalle
from legajo.models import Servidor
from legajo.mudanzas import mudanzas_de
from legajo.tablas import datos_personales, tabla_de
from legajo.tipos import TipoRegistro
from legajo.views.comunes import menu, momento, registro_o_404, seccion_o_404
from legajo.views.salud import resumir
from portal.archivos import entregar


@require_safe
@con_legajo
def inicio(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """The menu of sections, how the legajo stands, and the other structure, if he has it."""
    otras = [e for e in servidor.estructuras if e != servidor.estructura]
    cuando = momento(request)
    contexto = {**menu(servidor, cuando), "otras_estructuras": otras}
    if not cuando.dia:
        contexto |= {
            "resumen": resumir(leer_salud(servidor)),
            "mudanzas": mudanzas_de(servidor),
        }
    return render(request, "legajo/inicio.html", contexto)


@require_safe
@con_legajo
def seccion(request: HttpRequest, servidor: Servidor, slug: str) -> HttpResponse:
    """A section with a table for each of its kinds, the open requests among the rows."""
    actual = seccion_o_404(servidor, slug)
    cuando = momento(request)
    contexto = {**menu(servidor, cuando), "seccion": actual}
    if cuando.dia:
        contexto |= _de_entonces(servidor, actual, cuando.dia)
    elif not cuando.errado:
        contexto |= _de_hoy(servidor, actual)
    return render(request, "legajo/seccion.html", contexto)


def _de_hoy(servidor: Servidor, actual: Seccion) -> dict[str, Any]:
    """What a section says now, with what is asked of it."""
    ruta = reverse("legajo:seccion", args=[actual.slug])
    en_curso = import_string(settings.LEGAJO_PENDIENTES)(servidor)
    lectura = leer_salud(servidor, actual.slug)
    avisos = {o.publico: o.avisos for o in lectura.de_importancia()}
    return {
        "personales": datos_personales(servidor) if actual.con_datos_personales else None,
        "tablas": [
            tabla_de(
                t,
                servidor,
                ruta=ruta,
                pedir=_pedir(t, servidor),
                pendientes=en_curso.get(t.slug, ()),
                avisos=avisos,
            )
            for t in actual.tipos
        ],  # fmt: skip
        "faltan": lectura.faltan(),
        "confirmable": confirmable(actual, servidor, lectura),
    }


def _pedir(tipo: TipoRegistro, servidor: Servidor) -> str:
    """Where to say that a record of this kind is wrong or missing; nowhere without a vínculo."""
    return reverse("solicitudes:causa", args=[tipo.slug]) if servidor.vigente else ""


def _de_entonces(servidor: Servidor, actual: Seccion, dia: date) -> dict[str, Any]:
    """What a section said at the end of a day; before the legajo existed, since when it does."""
    ruta, consulta = reverse("legajo:seccion", args=[actual.slug]), consulta_de(dia)
    entonces = servidor_al(servidor.pk, dia)
    con_datos = entonces if actual.con_datos_personales else None
    return {
        "abierto_el": None if entonces else abierto_el(servidor.pk),
        "personales": datos_personales(con_datos) if con_datos else None,
        "tablas": [
            tabla_de(t, servidor, ruta=ruta, consulta=consulta, leidas=leer_al(t, servidor.pk, dia))
            for t in actual.tipos
        ],
    }


@require_safe
@con_legajo
def registro(request: HttpRequest, servidor: Servidor, slug: str, publico: UUID) -> HttpResponse:
    """Every datum of one record, and what may be asked of it."""
    actual = seccion_o_404(servidor, slug)
    cuando = momento(request)
    if cuando.errado:  # the page of the section says what is wrong with the date
        ruta = reverse("legajo:seccion", args=[slug])
        return HttpResponseRedirect(f"{ruta}?{request.GET.urlencode()}")
    hallado = registro_o_404(servidor, actual, publico, dia=cuando.dia)
    pedibles = () if cuando.dia else ("cambiar", "quitar")
    contexto = {
        **menu(servidor, cuando),
        "seccion": actual,
        "registro": hallado,
        "tipo": hallado.tipo,
        "pares": detalle(hallado),
        "avisos": () if cuando.dia else leer_registro(hallado),
        "operaciones": [o for o in pedibles if o in hallado.tipo.operaciones],
    }
    return render(request, "legajo/registro.html", contexto)


@require_safe
@con_legajo
def sustento(
    request: HttpRequest, servidor: Servidor, slug: str, publico: UUID
) -> HttpResponseBase:
    """Download the file that proves a record of one's own, or that proved it that day."""
    cuando = momento(request)
    hallado = registro_o_404(servidor, seccion_o_404(servidor, slug), publico, dia=cuando.dia)
    if cuando.errado or not hallado.archivo:
        raise Http404
    extension = hallado.archivo.name.rpartition(".")[2]
    return entregar(request, hallado.archivo, nombre=f"sustento-{hallado.tipo.slug}.{extension}")
