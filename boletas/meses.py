"""The list of Mi Boleta as ready HTML: the months of a year, and all years at a glance.

Strings are joined here, as in `portal.templatetags.portal.filas`: this page is asked for by
everybody on the same morning (docs/decisiones/0005-formato-en-python.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from boletas.consultas import EnLista
from boletas.periodo import MESES, anio_de, es_adicional, mes_de, regular_de
from portal.templatetags.portal import ICONOS, chip
from portal.texto import por_comas

RECIENTE = timedelta(days=40)
"""What was published longer ago is not new to who never opened a boleta here."""
NUEVA, ADICIONAL = chip("Nueva", "exito"), chip("Adicional")
CORREGIDA = chip("Corregida", "aviso")
CABECERA = "".join(f'<th scope="col"><abbr title="{mes}">{mes[0]}</abbr></th>' for mes in MESES)
CON, SIN = "<td>✓</td>", "<td></td>"
CON_NUEVA = '<td class="nueva"><abbr title="Nueva">N</abbr></td>'


class Novedad(NamedTuple):
    """What is new to somebody: published after an hour, of a month or a later one."""

    desde: datetime
    mes: int = 0

    def es(self, periodo: int, publicada: datetime) -> bool:
        """Whether a boleta is."""
        return publicada > self.desde and regular_de(periodo) >= self.mes


def novedad(filas: Sequence[EnLista], ultimo: int) -> Novedad:
    """Since the newest that he opened; to who never opened one, only the `ultimo` month."""
    visto = filas[0].visto if filas else None
    return Novedad(visto) if visto else Novedad(timezone.now() - RECIENTE, ultimo)


def meses(filas: Sequence[EnLista], ruta: str, nuevo: Novedad) -> SafeString:
    """A list of months, the newest first, each with its boletas; `ruta` is the list's address."""
    hechos = (
        f"<li><h3>{MESES[mes - 1]}</h3><ul>"
        + "".join(_boleta(fila, mes, ruta, nuevo) for fila in suyas)
        + "</ul></li>"
        for mes, suyas in groupby(_por_mes(filas), lambda fila: mes_de(fila.periodo))
    )
    return mark_safe(f'<ol class="meses">{"".join(hechos)}</ol>')  # noqa: S308 -- escaped below


def _por_mes(filas: Sequence[EnLista]) -> list[EnLista]:
    """The month with its adicional, which the period sets apart."""
    return sorted(
        filas, key=lambda f: (mes_de(f.periodo), not es_adicional(f.periodo)), reverse=True
    )


def _boleta(fila: EnLista, mes: int, ruta: str, nuevo: Novedad) -> str:
    """An entry: the líquido is the link, the whereabouts below."""
    url = f"{ruta}{fila.publico}/"
    adicional = es_adicional(fila.periodo)
    cual = f"{MESES[mes - 1].lower()} {anio_de(fila.periodo)}{' (adicional)' if adicional else ''}"
    marcas = "".join(
        marca for marca, lleva in (
            (NUEVA, nuevo.es(fila.periodo, fila.publicada)),
            (ADICIONAL, adicional),
            (CORREGIDA, fila.version > 1),
        ) if lleva
    )  # fmt: skip
    donde = escape(por_comas(fila.planilla, fila.cargo, fila.establecimiento))
    return (
        f'<li><p><a href="{url}"><span class="sr">Boleta de {cual}: líquido </span>'
        f"S/\xa0{fila.liquido:,.2f}</a> {marcas}</p>"
        f'<a class="boton-icono" href="{url}pdf/" title="Descargar boleta de {cual}">'
        f'{ICONOS["descargar"]}<span class="sr">Descargar boleta de {cual}</span></a>'
        f"<p>{donde}</p></li>"
    )


def calendario(
    periodos: Iterable[tuple[int, datetime]], nuevo: Novedad, elegido: int
) -> SafeString:
    """A row for each year, a cell for each month: ✓ where there is a boleta, N where it is new."""
    por_anio: dict[int, list[str]] = {}
    for periodo, publicada in periodos:
        celdas = por_anio.setdefault(anio_de(periodo), [SIN] * 12)
        lugar = mes_de(periodo) - 1
        if nuevo.es(periodo, publicada):
            celdas[lugar] = CON_NUEVA
        elif celdas[lugar] is SIN:
            celdas[lugar] = CON
    filas = (
        f'<tr><th scope="row"><a href="?anio={anio}"{_actual(anio == elegido)}>{anio}</a></th>'
        f"{''.join(celdas)}</tr>"
        for anio, celdas in por_anio.items()
    )
    tabla = (
        '<table class="tabla tabla-hoja calendario"><caption>Todos sus años</caption><thead><tr>'
        f'<th scope="col">Año</th>{CABECERA}</tr></thead><tbody>{"".join(filas)}</tbody></table>'
    )
    return mark_safe(tabla)  # noqa: S308 -- numbers of ours


def _actual(es: bool) -> str:
    return ' aria-current="page"' if es else ""


def vecinos(periodos: Iterable[tuple[int, datetime]], anio: int) -> Iterator[int | None]:
    """The nearest years with boletas before and after this one; None where there is none."""
    anios = {anio_de(periodo) for periodo, _ in periodos}
    yield max((a for a in anios if a < anio), default=None)
    yield min((a for a in anios if a > anio), default=None)
