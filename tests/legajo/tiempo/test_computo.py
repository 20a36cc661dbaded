"""The count of a career: tables of cases that a committee would argue about."""

from datetime import date

import pytest

from legajo.tiempo.computo import Periodo, calcular
from legajo.tiempo.convencion import leer
from legajo.tiempo.hitos import Ascenso, Carrera, en_escala, hito, por_regimen
from legajo.tiempo.informe import informar

HOY = date(2026, 11, 25)


def dia(iso):
    return date.fromisoformat(iso)


def periodo(texto, **datos):
    """«2010-03-01/2010-12-31»; open where nothing follows the bar."""
    inicio, _, fin = texto.partition("/")
    return Periodo(dia(inicio), dia(fin) if fin else None, **datos)


def periodos(textos):
    return [periodo(t) for t in textos.split()]


@pytest.mark.parametrize(
    ("caso", "vinculos", "descuentos", "total"),
    [
        ("nothing", "", "", (0, 0, 0)),
        ("one day", "2026-11-25/2026-11-25", "", (0, 0, 1)),
        ("one day, the 31st", "2025-12-31/2025-12-31", "", (0, 0, 0)),
        ("one day, the last of February", "2025-02-28/2025-02-28", "", (0, 0, 3)),
        ("open, to the date", "2025-11-26/", "", (1, 0, 0)),
        ("ends after the date", "2026-11-01/2026-12-31", "", (0, 0, 25)),
        ("begins after the date", "2026-11-26/", "", (0, 0, 0)),
        ("begins on the date", "2026-11-25/", "", (0, 0, 1)),
        ("two, one after the other", "2024-01-01/2024-12-31 2025-01-01/2025-12-31", "", (2, 0, 0)),
        ("two that overlap", "2024-01-01/2025-06-30 2025-01-01/2025-12-31", "", (2, 0, 0)),
        ("one inside of the other", "2024-01-01/2025-12-31 2024-03-01/2024-04-30", "", (2, 0, 0)),
        ("the same twice", "2024-01-01/2025-12-31 2024-01-01/2025-12-31", "", (2, 0, 0)),
        ("open inside of open", "2025-11-26/ 2026-01-01/", "", (1, 0, 0)),
        ("same start, the shorter first", "2024-01-01/2024-06-30 2024-01-01/", "", (2, 10, 25)),
        ("a gap", "2024-03-01/2024-12-31 2025-03-01/2025-12-31", "", (1, 8, 0)),
        ("discount inside", "2024-01-01/2025-12-31", "2024-07-01/2024-07-31", (1, 11, 0)),
        ("discounts that overlap", "2024-01-01/2025-12-31",
         "2024-07-01/2024-08-15 2024-08-01/2024-08-31", (1, 10, 0)),
        ("the same discount twice", "2024-01-01/2025-12-31",
         "2024-07-01/2024-07-31 2024-07-01/2024-07-31", (1, 11, 0)),
        ("discount outside", "2024-01-01/2024-12-31", "2025-02-01/2025-03-31", (1, 0, 0)),
        ("discount in part outside", "2024-01-01/2024-12-31", "2024-12-01/2025-03-31", (0, 11, 0)),
        ("discount over a gap", "2024-01-01/2024-12-31 2025-03-01/2025-12-31",
         "2024-12-16/2025-03-15", (1, 9, 0)),
        ("open discount, to the date", "2024-01-01/", "2026-01-01/", (2, 0, 0)),
        ("discount after the date", "2025-11-26/", "2026-12-01/2026-12-31", (1, 0, 0)),
        ("discount of the 31st alone", "2024-01-01/2024-12-31", "2024-07-31/2024-07-31", (1, 0, 0)),
        ("all is discounted", "2024-01-01/2024-12-31", "2023-01-01/", (0, 0, 0)),
        ("to the end of the calendar", "2025-11-26/9999-12-31", "", (1, 0, 0)),
        ("from the start of the calendar", "0001-01-01/2026-11-25", "", (2025, 10, 25)),
    ],
)  # fmt: skip
def test_una_carrera_suma(caso, vinculos, descuentos, total):
    computo = calcular(periodos(vinculos), periodos(descuentos), hasta=HOY)
    assert leer(computo.total) == total
    assert sum(linea.dias for linea in computo.lineas) == computo.total


