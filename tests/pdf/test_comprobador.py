"""The checker finds what is broken, and only that."""

from io import BytesIO

import pikepdf
import pytest

from tests.pdf.comprobador import comprobar, reglas
from tests.pdf.muestra import documento_bueno, documento_simple


@pytest.mark.parametrize(("perfil", "cuantas"), [("ua1", 100), ("3a", 140)])
def test_a_good_document_passes_every_rule(perfil, cuantas):
    assert reglas(perfil) > cuantas
    assert comprobar(documento_bueno(), perfil) == []


@pytest.mark.parametrize(
    ("perfil", "falta"),
    [
        ("ua1", "6.2-1: The document catalog dictionary shall include a MarkInfo"),
        ("3a", "6.1.3-1: The file trailer dictionary shall contain the ID keyword"),
    ],
)
def test_a_plain_document_is_neither_accessible_nor_archival(perfil, falta):
    rotas = comprobar(documento_simple(), perfil)
    assert len(rotas) > 1
    assert any(rota.startswith(falta) for rota in rotas), rotas


def _sin(quitar) -> bytes:
    salida = BytesIO()
    with pikepdf.open(BytesIO(documento_bueno())) as documento:
        quitar(documento)
        documento.save(salida)
    return salida.getvalue()


def test_each_thing_taken_away_is_missed_by_name():
    def idioma(documento):
        del documento.Root.Lang

    def etiquetas(documento):
        documento.Root.MarkInfo.Marked = False

    def titulo_a_la_vista(documento):
        documento.Root.ViewerPreferences.DisplayDocTitle = False

    def perfil_de_color(documento):
        del documento.Root.OutputIntents

    assert comprobar(_sin(lambda documento: None), "ua1") == []
    assert any("natural language" in r.lower() for r in comprobar(_sin(idioma), "ua1"))
    assert any(r.startswith("6.2-1") for r in comprobar(_sin(etiquetas), "ua1"))
    assert any("DisplayDocTitle" in r for r in comprobar(_sin(titulo_a_la_vista), "ua1"))
    assert any("6.2.4" in r for r in comprobar(_sin(perfil_de_color), "3a"))
