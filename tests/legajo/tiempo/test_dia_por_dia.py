"""Random careers against the honest count: whatever the periods, closed forms say the same."""

from datetime import date, timedelta
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from legajo.tiempo.computo import Periodo, calcular, en_servicio
from legajo.tiempo.hitos import ATS, Carrera, hito
from tests.legajo.tiempo.apoyo import (
    contar,
    dias_de,
    dias_servidos,
    peso_del,
)

ORILLAS = [
    date(anio, mes, dia)
    for anio in (1999, 2000, 2003, 2004)
    for mes, dia in ((1, 1), (1, 30), (1, 31), (2, 27), (2, 28), (3, 1), (12, 30), (12, 31))
] + [date(2000, 2, 29), date(2004, 2, 29)]


def dias(primero, ultimo):
    """Any day of a time, and days where months end oftener than chance gives."""
    cercanos = [d for d in ORILLAS if primero <= d <= ultimo]
    return st.dates(primero, ultimo) | st.sampled_from(cercanos)


@st.composite
def periodos(draw, primero, ultimo, largos, maximo):
    """Periods in no order: open, of one day, long; touching, overlapping, anywhere."""
    hechos = []
    for _ in range(draw(st.integers(0, maximo))):
        inicio = draw(dias(primero, ultimo))
        largo = draw(st.sampled_from(largos) | st.none())
        fin = None if largo is None else inicio + timedelta(days=largo)
        hechos.append(Periodo(inicio, fin))
    return hechos


CORTOS = (0, 1, 27, 28, 29, 30, 31, 58, 59, 60, 89, 180, 364, 365, 400)
CORTA = {"primero": date(1999, 1, 1), "ultimo": date(2005, 12, 31)}


@settings(max_examples=1500, deadline=None)
@given(
    periodos(**CORTA, largos=CORTOS, maximo=6),
    periodos(**CORTA, largos=CORTOS, maximo=5),
    dias(date(1998, 12, 1), date(2006, 2, 28)),
)
def test_el_computo_es_la_cuenta_dia_por_dia(vinculos, descuentos, hasta):
    computo = calcular(vinculos, descuentos, hasta=hasta)
    assert computo.total == contar(dias_servidos(vinculos, descuentos, hasta))
    assert computo.trabajado == contar(dias_de(vinculos, hasta))
    _las_lineas_suman(computo)


def _las_lineas_suman(computo):
    """Each line weighs its days, which no other line of its sign has; the sum is the total."""
    suma, contados = 0, {1: set(), -1: set()}
    for numero, linea in enumerate(computo.lineas, 1):
        suma += linea.dias
        assert linea.acumulado == suma
        assert all(antes < numero for antes in linea.repetido_en or ())
        if linea.tramo is None:
            assert linea.dias == 0
            continue
        dias_ = range(linea.tramo.desde.toordinal(), linea.tramo.hasta.toordinal() + 1)
        assert abs(linea.dias) == contar(dias_)
        de_su_signo = contados[-1 if linea.dias < 0 else 1]
        assert not linea.dias or de_su_signo.isdisjoint(dias_)
        de_su_signo.update(dias_ if linea.dias else ())
    assert suma == computo.total


@settings(max_examples=500, deadline=None)
@given(
    periodos(**CORTA, largos=CORTOS, maximo=5),
    periodos(**CORTA, largos=CORTOS, maximo=4),
    dias(date(1999, 1, 1), date(2006, 2, 28)),
    dias(date(1999, 1, 1), date(2006, 2, 28)),
)
def test_una_fecha_parte_el_tiempo_en_dos_que_suman(vinculos, descuentos, corte, hasta):
    corte, hasta = sorted((corte, hasta))
    entero = calcular(vinculos, descuentos, hasta=hasta).total
    antes = calcular(vinculos, descuentos, hasta=corte).total
    manana = corte + timedelta(days=1)
    despues = calcular(vinculos, descuentos, desde=manana, hasta=hasta).total
    assert entero == antes + despues


LARGOS = (1, 59, 365, 400, 1500, 4000, 9000, 12000)


@settings(max_examples=300, deadline=None)
@given(
    periodos(date(1970, 1, 1), date(2004, 12, 31), LARGOS, 5),
    periodos(date(1970, 1, 1), date(2020, 12, 31), (0, 30, 59, 365, 700), 3),
    dias(date(1999, 1, 1), date(2026, 12, 31)),
)
def test_los_hitos_son_los_que_se_hallan_dia_por_dia(vinculos, descuentos, hasta):
    carrera = Carrera(tuple(vinculos), tuple(descuentos))
    servidos = dias_servidos(vinculos, descuentos, hasta)
    sumas = list(accumulate(map(peso_del, servidos)))
    for anios in ATS:
        assert hito(carrera, anios, hasta) == _buscado(
            anios * 360, servidos, sumas, vinculos, hasta
        )


def _buscado(meta, servidos, sumas, vinculos, hasta):
    for numero, suma in zip(servidos, sumas, strict=True):
        if suma >= meta:
            return date.fromordinal(numero), True
    if not en_servicio(vinculos, hasta):
        return None
    suma, numero = (sumas or [0])[-1], hasta.toordinal()
    while suma < meta:
        numero += 1
        suma += peso_del(numero)
    return date.fromordinal(numero), False
