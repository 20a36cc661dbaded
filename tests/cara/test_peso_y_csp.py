"""The face stays light, and holds nothing that the strict CSP would block."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.templatetags.portal import ICONOS

RAIZ = Path(settings.BASE_DIR)
ESTILO = RAIZ / "static/css/portal.css"
WEB = [
    p
    for p in sorted((RAIZ / "templates").rglob("*.html"))
    if p.relative_to(RAIZ / "templates").parts[0] != "pdf"
]
PROHIBIDO = {
    "style attribute": re.compile(r"<[^>{]*\sstyle\s*=", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "inline script": re.compile(r"<script\b(?![^>]*\ssrc=)", re.I),
    "event handler": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.I),
    "javascript address": re.compile(r"javascript:", re.I),
    "foreign address": re.compile(r"(?:src|href)=[\"']?(?:https?:)?//", re.I),
}


def comprimido(ruta: str) -> int:
    return len(gzip.compress((RAIZ / ruta).read_bytes(), 9))


@pytest.mark.parametrize(
    ("ruta", "maximo"),
    [("static/css/portal.css", 9_000), ("static/js/portal.js", 2_000), ("static/favicon.svg", 600)],
)
def test_what_every_page_loads_is_small(ruta: str, maximo: int) -> None:
    assert comprimido(ruta) <= maximo


@pytest.mark.parametrize("plantilla", WEB, ids=lambda p: str(p.relative_to(RAIZ / "templates")))
def test_no_template_holds_what_the_csp_blocks(plantilla: Path) -> None:
    texto = plantilla.read_text(encoding="utf-8")
    assert [nombre for nombre, patron in PROHIBIDO.items() if patron.search(texto)] == []


@pytest.mark.parametrize("plantilla", WEB, ids=lambda p: str(p.relative_to(RAIZ / "templates")))
def test_every_named_icon_exists(plantilla: Path) -> None:
    usados = re.findall(r'{% icono "([^"]+)"', plantilla.read_text(encoding="utf-8"))
    assert set(usados) <= set(ICONOS)


def test_icons_are_hidden_from_screen_readers_and_hold_no_style() -> None:
    for dibujo in ICONOS.values():
        assert 'aria-hidden="true"' in dibujo
        assert "style" not in dibujo
        assert len(dibujo) < 900


def test_the_style_sheet_loads_nothing_else() -> None:
    texto = ESTILO.read_text(encoding="utf-8")
    assert "@import" not in texto
    assert "url(" not in texto


def test_the_fonts_of_the_pdf_are_there() -> None:
    hoja = RAIZ / "static/css/pdf.css"
    fuentes = re.findall(r'url\("([^"]+)"\)', hoja.read_text(encoding="utf-8"))
    assert fuentes
    for fuente in fuentes:
        assert (hoja.parent / fuente).is_file()


def _color(hexa: str) -> float:
    """Relative luminance of WCAG 2.2 of a #rgb or #rrggbb."""
    digitos = hexa.lstrip("#")
    digitos = digitos if len(digitos) == 6 else "".join(c * 2 for c in digitos)
    canales = [int(digitos[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    lineales = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canales]
    return 0.2126 * lineales[0] + 0.7152 * lineales[1] + 0.0722 * lineales[2]


def contraste(uno: str, otro: str) -> float:
    claro, oscuro = sorted((_color(uno), _color(otro)), reverse=True)
    return (claro + 0.05) / (oscuro + 0.05)


@pytest.mark.parametrize(
    ("tinta", "fondo", "minimo"),
    [
        ("tinta", "papel", 7),
        ("tinta", "fondo", 7),
        ("tenue", "papel", 7),
        ("tenue", "fondo", 4.5),
        ("enlace", "papel", 7),
        ("enlace", "fondo", 4.5),
        ("enlace", "mar-claro", 4.5),
        ("papel", "mar", 7),
        ("papel", "rojo", 4.5),
        ("rojo", "fondo", 4.5),
        ("rojo", "rojo-claro", 4.5),
        ("verde", "verde-claro", 4.5),
        ("ambar", "ambar-claro", 4.5),
        ("borde", "papel", 3),
        ("barro", "papel", 3),
        ("foco", "tinta", 3),
    ],
)
def test_the_palette_can_be_read(tinta: str, fondo: str, minimo: float) -> None:
    paleta = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})\b", ESTILO.read_text("utf-8")))
    assert contraste(paleta[tinta], paleta[fondo]) >= minimo
