"""The convention: what each day weighs, that parts add up, how a weight is read."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legajo.tiempo.convencion import acumulado, leer, peso
from tests.legajo.tiempo.apoyo import peso_de

DIAS = st.dates(date(1, 1, 1), date(9999, 12, 30))


@pytest.mark.parametrize(
    ("dia", "vale"),
    [
        ("2023-01-01", 1), ("2023-01-30", 1), ("2023-01-31", 0), ("2023-04-30", 1),
        ("2023-02-27", 1), ("2023-02-28", 3), ("2024-02-28", 1), ("2024-02-29", 2),
        ("1900-02-28", 3), ("2000-02-28", 1), ("2000-02-29", 2), ("0001-01-01", 1),
    ],
)  # fmt: skip
def test_un_dia_vale(dia, vale):
    solo = date.fromisoformat(dia)
    assert peso(solo, solo) == peso_de(solo) == vale


@pytest.mark.parametrize(
    ("desde", "hasta", "dice"),
    [
        ("2023-03-01", "2023-12-31", "0 años, 10 meses, 0 días"),
        ("2023-03-01", "2023-12-30", "0 años, 10 meses, 0 días"),
        ("2023-02-01", "2023-02-28", "0 años, 1 mes, 0 días"),
        ("2024-02-01", "2024-02-29", "0 años, 1 mes, 0 días"),
        ("2024-02-01", "2024-02-28", "0 años, 0 meses, 28 días"),
        ("2023-01-31", "2023-01-31", "0 años, 0 meses, 0 días"),
        ("2023-01-31", "2023-02-01", "0 años, 0 meses, 1 día"),
        ("2023-01-30", "2023-01-31", "0 años, 0 meses, 1 día"),
        ("2023-02-28", "2023-03-01", "0 años, 0 meses, 4 días"),
        ("2024-02-29", "2024-03-01", "0 años, 0 meses, 3 días"),
        ("2003-03-03", "2012-11-25", "9 años, 8 meses, 23 días"),
        ("2020-02-29", "2021-02-28", "1 año, 0 meses, 2 días"),
        ("2010-01-01", "2011-01-01", "1 año, 0 meses, 1 día"),
    ],
)
def test_un_periodo_se_lee(desde, hasta, dice):
    assert str(leer(peso(date.fromisoformat(desde), date.fromisoformat(hasta)))) == dice


def test_todo_mes_pesa_30_y_todo_anio_360():
    for anio in (1900, 1999, 2000, 2023, 2024, 9998):
        inicios = [date(anio, mes, 1) for mes in range(1, 13)] + [date(anio + 1, 1, 1)]
        for este, siguiente in zip(inicios, inicios[1:], strict=False):
            assert peso(este, siguiente - timedelta(days=1)) == 30
        assert peso(date(anio, 1, 1), date(anio, 12, 31)) == 360


@settings(max_examples=1000)
@given(DIAS)
def test_lo_acumulado_crece_lo_que_vale_cada_dia(dia):
    siguiente = dia + timedelta(days=1)
    assert acumulado(siguiente) - acumulado(dia) == peso_de(siguiente)


@settings(max_examples=1000)
@given(st.lists(DIAS, min_size=3, max_size=3).map(sorted))
def test_las_partes_suman_el_todo(dias):
    desde, corte, hasta = dias
    assert peso(desde, corte) + peso(corte + timedelta(days=1), max(hasta, corte)) * (
        hasta > corte
    ) == peso(desde, max(hasta, corte))


@given(st.integers(0, 40_000))
def test_lo_leido_es_lo_pesado(dias):
    anios, meses, resto = leer(dias)
    assert anios * 360 + meses * 30 + resto == dias
    assert meses < 12
    assert resto < 30
