"""Each declared kind of record is complete: what is missing of one is named here."""

import pytest
from django.contrib import admin
from django.db import connection, models

from legajo.admin.registros import RegistroAdmin
from legajo.columnas import rutas_de
from legajo.emision.hoja_de_vida import contenido_de
from legajo.estructuras import DIEZ, DOCE, tipos
from legajo.formularios import rotulo
from legajo.models import Registro
from legajo.situacion import con_situacion
from tests import fabricas

TIPOS = pytest.mark.parametrize("tipo", list(tipos()), ids=lambda t: t.slug)


def test_hay_los_tipos_del_expediente():
    assert len(list(tipos())) == 26
    assert len({t.slug for t in tipos()}) == 26


@TIPOS
def test_su_declaracion_es_completa(tipo):
    meta = tipo.modelo._meta
    de_la_base = {f.name for f in Registro._meta.fields}
    propios = {f.name for f in meta.fields} - de_la_base - {"id"}
    assert propios == set(tipo.campos_propios), "every own field is in the form, and no other"
    assert tipo.modelo.__doc__
    assert all(meta.get_field(c).verbose_name for c in propios)
    assert all(rotulo(tipo, c)[0].isupper() for c in tipo.campos)
    assert set(tipo.clave) <= set(tipo.campos)
    assert bool(tipo.clave) is not tipo.una_fila
    assert len(rutas_de(tipo.columnas)) > 1


@TIPOS
def test_cada_restriccion_tiene_su_frase(tipo):
    por_defecto = models.BaseConstraint.default_violation_error_message
    sin_frase = [
        r.name
        for r in tipo.modelo._meta.constraints
        if r.violation_error_message == por_defecto and "publico" not in r.name
    ]
    assert not sin_frase


@TIPOS
def test_esta_en_las_dos_estructuras_una_sola_vez(tipo):
    for estructura in (DIEZ, DOCE):
        assert [t.slug for s in estructura for t in s.tipos].count(tipo.slug) == 1


@TIPOS
def test_esta_en_el_admin_con_su_cerca(tipo):
    suyo = admin.site._registry[tipo.modelo]
    assert isinstance(suyo, RegistroAdmin)
    assert hasattr(tipo.modelo.objects.all(), "visible_to")


@TIPOS
def test_sale_en_la_hoja_de_vida(db, tipo):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.registro(tipo, persona)
    leida = con_situacion(type(persona).objects.filter(pk=persona.pk)).get()
    tablas = [t for s in contenido_de(leida)["secciones"] for t in s["tablas"]]
    (suya,) = [t for t in tablas if t["titulo"] == tipo.titulo]
    assert len(suya["filas"]) == 1


@TIPOS
def test_su_historia_la_guarda_la_base(db, tipo):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [tipo.modelo._meta.db_table],
        )
        assert cursor.fetchone()[0] == 2
