"""The warnings of a legajo where staff works on it: on a record's page and on the servidor's."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.alcance import visibles
from legajo.avisos.lectura import esenciales_de, interpretar, leer_registro, observados_en, unir
from legajo.estructuras import ESTRUCTURAS, tipos
from legajo.models import Confirmacion, Servidor
from legajo.tablas import en_lineas
from legajo.tipos import TipoRegistro
from portal.texto import fecha


class ConAvisos:
    """ModelAdmin of a kind whose change page tells what looks odd in the record."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page, with the warnings of the record that is open."""
        if registro := context.get("original"):
            context["avisos"] = leer_registro(registro)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]


def salud_de(servidores: QuerySet[Servidor], usuario: Any) -> dict[str, Any]:
    """Context of the servidor's page, of what `usuario` may view of him; empty if not of these."""
    servidor = servidores.first()
    if servidor is None:
        return {}
    visibles_de_el = [
        (t, visibles(t.modelo, usuario).filter(servidor=servidor))
        for t in tipos()
        if usuario.has_perm(f"legajo.view_{t.modelo._meta.model_name}")
    ]
    lectura = interpretar(
        unir(
            [
                esenciales_de(Servidor.objects.filter(pk=servidor.pk)),
                *(observados_en(t, registros) for t, registros in visibles_de_el),
            ]
        )
    )
    vistos = {t for t, _ in visibles_de_el}
    observados = lectura.de_importancia()
    textos = en_lineas(servidor, {o.tipo for o in observados})
    return {
        "faltan": [
            (e, f"{_url(e.tipo, 'changelist')}?servidor__id__exact={servidor.pk}")
            for e in lectura.faltan()
            if e.tipo in vistos
        ],
        "observados": [
            (o, textos.get(o.publico, o.tipo.singular), _url(o.tipo, "change", o.pk))
            for o in observados
        ],
        "detalles": lectura.detalles(),
        "confirmaciones": _confirmaciones(servidor),
    }


def _url(tipo: TipoRegistro, vista: str, *args: int) -> str:
    return reverse(f"admin:legajo_{tipo.modelo._meta.model_name}_{vista}", args=args)


def _confirmaciones(servidor: Servidor) -> list[tuple[str, str]]:
    """The last day on which he confirmed each section: its title, the day."""
    ultimas = (
        Confirmacion.objects.filter(servidor=servidor)
        .order_by("estructura", "seccion", "-confirmada_en")
        .distinct("estructura", "seccion")
    )
    titulos = {(e, s.slug): s.titulo for e, ss in ESTRUCTURAS.items() for s in ss}
    return [
        (titulos.get((c.estructura, c.seccion), c.seccion), fecha(c.dia)) for c in ultimas
    ]  # fmt: skip
