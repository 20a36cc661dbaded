"""What is damaged is named with its line, the rest of the file is read, and nothing raises."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boletas.lis.hoja import Hoja, HojaMala
from boletas.lis.lector import leer
from tests.boletas.lis.generador import FORMAS, generar

VICTIMA = 2
ARCHIVOS = [generar(semilla, 5, forma) for semilla, forma in enumerate(FORMAS * 2, 100)]
archivos = st.integers(0, len(ARCHIVOS) - 1)
ajustes = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MONTO = re.compile(rb"(?<=\s)[0-9,]*\.[0-9]{2}(?=[\s+-])")


def leidas(datos: bytes) -> list[Hoja | HojaMala]:
    return list(leer(io.BytesIO(datos)))


def lo_suyo(hoja: Hoja | HojaMala) -> Hoja | HojaMala:
    """A slip without the blank around it, which may fall to its neighbour."""
    return replace(hoja, original=hoja.original.strip(b"\x1a \t\r\n\f\v"), linea=0)


def con_danada(hojas: list[Hoja], nueva: bytes) -> list[Hoja | HojaMala]:
    """Read the file with its third slip damaged: what the damaged bytes gave."""
    victima, despues = hojas[VICTIMA], hojas[VICTIMA + 1 :]
    datos = b"".join(
        h.original for h in [*hojas[:VICTIMA], replace(victima, original=nueva), *despues]
    )
    todas = leidas(datos)
    assert b"".join(h.original for h in todas) == datos
    fin = len(todas) - len(despues)
    assert [lo_suyo(h) for h in todas[:VICTIMA]] == [lo_suyo(h) for h in hojas[:VICTIMA]]
    assert [lo_suyo(h) for h in todas[fin:]] == [lo_suyo(h) for h in despues]
    danadas = todas[VICTIMA:fin]
    for falla in (f for h in danadas if isinstance(h, HojaMala) for f in h.fallas):
        assert victima.linea <= falla.linea <= victima.linea + nueva.count(b"\n")
        assert falla.campo
        assert falla.motivo.endswith(".")
        assert len(falla.valor) <= 80
    assert all(h.fallas for h in danadas if isinstance(h, HojaMala))
    return danadas


def lineas_de(hoja: Hoja) -> list[bytes]:
    return hoja.original.split(b"\n")


def lo_esencial(hoja: Hoja) -> tuple:
    return hoja.documento, hoja.conceptos, hoja.ingresos, hoja.descuentos, hoja.liquido


IMPRESCINDIBLES = (
    b"*", b"RUC", b"Apellidos", b"Nombres", b"Documento", b"T-REMUN", b"MImponible",
)  # fmt: skip


@given(archivos, st.sampled_from(IMPRESCINDIBLES))
@ajustes
def test_a_dropped_line_that_must_be_there(archivo, comienzo):
    hojas = ARCHIVOS[archivo][1]
    lineas = lineas_de(hojas[VICTIMA])
    n = next(n for n, t in enumerate(lineas) if t.startswith(comienzo))
    danadas = con_danada(hojas, b"\n".join(lineas[:n] + lineas[n + 1 :]))
    assert [type(h) for h in danadas] == [HojaMala]


@given(archivos, st.data())
@ajustes
def test_any_dropped_line(archivo, data):
    hojas = ARCHIVOS[archivo][1]
    lineas = lineas_de(hojas[VICTIMA])
    n = data.draw(st.integers(0, _ultima_con_punto(lineas)))
    danadas = con_danada(hojas, b"\n".join(lineas[:n] + lineas[n + 1 :]))
    for hoja in danadas:
        if isinstance(hoja, Hoja):
            assert lo_esencial(hoja) == lo_esencial(hojas[VICTIMA])


@given(archivos, st.data())
@ajustes
def test_a_line_cut_short(archivo, data):
    hojas = ARCHIVOS[archivo][1]
    lineas = lineas_de(hojas[VICTIMA])
    n = data.draw(st.integers(0, _ultima_con_punto(lineas)))
    corta = lineas[n][: data.draw(st.integers(0, max(len(lineas[n]) - 1, 0)))]
    danadas = con_danada(hojas, b"\n".join([*lineas[:n], corta, *lineas[n + 1 :]]))
    for hoja in danadas:
        if isinstance(hoja, Hoja):
            assert lo_esencial(hoja) == lo_esencial(hojas[VICTIMA])


@given(archivos, st.data())
@ajustes
def test_a_slip_cut_off_anywhere(archivo, data):
    """The next one begins before it ended: both are told apart, and only one is bad."""
    hojas = ARCHIVOS[archivo][1]
    lineas = lineas_de(hojas[VICTIMA])
    n = data.draw(st.integers(1, _ultima_con_punto(lineas) - 1))
    danadas = con_danada(hojas, b"\n".join(lineas[:n]) + b"\n")
    ultima = lineas[n - 1].strip()
    if not ultima.isdigit():
        assert [type(h) for h in danadas] == [HojaMala]


@given(archivos, st.data())
@ajustes
def test_one_byte_changed(archivo, data):
    hojas = ARCHIVOS[archivo][1]
    original = hojas[VICTIMA].original
    n = data.draw(st.integers(0, original.rindex(b"\n.") + 1))
    otro = data.draw(st.integers(0, 255))
    con_danada(hojas, original[:n] + bytes([otro]) + original[n + 1 :])


@given(archivos, st.binary(min_size=1, max_size=400))
@ajustes
def test_rubbish_between_two_slips(archivo, basura):
    hojas = ARCHIVOS[archivo][1]
    antes, despues = hojas[: VICTIMA + 1], hojas[VICTIMA + 1 :]
    basura = b"\x00" + basura + b"\n"
    inicio, fin = (b"".join(h.original for h in grupo) for grupo in (antes, despues))
    todas = leidas(inicio + basura + fin)
    assert b"".join(h.original for h in todas) == inicio + basura + fin
    assert todas[: len(antes)] == antes
    assert any(isinstance(h, HojaMala) for h in todas)
    assert [lo_suyo(h) for h in todas[-len(despues) :]] == [lo_suyo(h) for h in despues]


@given(st.binary(max_size=3000))
@ajustes
def test_any_bytes(datos):
    todas = leidas(datos)
    assert b"".join(h.original for h in todas) == datos
    assert not [h for h in todas if isinstance(h, Hoja)]


SUELTAS = [t for _, hojas in ARCHIVOS for t in lineas_de(hojas[0])]


CABEZAS = [b"\n".join(lineas_de(hojas[0])[:4]) for _, hojas in ARCHIVOS[:3]]
RARAS = [b"*", b"RUC -", b".", b"", b"T-REMUN", b"\x81", b":", b"+", b"-" * 10]


@given(st.lists(st.sampled_from(SUELTAS) | st.sampled_from(CABEZAS) | st.sampled_from(RARAS)))
@ajustes
def test_lines_of_slips_in_any_order(lineas):
    datos = b"\n".join(lineas)
    assert b"".join(h.original for h in leidas(datos)) == datos


@pytest.mark.parametrize("semilla", range(len(FORMAS)))
def test_an_amount_with_one_other_digit_is_always_found(semilla):
    """The totals tell; MImponible and the aportes, that no total sums, are the exception."""
    _, hojas = generar(semilla, 12, FORMAS[semilla], rotas=False)
    cambios = 0
    for hoja in hojas:
        desde = hoja.original.index(b"Reg", hoja.original.index(b"Leyenda Mensual"))
        for monto in MONTO.finditer(hoja.original, hoja.original.index(b"\n", desde)):
            if re.search(rb"(?:MImponible|ESSALUD|CFija:|CVariable:|Seguro:)\s*$",
                         hoja.original[: monto.start()]):  # fmt: skip
                continue
            for n in range(*monto.span()):
                digito = hoja.original[n : n + 1]
                if digito.isdigit():
                    otro = str((int(digito) + 1 + n % 8) % 10).encode()
                    if otro == digito:
                        otro = str((int(digito) + 1) % 10).encode()
                    cambiada = hoja.original[:n] + otro + hoja.original[n + 1 :]
                    [leida] = leidas(cambiada)
                    assert isinstance(leida, HojaMala), cambiada[n - 40 : n + 9]
                    assert "No cuadra" in " ".join(f.motivo for f in leida.fallas)
                    cambios += 1
    assert cambios > 300


def test_what_does_not_square_names_its_line_and_is_not_mended():
    _, [hoja] = generar(3, 1, FORMAS[0], rotas=False)
    lineas = lineas_de(hoja)
    n = next(n for n, t in enumerate(lineas) if t.startswith(b"T-REMUN"))
    lineas[n] = re.sub(rb"(T-LIQUI\s+)\S+", rb"\g<1>0.07", lineas[n])
    [mala] = leidas(b"\n".join(lineas))
    assert [(f.linea, f.campo, f.valor) for f in mala.fallas] == [(n + 1, "T-LIQUI", "S/ 0.07")]


def _ultima_con_punto(lineas: list[bytes]) -> int:
    return max(n for n, t in enumerate(lineas) if t.startswith(b"."))
