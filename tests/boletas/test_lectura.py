"""Reading a row: every kind of fault is found with its line, its column and its reason."""

from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boletas.columnas import CabeceraIncompletaError, leer_cabecera
from boletas.fila import Catalogos, Fila, leer_fila
from boletas.montos import leer_monto, soles
from boletas.periodo import es_valido, nombre_de, ultimos
from tests.boletas.apoyo import FILA

CATALOGOS = {
    "unidades": {"190001": 7},
    "conceptos": {("+", "rim_ley 29944"): ("177", "RIM_Ley 29944")},
}


def leer(**cambios):
    datos = FILA | {"dni": "99000001"} | cambios
    columnas = leer_cabecera(list(datos))
    return leer_fila(2, list(datos.values()), columnas, Catalogos(**CATALOGOS))


def test_una_fila_buena_se_lee_entera():
    fila = leer()
    assert isinstance(fila, Fila)
    assert (fila.ingresos, fila.descuentos, fila.aportes) == (
        Decimal("3500.70"), Decimal("479.04"), Decimal("315.06"),
    )  # fmt: skip
    assert (fila.liquido, fila.unidad, fila.periodo) == (Decimal("3021.66"), 7, 202511)
    assert fila.conceptos[0] == ("177", "+", "RIM_Ley 29944", "3500.70")
    assert fila.conceptos[1] == ("", "-", "D.L. 25897 AFP", "452.29")
    assert fila.datos["apellido_materno"] == "ÑAHUI"


@pytest.mark.parametrize(
    ("columna", "valor", "motivo"),
    [
        ("periodo", "2025-11", "El periodo se escribe AAAAMM."),
        ("periodo", "", "Falta el dato."),
        ("periodo", "202513", "El mes va de 01 a 12"),
        ("periodo", "٢٠٢٥١١", "El periodo se escribe AAAAMM."),
        ("dni", "", "Falta el dato."),
        ("dni", "99 000001", "No es un número de documento."),
        ("cae_codunidad", "999999", "No hay una unidad con ese código."),
        ("planilla", "act;tit", "No es una planilla"),
        ("cae_numcarg", "uno dos", "No es un número de cargo."),
        ("mtohab01", "3_500.70", "No es un monto"),
        ("mtohab01", "NaN", "No es un monto"),
        ("mtohab01", "1e5", "No es un monto"),
        ("mtohab01", "-3500.70", "No es un monto"),
        ("mtohab01", "３５００", "No es un monto"),
        ("mtohab01", "3,500.70", "No es un monto"),
        ("mtohab01", "", "Falta el monto."),
        ("hab01", "X" * 41, "El concepto tiene más de 40 caracteres."),
        ("hab01", "RIM\x00", "Tiene caracteres que no se ven."),
        ("rlq_totliqpago", "3021.67", "No cuadra con haberes menos descuentos."),
        ("rlq_totliqpago", "nada", "No cuadra"),
        ("rlq_timpopen", "", "Falta el monto."),
        ("cargo", "=1+1", "Es una fórmula"),
        ("cargo", "dos\nlíneas", "Tiene caracteres que no se ven."),
        ("cargo", "X" * 301, "El dato tiene más de 300 caracteres."),
    ],
)
def test_cada_falta_se_dice(columna, valor, motivo):
    hallazgos = leer(
        **({columna: valor, "hab02": "023"} if columna == "mtohab02" else {columna: valor})
    )
    assert isinstance(hallazgos, list)
    assert any(motivo in h.motivo and h.linea == 2 for h in hallazgos), hallazgos


def test_un_concepto_de_mas_no_cuadra():
    (hallazgo,) = leer(hab02="023", mtohab02="5.00")
    assert hallazgo.valor == "3021.66 (y suma S/ 3,026.66)"


def test_un_monto_sin_concepto_es_una_falta():
    (hallazgo,) = leer(mtohab02="5.00")
    assert (hallazgo.columna, hallazgo.motivo) == ("hab02", "Falta el concepto de este monto.")


def test_se_hallan_todas_las_faltas_de_una_fila():
    hallazgos = leer(periodo="x", dni="", mtohab01="x")
    assert {h.columna for h in hallazgos} == {"periodo", "dni", "mtohab01"}


def test_los_totales_que_el_archivo_da_tambien_se_cotejan():
    (hallazgo,) = leer(total_haberes="1.00")
    assert hallazgo.columna == "total_haberes"


def test_un_liquido_negativo_no_pasa():
    assert isinstance(leer(mtohab01="1.00", rlq_totliqpago="0.00"), list)


def test_faltan_celdas():
    columnas = leer_cabecera(list(FILA))
    (hallazgo,) = leer_fila(9, ["202511"], columnas, Catalogos(**CATALOGOS))
    assert "esta fila 1" in hallazgo.motivo
    assert hallazgo.linea == 9


def test_cabecera_incompleta_dice_todo_lo_que_falta():
    with pytest.raises(CabeceraIncompletaError) as error:
        leer_cabecera(["periodo", "periodo", "hab01", "mtodes02"])
    assert "Falta la columna «documento»." in str(error.value)
    assert "«hab01» está sin su pareja" in str(error.value)
    assert "«periodo» está repetida" in str(error.value)


@given(st.text(max_size=14))
def test_un_monto_leido_es_siempre_el_mismo_numero(texto):
    leido = leer_monto(texto)
    if leido is not None:
        assert leido == Decimal(texto)
        assert leido.as_tuple().exponent == -2
        assert texto.isascii()


@given(st.decimals(0, Decimal("9999999999.99"), places=2))
def test_todo_monto_escrito_se_lee(monto):
    assert leer_monto(f"{monto:.2f}") == monto


def test_soles():
    assert soles(Decimal("3359.52")) == "S/ 3,359.52"
    with pytest.raises(InvalidOperation):
        soles("abc")


@pytest.mark.parametrize(
    ("periodo", "valido"),
    [(202501, True), (202512, True), (202532, True), (202513, False), (202520, False),
     (202500, False), (202533, False), (194912, False)],
)  # fmt: skip
def test_periodos(periodo, valido):
    assert es_valido(periodo) is valido


def test_nombres_de_periodos():
    assert nombre_de(202511) == "Noviembre 2025"
    assert nombre_de(202422) == "Febrero 2024 (adicional)"
    assert nombre_de(202432) == "Diciembre 2024 (adicional)"
    assert ultimos(202502, 4) == [202411, 202412, 202501, 202502]
