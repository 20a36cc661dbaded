"""«Salud de mi legajo»: what is complete, what is missing, what looks odd; its confirmation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.peticion import quien
from legajo.acceso import con_legajo, exigir_vinculo
from legajo.avisos.esenciales import ESENCIALES
from legajo.avisos.lectura import Lectura, leer_salud
from legajo.avisos.regla import Aviso, Esencial
from legajo.confirmaciones import Confirmable, confirmable, confirmar, huella_de_todo
from legajo.estructuras import ESTRUCTURAS, Seccion
from legajo.models import Servidor
from legajo.tablas import en_lineas
from legajo.tipos import TipoRegistro
from legajo.views.comunes import menu, seccion_o_404

CAMBIO = "Sus datos cambiaron mientras los leía. Revíselos otra vez y confirme lo que ve ahora."
REGISTROS_POR_AVISO = 10


@dataclass(frozen=True, slots=True)
class PorRevisar:
    """A warning with the records of one kind that meet it."""

    aviso: Aviso
    tipo: TipoRegistro
    seccion: Seccion
    registros: list[tuple[Any, str]]
    otros: int


@require_safe
@con_legajo
def salud(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """What is complete, what is missing and what looks odd, each with the step that mends it."""
    lectura = leer_salud(servidor)
    partes = _confirmables(servidor, lectura)
    contexto = {
        **menu(servidor),
        "resumen": resumir(lectura),
        "esenciales": _esenciales(lectura),
        "por_revisar": _por_revisar(servidor, lectura),
        "detalles": _detalles(servidor, lectura),
        "confirmables": [p for p in partes if servidor.vigente or p.dia],
        "al_dia": all(p.al_dia for p in partes),
        "huella": huella_de_todo(partes),
    }
    return render(request, "legajo/salud.html", contexto)


@require_POST
@con_legajo
def confirmar_seccion(request: HttpRequest, servidor: Servidor, slug: str) -> HttpResponse:
    """The servidor says that a section is right, as he has just read it."""
    exigir_vinculo(servidor)
    seccion = seccion_o_404(servidor, slug)
    parte = confirmable(seccion, servidor, leer_salud(servidor, slug))
    if parte is None:
        raise Http404
    _anotar(request, servidor, [parte], parte.huella, f"la sección «{seccion.titulo}»")
    return redirect("legajo:seccion", slug)


@require_POST
@con_legajo
def confirmar_todo(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """The servidor says that the whole legajo is right."""
    exigir_vinculo(servidor)
    partes = _confirmables(servidor, leer_salud(servidor))
    _anotar(request, servidor, partes, huella_de_todo(partes), "todas las secciones")
    return redirect("legajo:salud")


def _anotar(
    request: HttpRequest, servidor: Servidor, partes: list[Confirmable], huella: str, que: str
) -> None:
    """Confirm, if what was on the page is what there is."""
    if request.POST.get("huella") != huella:
        messages.warning(request, CAMBIO)
        return
    confirmar(servidor, partes, por=quien(request))
    messages.success(request, f"Anotamos que usted confirmó {que}. Gracias.")


def _confirmables(servidor: Servidor, lectura: Lectura) -> list[Confirmable]:
    partes = (confirmable(s, servidor, lectura) for s in ESTRUCTURAS[servidor.estructura])
    return [p for p in partes if p]


def resumir(lectura: Lectura) -> dict[str, int]:
    """How many of the essential data are there, and how many records to look at."""
    return {
        "completos": sum(lectura.cumplidos.values()),
        "esenciales": len(lectura.cumplidos),
        "por_revisar": len(lectura.de_importancia()),
    }


def _esenciales(lectura: Lectura) -> list[tuple[Esencial, bool, Any]]:
    """Each essential datum, whether it is there, and the record to change if it is half there."""
    return [
        (e, lectura.cumplidos[e.id], _a_completar(e.tipo, lectura))
        for e in ESENCIALES
        if e.id in lectura.cumplidos
    ]


def _a_completar(tipo: TipoRegistro, lectura: Lectura) -> Any:
    """The one record of a kind of one row; None where another one can be added."""
    suyos = lectura.versiones.get(tipo.slug)
    return suyos[0][0] if tipo.una_fila and suyos else None


def _por_revisar(servidor: Servidor, lectura: Lectura) -> list[PorRevisar]:
    """The warnings that matter, each with its records named: one query a kind."""
    grupos: dict[tuple[str, str], list[Any]] = {}
    for observado in lectura.de_importancia():
        for aviso in observado.avisos:
            grupos.setdefault((aviso.id, observado.tipo.slug), []).append((aviso, observado))
    textos = en_lineas(servidor, {o.tipo for g in grupos.values() for _, o in g})
    donde = _secciones(servidor)
    return [
        PorRevisar(
            grupo[0][0],
            grupo[0][1].tipo,
            donde[slug],
            [
                (o.publico, textos.get(o.publico, o.tipo.singular))
                for _, o in grupo[:REGISTROS_POR_AVISO]
            ],
            len(grupo[REGISTROS_POR_AVISO:]),
        )
        for (_, slug), grupo in sorted(grupos.items(), key=lambda g: g[1][0][0].gravedad.peso)
    ]


def _detalles(servidor: Servidor, lectura: Lectura) -> list[Any]:
    """The slight warnings, each with its sections and how many."""
    donde = _secciones(servidor)
    return [
        (aviso, [(tipo, donde[tipo.slug], cuantos) for tipo, cuantos in kinds])
        for aviso, kinds in lectura.detalles()
    ]


def _secciones(servidor: Servidor) -> dict[str, Seccion]:
    """Where each kind stands in his structure."""
    return {t.slug: s for s in ESTRUCTURAS[servidor.estructura] for t in s.tipos}
