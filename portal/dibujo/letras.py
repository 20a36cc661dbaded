"""The signs that a document may hold: those that its own fonts, which travel in it, can show.

With a font of the machine a document would look one way here and another there; and where no
font has a sign, PDF/A and PDF/UA refuse the whole file.
"""

import re
from functools import cache
from pathlib import Path
from unicodedata import category, normalize

from fontTools.ttLib import TTFont

FUENTES = Path(__file__).resolve().parents[2] / "static" / "fuentes"
FAMILIAS = ("public-sans-{}.woff2", "public-sans-ext-{}.woff2")
PESOS = ("400", "700")
SIN_LETRA = "?"
"""Stands for a sign that no font of ours has; the copy for machines keeps the sign."""
BLANCOS = "\t\n\r"


def legible(html: str) -> str:
    """The same with SIN_LETRA for each sign that cannot be shown.

    Signs that show nothing go: those that turn the direction of a text make it read as
    another than it is.
    """
    compuesto = normalize("NFC", html)
    return _ajenas().sub(lambda m: "" if category(m[0]) == "Cf" else SIN_LETRA, compuesto)


@cache
def _ajenas() -> re.Pattern[str]:
    """Whatever is not in both weights of the fonts."""
    por_peso = [
        {letra for familia in FAMILIAS for letra in _letras_de(familia.format(peso))}
        for peso in PESOS
    ]
    propias = set.intersection(*por_peso) | set(map(ord, BLANCOS))
    return re.compile(f"[^{re.escape(''.join(map(chr, sorted(propias))))}]")


def _letras_de(nombre: str) -> set[int]:
    with TTFont(FUENTES / nombre) as fuente:
        return set(fuente.getBestCmap())