def test_el_calculo_a_otra_fecha_deja_de_lado_lo_que_vino_despues():
    vinculos = periodos("2024-01-01/2024-12-31 2025-03-01/")
    assert leer(calcular(vinculos, [], hasta=dia("2024-06-30")).total) == (0, 6, 0)
    assert len(calcular(vinculos, [], hasta=dia("2024-06-30")).lineas) == 1


def blando(texto):
    """Without the no-break spaces."""
    return texto.replace("\xa0", " ")


def textos(informe):
    return [tuple(map(blando, fila.celdas)) for fila in informe.lineas.filas]


def celdas(vinculos, descuentos="", hasta=HOY, **datos):
    carrera = Carrera(tuple(periodos(vinculos)), tuple(periodos(descuentos)), **datos)
    return textos(informar(carrera, hasta))


def test_las_lineas_se_siguen_con_un_lapiz():
    carrera = Carrera(
        (
            periodo("2020-03-01/2020-12-31", concepto="Contrato", documento="RD N° 1"),
            periodo("2020-12-01/2021-12-31", concepto="Nombramiento", documento="RD N° 2"),
        ),
        (periodo("2021-07-01/2021-07-15", concepto="Licencia", documento="RD N° 3"),),
    )
    informe = informar(carrera, HOY)
    assert textos(informe) == [
        ("1. Contrato", "RD N° 1", "01/03/2020", "31/12/2020", "0 años, 10 meses, 0 días",
         "0 años, 10 meses, 0 días", ""),
        ("2. Nombramiento", "RD N° 2", "01/01/2021", "31/12/2021", "1 año, 0 meses, 0 días",
         "1 año, 10 meses, 0 días",
         "Del 01/12/2020 al 31/12/2020: ya contado en la línea 1."),
        ("3. Licencia", "RD N° 3", "01/07/2021", "15/07/2021", "− 0 años, 0 meses, 15 días",
         "1 año, 9 meses, 15 días", ""),
    ]  # fmt: skip
    assert blando(informe.total) == "1 año, 9 meses, 15 días"
    assert blando(informe.trabajado) == "1 año, 10 meses, 0 días"
    assert blando(informe.descontado) == "0 años, 0 meses, 15 días"


@pytest.mark.parametrize(
    ("vinculos", "descuentos", "linea", "observacion"),
    [
        ("2020-01-01/2020-12-31 2020-03-01/2020-04-30", "", 2,
         "Del 01/03/2020 al 30/04/2020: ya contado en la línea 1."),
        ("2020-01-01/2020-06-30 2020-06-01/2020-12-31 2020-05-01/2020-11-30", "", 2,
         "Del 01/05/2020 al 30/06/2020: ya contado en la línea 1."),
        ("2020-01-01/2020-06-30 2020-05-01/2020-12-31 2020-06-01/2021-02-28", "", 3,
         "Del 01/06/2020 al 31/12/2020: ya contado en las líneas 1 a 2."),
        ("2020-01-01/2020-12-31", "2020-03-01/2020-04-30 2020-04-01/2020-05-31", 3,
         "Del 01/04/2020 al 30/04/2020: ya contado en la línea 2."),
        ("2020-01-01/2020-12-31", "2021-03-01/2021-04-30", 2,
         "Lo que está fuera de todo vínculo no se descuenta."),
        ("2020-01-01/2020-12-31", "2020-12-01/2021-04-30", 2,
         "Lo que está fuera de todo vínculo no se descuenta."),
        ("2020-01-01/2020-12-31", "2021-03-01/2021-04-30 2021-03-01/2021-03-31", 3,
         "Lo que está fuera de todo vínculo no se descuenta."),
    ],
)  # fmt: skip
def test_cada_linea_dice_por_que_cuenta_menos(vinculos, descuentos, linea, observacion):
    assert celdas(vinculos, descuentos)[linea - 1][-1] == observacion


