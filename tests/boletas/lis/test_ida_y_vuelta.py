"""What was written is what is read: every field, every amount, every byte."""

import io

import pytest

from boletas.lis.lector import es_lis, leer
from tests.boletas.lis.generador import FORMAS, PLANILLAS, generar


def leidas(datos: bytes) -> list:
    return list(leer(io.BytesIO(datos)))


@pytest.mark.parametrize("semilla", range(len(FORMAS)))
def test_every_field_of_thousands_of_slips(semilla):
    archivo, escritas = generar(semilla, 700, FORMAS[semilla])
    hojas = leidas(archivo)
    for leida, escrita in zip(hojas, escritas, strict=True):
        assert leida == escrita
    assert b"".join(h.original for h in hojas) == archivo
    assert es_lis(archivo[:2048])


def test_every_kind_of_planilla_is_in_the_round_trip():
    _, escritas = generar(0, 700)
    assert {h.planilla for h in escritas} == {planilla for planilla, _ in PLANILLAS.values()}
    assert {len(h.conceptos) for h in escritas} >= {0, 12, 60}
    assert any(h.periodo % 100 > 12 for h in escritas)
