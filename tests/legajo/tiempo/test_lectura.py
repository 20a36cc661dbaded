"""From the records of a legajo to the count: what is read, what is left out, in five queries."""

from datetime import date

import pytest

from legajo.models import (
    Accion,
    Ascenso,
    Cese,
    Escala,
    Licencia,
    RegimenLaboral,
    Sancion,
    TipoDocumento,
    TipoSancion,
)
from legajo.tiempo.convencion import leer
from legajo.tiempo.hitos import en_escala
from legajo.tiempo.informe import informar
from legajo.tiempo.lectura import carrera_de
from tests import fabricas

pytestmark = pytest.mark.django_db
HOY = date(2026, 11, 25)


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel(), con_vinculo=False)


def total(persona, hasta=HOY):
    return leer(carrera_de(persona).computo(hasta).total)


def licencia(persona, accion, **datos):
    """A licence of the whole of 2020 unless told otherwise."""
    datos = {"fecha_inicio": "2020-01-01", "fecha_fin": "2020-12-31"} | datos
    return fabricas.registro(
        Licencia.tipo, persona, accion=str(Accion.objects.get(codigo=accion).pk), **datos
    )


def sancion(persona, tipo, **datos):
    """A sanción of January 2020 unless told otherwise."""
    datos = {"fecha_inicio": "2020-01-01", "fecha_fin": "2020-01-31"} | datos
    clase = TipoSancion.objects.get(codigo=tipo)
    return fabricas.registro(Sancion.tipo, persona, tipo_sancion=str(clase.pk), **datos)


def cese(persona, dia):
    return fabricas.registro(Cese.tipo, persona, fecha_cese=dia)


def test_sin_vinculos_no_hay_tiempo(persona):
    assert total(persona) == (0, 0, 0)


@pytest.mark.parametrize(
    ("accion", "queda"), [("LSG", (9, 0, 0)), ("LCG", (10, 0, 0)), ("VACACIONES", (10, 0, 0))]
)
def test_solo_la_licencia_sin_goce_descuenta(persona, accion, queda):
    fabricas.vinculo(persona, fecha_inicio=date(2015, 1, 1), fecha_fin=date(2024, 12, 31))
    licencia(persona, accion)
    assert total(persona) == queda


@pytest.mark.parametrize(
    ("tipo", "queda"),
    [
        ("SUSPENSION", (9, 11, 0)),
        ("CESE-TEMPORAL", (9, 11, 0)),
        ("AMON-ESCRITA", (10, 0, 0)),
        ("MEDIDA-PREV", (10, 0, 0)),
    ],
)
def test_solo_la_sancion_sin_goce_descuenta(persona, tipo, queda):
    fabricas.vinculo(persona, fecha_inicio=date(2015, 1, 1), fecha_fin=date(2024, 12, 31))
    sancion(persona, tipo)
    assert total(persona) == queda


def test_la_sancion_dejada_sin_efecto_no_descuenta(persona):
    fabricas.vinculo(persona, fecha_inicio=date(2020, 1, 1), fecha_fin=date(2020, 12, 31))
    sancion(persona, "SUSPENSION", estado=Sancion.Estado.SIN_EFECTO)
    assert total(persona) == (1, 0, 0)


def test_la_licencia_sin_fin_descuenta_hasta_la_fecha_y_lo_dice(persona):
    fabricas.vinculo(persona, fecha_inicio=date(2015, 1, 1))
    licencia(persona, "LSG", fecha_inicio="2026-11-01", fecha_fin="")
    assert total(persona) == (11, 10, 0)
    assert total(persona, date(2027, 11, 30)) == (11, 10, 0)
    filas = informar(carrera_de(persona), HOY).lineas.filas
    assert filas[1].celdas[-1] == "Sin fecha de fin: se descuenta hasta la fecha del cálculo."


def test_la_sancion_sin_fin_no_descuenta_y_se_avisa(persona):
    fabricas.vinculo(persona, fecha_inicio=date(2015, 1, 1), fecha_fin=date(2024, 12, 31))
    sancion(persona, "SUSPENSION", fecha_fin="", numero_documento="RD N° 77")
    carrera = carrera_de(persona)
    assert leer(carrera.computo(HOY).total) == (10, 0, 0)
    assert len(carrera.avisos) == 1
    assert "RD N° 77" in carrera.avisos[0]
    assert "01/01/2020, no tiene fecha de fin" in carrera.avisos[0]