@pytest.mark.parametrize(
    ("caso", "vinculos", "descuentos", "dice"),
    [
        ("past", "2000-01-01/", "", ("2024-12-30", True)),
        ("on the very date", "2001-11-26/", "", ("2026-11-25", True)),
        ("tomorrow", "2001-11-27/", "", ("2026-11-26", False)),
        ("to come", "2010-03-01/", "", ("2035-02-28", False)),
        ("to come, less what was discounted", "2010-03-01/", "2012-01-01/2012-12-31",
         ("2036-02-29", False)),
        ("past, less what was discounted", "2000-01-01/", "2012-01-01/2012-12-31",
         ("2025-12-30", True)),
        ("reached before he left", "1990-01-01/2020-12-31", "", ("2014-12-30", True)),
        ("he left before", "2010-03-01/2020-12-31", "", None),
        ("he has not begun", "2026-12-01/", "", None),
        ("a contract that goes on", "2026-03-01/2026-12-31", "", ("2051-02-28", False)),
        ("no career", "", "", None),
    ],
)  # fmt: skip
def test_los_25_anios(caso, vinculos, descuentos, dice):
    hallado = hito(Carrera(tuple(periodos(vinculos)), tuple(periodos(descuentos))), 25, HOY)
    assert hallado == (dice and (dia(dice[0]), dice[1]))


def test_un_hito_visto_desde_antes_es_una_proyeccion():
    carrera = Carrera(tuple(periodos("2000-01-01/")), tuple(periodos("2012-01-01/2012-12-31")))
    assert hito(carrera, 25, dia("2010-01-01")) == (dia("2024-12-30"), False)


def test_cada_regimen_tiene_su_propia_union():
    carrera = Carrera(
        (
            periodo("2010-01-01/2014-12-31", regimen="A"),
            periodo("2014-01-01/2015-12-31", regimen="B"),
            periodo("2012-01-01/2012-12-31", regimen="A"),
            periodo("2027-01-01/", regimen="C"),
        ),
        (periodo("2014-07-01/2014-12-31"),),
    )
    assert por_regimen(carrera, HOY) == {"A": 4 * 360 + 180, "B": 360 + 180}
    informe = informar(carrera, HOY)
    assert blando(informe.total) == "5 años, 6 meses, 0 días"
    assert informe.comparten_dias
    assert blando(informe.regimenes[0][1]) == "4 años, 6 meses, 0 días"


def carrera_con_escalas(vinculos, ascensos):
    return Carrera(
        tuple(periodo(texto, escala=escala) for texto, escala in vinculos),
        ascensos=tuple(Ascenso(dia(d), escala) for d, escala in ascensos),
    )


@pytest.mark.parametrize(
    ("caso", "vinculos", "ascensos", "escala", "desde"),
    [
        ("the last rise", [("2010-03-01/", "III")], [("2015-03-01", "II"), ("2020-03-01", "III")],
         "III", "2020-03-01"),
        ("a rise to come", [("2010-03-01/", "I")], [("2027-03-01", "II")], "I", "2010-03-01"),
        ("since the vínculo", [("2010-03-01/", "I")], [], "I", "2010-03-01"),
        ("since the first of the same", [("2008-03-01/2008-12-31", "I"), ("2010-03-01/", "I")],
         [], "I", "2008-03-01"),
        ("a later vínculo brings another", [("2008-03-01/2008-12-31", "I"), ("2010-03-01/", "II")],
         [], "II", "2010-03-01"),
        ("contracts without escala", [("2008-03-01/2008-12-31", ""), ("2010-03-01/", "I")],
         [], "I", "2010-03-01"),
        ("a second post does not change it", [("2010-03-01/", "III"), ("2023-03-01/", "I")],
         [("2020-03-01", "III")], "III", "2020-03-01"),
        ("back after leaving", [("2000-03-01/2015-12-31", "III"), ("2020-03-01/", "I")],
         [("2010-03-01", "III")], "I", "2020-03-01"),
        ("a rise on the day of the vínculo", [("2010-03-01/", "I")], [("2010-03-01", "II")],
         "II", "2010-03-01"),
    ],
)  # fmt: skip
def test_la_escala_y_desde_cuando(caso, vinculos, ascensos, escala, desde):
    hallada = en_escala(carrera_con_escalas(vinculos, ascensos), HOY)
    assert (hallada.escala, hallada.desde) == (escala, dia(desde))


def test_sin_escala_no_hay_tiempo_en_la_escala():
    assert en_escala(carrera_con_escalas([("2010-03-01/", "")], []), HOY) is None


def test_el_tiempo_en_la_escala_se_cuenta_como_el_total():
    carrera = Carrera(
        tuple(periodos("2010-03-01/2022-12-31 2024-01-01/")),
        tuple(periodos("2025-01-01/2025-01-31")),
        (Ascenso(dia("2022-07-01"), "II"),),
    )
    assert leer(en_escala(carrera, HOY).dias) == (3, 3, 25)  # 6 m + 2 a 10 m 25 d - 1 m
