"""Charts as SVG drawn by the server: no script, no inline style, and a text that says the same.

Sizes are in units of a drawing 360 wide, which the style sheet makes as wide as its place;
colors are those of its classes (static/css/panel.css).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ANCHO = 360
RENGLON = 34
ALTO, MARGEN, BASE = 170, 34, 140
"""Of a chart of lines: its height, where the axis begins, where the floor is."""
LARGO = 38
"""Characters of a label that fit above a bar."""


def barras(clave: str, titulo: str, datos: Sequence[tuple[str, int, str]]) -> SafeString:
    """A bar for each (label, value, value as people read it); `clave` is unique in the page."""
    mayor = max((valor for _, valor, _ in datos), default=0) or 1
    hechas = format_html_join(
        "",
        '<text x="0" y="{}">{}</text>'
        '<rect class="barra" x="0" y="{}" width="{}" height="12" rx="2"/>'
        '<text class="cifra" x="{}" y="{}">{}</text>',
        (
            (
                n * RENGLON + 12, _corto(rotulo), n * RENGLON + 17,
                (largo := max(round(valor * (ANCHO - 70) / mayor), 1 if valor else 0)),
                largo + 6, n * RENGLON + 27, texto,
            )
            for n, (rotulo, valor, texto) in enumerate(datos)
        ),
    )  # fmt: skip
    dicho = "; ".join(f"{rotulo}: {texto}" for rotulo, _, texto in datos)
    return _dibujo(clave, titulo, dicho, len(datos) * RENGLON, hechas)


def lineas(
    clave: str,
    titulo: str,
    rotulos: Sequence[str],
    series: Sequence[tuple[str, Sequence[int]]],
    escribir: Callable[[int], str] = str,
) -> SafeString:
    """A line for each (name, values), over the same labels: the first drawn whole, others dashed.

    Names stand below with a piece of their line, so that no color has to be told apart.
    `escribir` is how a value reads.
    """
    mayor = max((valor for _, valores in series for valor in valores), default=0) or 1
    paso = (ANCHO - MARGEN - 8) / max(len(rotulos) - 1, 1)
    piezas = [
        format_html(
            '<path class="eje" d="M{0} 10V{1}H{2}"/><text class="cifra" x="0" y="16">{3}</text>'
            '<text class="cifra" x="0" y="{1}">0</text>',
            MARGEN, BASE, ANCHO, escribir(mayor),
        )
    ]  # fmt: skip
    for n, (nombre, valores) in enumerate(series):
        puntos = [
            (MARGEN + i * paso, BASE - v * (BASE - 12) / mayor) for i, v in enumerate(valores)
        ]
        piezas.append(_linea(n, nombre, puntos))
    if rotulos:
        piezas.append(_extremos(rotulos[0], rotulos[-1] if len(rotulos) > 1 else ""))
    dicho = "; ".join(
        f"{rotulo}: {', '.join(f'{nombre} {escribir(v[i])}' for nombre, v in series)}"
        for i, rotulo in enumerate(rotulos)
    )
    return _dibujo(
        clave, titulo, dicho, ALTO + 20, format_html_join("", "{}", ((p,) for p in piezas))
    )


def _linea(n: int, nombre: str, puntos: Sequence[tuple[float, float]]) -> SafeString:
    lugar = MARGEN + n * 150
    camino = " ".join(f"{x:.1f},{y:.1f}" for x, y in puntos)
    marcas = format_html_join(
        "", '<circle class="punto" cx="{}" cy="{}" r="2.5"/>',
        ((f"{x:.1f}", f"{y:.1f}") for x, y in puntos),
    )  # fmt: skip
    return format_html(
        '<g class="serie serie-{0}"><polyline points="{1}"/>{2}<path d="M{3} {4}h24"/>'
        '<text x="{5}" y="{6}">{7}</text></g>',
        n + 1, camino, marcas, lugar, ALTO + 8, lugar + 30, ALTO + 12, nombre,
    )  # fmt: skip


def _extremos(primero: str, ultimo: str) -> SafeString:
    return format_html(
        '<text class="cifra" x="{}" y="{}">{}</text>'
        '<text class="cifra fin" x="{}" y="{}" text-anchor="end">{}</text>',
        MARGEN, BASE + 14, primero, ANCHO, BASE + 14, ultimo,
    )  # fmt: skip


def _corto(rotulo: str) -> str:
    return rotulo if len(rotulo) <= LARGO else f"{rotulo[: LARGO - 1].rstrip()}…"


def _dibujo(clave: str, titulo: str, dicho: str, alto: int, piezas: SafeString) -> SafeString:
    return format_html(
        '<svg class="grafico" role="img" aria-labelledby="{0}-titulo {0}-dicho"'
        ' viewBox="0 0 {1} {2}" xmlns="http://www.w3.org/2000/svg">'
        '<title id="{0}-titulo">{3}</title><desc id="{0}-dicho">{4}</desc>{5}</svg>',
        clave, ANCHO, alto, titulo, dicho, piezas,
    )  # fmt: skip