@pytest.mark.parametrize(
    ("caso", "fin", "cese_el", "queda"),
    [
        ("an open vínculo", None, "2020-12-31", (5, 0, 0)),
        ("one that would end later", date(2024, 12, 31), "2020-12-31", (5, 0, 0)),
        ("one that ended before", date(2019, 12, 31), "2020-12-31", (4, 0, 0)),
        ("one of that day", None, "2016-01-01", (0, 0, 1)),
        ("one that began later", None, "2015-12-31", (10, 10, 25)),
    ],
)
def test_el_cese_termina_el_vinculo(persona, caso, fin, cese_el, queda):
    fabricas.vinculo(persona, fecha_inicio=date(2016, 1, 1), fecha_fin=fin)
    cese(persona, cese_el)
    assert total(persona) == queda


def test_el_reingreso_vuelve_a_contar_y_el_cese_se_nombra(persona):
    fabricas.vinculo(persona, fecha_inicio=date(2010, 1, 1))
    fabricas.vinculo(persona, fecha_inicio=date(2020, 1, 1))
    cese(persona, "2014-12-31")
    cese(persona, "2012-12-31")
    carrera = carrera_de(persona)
    assert leer(carrera.computo(HOY).total) == (3 + 6, 10, 25)
    notas = sorted(v.nota for v in carrera.vinculos)
    assert notas[0] == ""
    assert notas[1].startswith("Termina con el cese del 31/12/2012 (")


def test_lo_retirado_no_cuenta(persona):
    fabricas.vinculo(persona, fecha_inicio=date(2016, 1, 1), fecha_fin=date(2020, 12, 31))
    fabricas.vinculo(persona, fecha_inicio=date(2010, 1, 1), retirado=True)
    for registro in (licencia(persona, "LSG"), cese(persona, "2018-12-31")):
        registro.retirado = True
        registro.save()
    assert total(persona) == (5, 0, 0)


def test_lo_de_otra_persona_no_cuenta(persona):
    fabricas.vinculo(persona, fecha_inicio=date(2020, 1, 1), fecha_fin=date(2020, 12, 31))
    ajeno = fabricas.servidor(fabricas.ugel())
    licencia(ajeno, "LSG")
    cese(ajeno, "2020-06-30")
    assert total(persona) == (1, 0, 0)


def test_cada_linea_lleva_su_resolucion(persona):
    fabricas.vinculo(
        persona, fecha_inicio=date(2015, 1, 1), numero_documento="RD N° 000123-2015",
        tipo_documento=TipoDocumento.objects.get(codigo="RD"),
    )  # fmt: skip
    licencia(persona, "LSG", numero_documento="000456-2020")
    vinculo, permiso = informar(carrera_de(persona), HOY).lineas.filas
    assert vinculo.celdas[1] == "RD N° 000123-2015"
    assert permiso.celdas[0] == "2. Licencia sin goce de remuneraciones"
    assert permiso.celdas[1].endswith("000456-2020")


def ascenso(persona, desde, antes, despues):
    escala = {e.codigo: str(e.pk) for e in Escala.objects.filter(codigo__startswith="LRM")}
    return fabricas.registro(
        Ascenso.tipo, persona, fecha_inicio=desde, fecha_fin="",
        escala_anterior=escala[antes], escala_nueva=escala[despues],
    )  # fmt: skip


def test_la_escala_es_la_del_ultimo_ascenso(persona):
    fabricas.vinculo(
        persona, fecha_inicio=date(2010, 3, 1), escala=Escala.objects.get(codigo="LRM-III")
    )
    ascenso(persona, "2015-03-01", "LRM-I", "LRM-II")
    ascenso(persona, "2022-03-01", "LRM-II", "LRM-III")
    ascenso(persona, "2024-03-01", "LRM-III", "LRM-III")  # an adecuación of the post
    hallada = en_escala(carrera_de(persona), HOY)
    assert (hallada.escala, hallada.desde) == ("Escala III (Ley 29944)", date(2022, 3, 1))
    assert leer(hallada.dias) == (4, 8, 25)


@pytest.mark.parametrize("cuantos", [1, 40])
def test_una_consulta_por_clase_de_registro(persona, cuantos, django_assert_num_queries):
    regimen = RegimenLaboral.objects.get(codigo="1")
    for anio in range(1980, 1980 + cuantos):
        fabricas.vinculo(
            persona, regimen=regimen,
            fecha_inicio=date(anio, 3, 1), fecha_fin=date(anio, 12, 31),
        )  # fmt: skip
    with django_assert_num_queries(5):
        carrera = carrera_de(persona)
    assert leer(carrera.computo(HOY).total) == divmod(cuantos * 10, 12) + (0,)
