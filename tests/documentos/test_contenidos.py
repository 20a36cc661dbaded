"""What each kind of document says of a legajo."""

from datetime import date

import pytest
import time_machine as reloj

from legajo.emision.emitir import contenido_para, leer
from legajo.emision.pedido import Pedido
from legajo.models import (
    Accion,
    Ascenso,
    Capacitacion,
    Cargo,
    Desplazamiento,
    Documento,
    Escala,
    Familiar,
    Licencia,
    Sancion,
    TipoSancion,
)
from portal.letras import en_letras
from tests import fabricas

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


def contenido(persona, clase, al=None):
    pedido = Pedido("1", "x", date(2026, 1, 15), a_la_fecha=al)
    return contenido_para(leer(persona.pk), Documento.Clase(clase), pedido, persona.usuario)


def tablas(contenido):
    return {t["titulo"]: t for s in contenido["secciones"] for t in s["tablas"]}


def test_each_row_refers_to_its_sustento_with_date_and_folios(persona):
    uno = fabricas.registro(Capacitacion.tipo, persona, numero_documento="RD N° 000123-2019")
    Capacitacion.objects.filter(pk=uno.pk).update(folios=3)
    otro = fabricas.registro(Capacitacion.tipo, persona, numero_documento="RD N° 000124-2019")
    Capacitacion.objects.filter(pk=otro.pk).update(folios=1, fecha_documento=None)
    suya = tablas(contenido(persona, "hoja_de_vida"))["Capacitaciones"]
    assert suya["columnas"][-1] == "Sustento"
    assert "Documento" not in suya["columnas"]
    dichos = [fila[-1] for fila in suya["filas"]]
    assert dichos[0].endswith("000124-2019 (1 folio)")
    assert dichos[1].endswith("000123-2019 del 01/03/2019 (3 folios)")
    assert all(len(fila) == len(suya["columnas"]) for fila in suya["filas"])


def test_a_table_without_any_sustento_has_no_column_for_it(persona):
    fabricas.registro(Familiar.tipo, persona)
    assert "Sustento" not in tablas(contenido(persona, "hoja_de_vida"))["Familiares"]["columnas"]


def test_the_informe_tells_the_career_and_neither_family_nor_what_was_rehabilitated(persona):
    fabricas.registro(Familiar.tipo, persona)
    for codigo in ("LSG", "LCG"):
        accion = Accion.objects.filter(codigo__startswith=codigo).first()
        if accion:
            fabricas.registro(Licencia.tipo, persona, accion=str(accion.pk))
    tipo = str(TipoSancion.objects.filter(sin_goce=False).first().pk)
    for estado in "VCRS":
        fabricas.registro(
            Sancion.tipo, persona, tipo_sancion=tipo, estado=estado, causa=f"Causa {estado}"
        )
    halladas = tablas(contenido(persona, "informe_escalafonario"))
    assert "Familiares" not in halladas
    assert "Discapacidad" not in halladas
    licencias = halladas["Licencias sin goce de remuneraciones"]["filas"]
    assert [fila[0] for fila in licencias] == ["Licencia sin goce de remuneraciones"]
    causas = {fila[1] for fila in halladas["Sanciones"]["filas"]}
    assert causas == {"Causa V", "Causa C"}


def test_the_informe_counts_the_last_cargo_over_every_stretch_of_it(persona):
    profesor, director = Cargo.objects.exclude(pk=persona.vinculo_set.get().cargo_id)[:2]
    persona.vinculo_set.update(cargo=profesor, fecha_inicio=date(2010, 1, 1))
    for cargo, desde, hasta in (
        (director, "2015-01-01", "2015-12-31"), (director, "2018-01-01", "2018-12-31"),
    ):  # fmt: skip
        fabricas.registro(
            Desplazamiento.tipo, persona, cargo_destino=str(cargo.pk), fecha_inicio=desde,
            fecha_fin=hasta,
        )  # fmt: skip
    with reloj.travel("2018-06-30 12:00:00-05:00", tick=False):
        assert _en_el_cargo(persona, director) == "1 año, 6 meses, 0 días"
    with reloj.travel("2019-12-31 12:00:00-05:00", tick=False):
        assert _en_el_cargo(persona, profesor) == "8 años, 0 meses, 0 días"


def _en_el_cargo(persona, cargo):
    pares = dict(contenido(persona, "informe_escalafonario")["tiempo"])
    return pares[f"En el último cargo ({cargo.nombre})"]


def test_the_informe_lists_the_escalas_with_the_time_in_each(persona):
    una, otra = Escala.objects.all()[:2]
    persona.vinculo_set.update(escala=otra, fecha_inicio=date(2010, 1, 1))  # that of today
    fabricas.registro(
        Ascenso.tipo, persona, fecha_inicio="2016-01-01", fecha_fin="", escala_anterior=str(una.pk),
        escala_nueva=str(otra.pk),
    )  # fmt: skip
    with reloj.travel("2020-12-31 12:00:00-05:00", tick=False):
        filas = contenido(persona, "informe_escalafonario")["escalas"]["filas"]
    assert filas == [
        [otra.nombre, "01/01/2016", "5 años, 0 meses, 0 días"],
        [una.nombre, "01/01/2010", "6 años, 0 meses, 0 días"],
    ]


def test_the_constancia_counts_to_its_day_in_figures_and_in_words(persona):
    persona.vinculo_set.update(fecha_inicio=date(2010, 3, 1))
    dicho = contenido(persona, "constancia_tiempo", al=date(2026, 5, 21))
    assert dicho["al"] == "21/05/2026"
    assert dicho["duracion"] == {"anios": 16, "meses": 2, "dias": 21}
    assert dicho["total_en_letras"] == "dieciséis años, dos meses y veintiún días"
    assert dicho["lineas"]["filas"][0][2:4] == ["01/03/2010", "21/05/2026"]


def test_the_constancia_tells_nobody_of_a_sanction(persona):
    tipo = TipoSancion.objects.filter(sin_goce=True).first()
    fabricas.registro(
        Sancion.tipo, persona, tipo_sancion=str(tipo.pk), causa="Causa reservada",
        fecha_inicio="2015-01-01", fecha_fin="2015-01-30",
    )  # fmt: skip
    dicho = contenido(persona, "constancia_tiempo")
    assert tipo.nombre not in str(dicho)
    assert "Causa reservada" not in str(dicho)
    (descuento,) = [f for f in dicho["lineas"]["filas"] if "−" in f[4]]
    assert descuento[0].endswith("Período sin goce de remuneraciones (reservado)")
    assert tipo.nombre in str(contenido(persona, "informe_escalafonario"))


@pytest.mark.parametrize(
    ("numero", "palabras"),
    [(0, "cero"), (1, "un"), (16, "dieciséis"), (21, "veintiún"), (30, "treinta"),
     (31, "treinta y un"), (44, "cuarenta y cuatro"), (99, "noventa y nueve")],
)  # fmt: skip
def test_numbers_in_words(numero, palabras):
    assert en_letras(numero) == palabras


@pytest.mark.parametrize("numero", [-1, 100])
def test_numbers_that_have_no_words_here(numero):
    with pytest.raises(ValueError, match=str(numero)):
        en_letras(numero)
