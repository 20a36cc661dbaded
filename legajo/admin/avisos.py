"""The warnings of a legajo where staff works on it: on a record's page and on the servidor's."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.alcance import permiso_de_ver, visibles
from legajo.avisos.lectura import Observado, leer_legajo, leer_registro
from legajo.estructuras import ESTRUCTURAS
from legajo.models import Confirmacion, Servidor
from legajo.tablas import en_lineas
from legajo.tipos import TipoRegistro
from portal.texto import fecha

OBSERVADOS = 50
"""Records that the servidor's page names; the rest is told as a number."""


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
    lectura = leer_legajo(servidor.pk)
    vistos = _vistos(lectura.de_importancia(), usuario)
    nombrados = vistos[:OBSERVADOS]
    textos = en_lineas(servidor, {o.tipo for o in nombrados})
    return {
        "faltan": [
            (e, f"{_url(e.tipo, 'changelist')}?servidor__id__exact={servidor.pk}")
            for e in lectura.faltan()
            if Servidor.objects.visible_to(usuario, permiso_de_ver(e.modelo))
            .filter(pk=servidor.pk)
            .exists()
        ],
        "observados": [
            (o, textos.get(o.publico, o.tipo.singular), _url(o.tipo, "change", o.pk))
            for o in nombrados
        ],
        "otros": len(vistos) - len(nombrados),
        "confirmaciones": _confirmaciones(servidor),
    }


def _vistos(observados: list[Observado], usuario: Any) -> list[Observado]:
    """Those whose record `usuario` may view: a query for each kind that has any."""
    claves: dict[TipoRegistro, set[int]] = {}
    for observado in observados:
        claves.setdefault(observado.tipo, set()).add(observado.pk)
    visibles_de = {
        tipo: set(visibles(tipo.modelo, usuario).filter(pk__in=pks).values_list("pk", flat=True))
        for tipo, pks in claves.items()
    }
    return [o for o in observados if o.pk in visibles_de.get(o.tipo, ())]


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
