"""A key or a version that goes back to the server is never written with thousands, as 12,345."""

import re

import pytest
from django.conf import settings
from django.template import engines

CLAVE = re.compile(
    r"\{\{ *[\w.]*(?:\.pk|_pk|vista|visto|version)(?: *\}\}|\|(?!stringformat|date))"
)
PLANTILLAS = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
TEXTOS = {"_boleta.html", "boleta.html", "detalle.html", "registro.html", "privacidad.html"}
"""Where a version is read by people."""


@pytest.mark.parametrize("plantilla", PLANTILLAS, ids=lambda p: str(p.relative_to(p.parents[2])))
def test_no_key_is_written_as_a_quantity(plantilla):
    if plantilla.name not in TEXTOS:
        assert not CLAVE.search(plantilla.read_text(encoding="utf-8"))


def test_a_quantity_is_written_with_thousands():
    plantilla = engines["django"].from_string('{{ n }} {{ n|stringformat:"s" }}')
    assert plantilla.render({"n": 201318}) == "201,318 201318"
