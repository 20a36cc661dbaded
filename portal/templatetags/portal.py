"""Tags of the face: inline icons, and the rows of a table drawn without a template loop."""

from pathlib import Path
from typing import Any

import segno
from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal import papel

register = template.Library()


def _leer_iconos(carpeta: Path) -> dict[str, SafeString]:
    """Every drawing of the folder by its file name; they are ours, hence safe."""
    return {
        archivo.stem: mark_safe(archivo.read_text(encoding="utf-8").strip())  # noqa: S308
        for archivo in sorted(carpeta.glob("*.svg"))
    }


ICONOS = _leer_iconos(Path(settings.BASE_DIR) / "static" / "iconos")


@register.simple_tag
def icono(nombre: str) -> SafeString:
    """The inline SVG called `nombre`, hidden from screen readers; KeyError if there is none."""
    return ICONOS[nombre]


@register.simple_tag
def qr(texto: str) -> str:
    """A QR of `texto` as an address of data, for the `src` of an image."""
    return str(segno.make(texto, error="m").svg_data_uri(scale=4, border=4, light="white"))


@register.simple_tag
def anchos(tabla: dict[str, Any]) -> SafeString:
    """The `<colgroup>` of a printed table of a frozen content, which has rows."""
    por_ciento = papel.anchos(tabla["columnas"], tabla["filas"])
    columnas = format_html_join("", '<col style="width: {}%">', ((ancho,) for ancho in por_ciento))
    return format_html("<colgroup>{}</colgroup>", columnas)


@register.simple_tag
def filas(tabla: Any) -> SafeString:
    """The `<tr>` of a table's rows; see templates/componentes/tabla.html for the contract.

    Each cell names its column, so that the style sheet can turn rows into cards on a
    phone. The chip of a row's state stands in the column «Estado» if that is the last one,
    else in the first, which never scrolls out of sight. A row's note stands below it. Strings
    are joined here because the page with 30 rows of 9 cells is the hot one.
    """
    lugar = -1 if tabla.columnas[-1] == "Estado" else 0
    aperturas = [f'<td data-col="{conditional_escape(c)}">' for c in tabla.columnas]
    hechas = (_fila(fila, aperturas, lugar, tabla.con_acciones) for fila in tabla.filas)
    return mark_safe("\n".join(hechas))  # noqa: S308 -- each value went through conditional_escape


def _fila(fila: Any, aperturas: list[str], lugar: int, con_acciones: bool) -> str:
    celdas = [
        f"{apertura}{conditional_escape(celda)}</td>"
        for apertura, celda in zip(aperturas, fila.celdas, strict=False)
    ]
    if estado := getattr(fila, "estado", None):
        celdas[lugar] = f"{celdas[lugar][:-5]} {chip(**estado)}</td>"
    if con_acciones:
        botones = "".join(_accion(a) for a in getattr(fila, "acciones", None) or ())
        celdas.append(f'<td class="tabla-acciones" data-col="Acciones">{botones}</td>')
    if nota := getattr(fila, "nota", ""):
        return f'<tr class="anotada">{"".join(celdas)}</tr>{_nota(nota, len(celdas))}'
    return f"<tr>{''.join(celdas)}</tr>"


def _nota(nota: str, ancho: int) -> str:
    """What to look at in the row above, across the whole table."""
    texto = f"{ICONOS['alerta']} {conditional_escape(nota)}"
    return f'<tr class="nota"><td colspan="{ancho}">{texto}</td></tr>'


def _accion(accion: dict[str, str]) -> str:
    texto = conditional_escape(accion["texto"])
    url = conditional_escape(accion["url"])
    dibujo = ICONOS[accion["icono"]]
    return (
        f'<a class="boton-icono" href="{url}" title="{texto}">{dibujo}'
        f'<span class="sr">{texto}</span></a>'
    )


@register.simple_tag
def chip(texto: str, tono: str = "neutro") -> SafeString:
    """A small label of state: `tono` is neutro, espera, exito, error or aviso."""
    return format_html('<span class="chip chip--{}">{}</span>', tono, texto)
