"""Every declared kind of record is whole: form, table, page, admin, history, both structures."""

import pytest
from django.contrib import admin
from django.db import connection

from legajo import cambios
from legajo.estructuras import DIEZ, DOCE, tipos
from legajo.formularios import detalle, form_class
from legajo.tablas import tabla_de
from tests import fabricas

TIPOS = pytest.mark.parametrize("tipo", list(tipos()), ids=lambda t: t.slug)
pytestmark = pytest.mark.django_db


def test_hay_un_tipo_en_cada_una_de_las_diez_secciones():
    assert [s.numero for s in DIEZ if not s.modelos] == []
    assert len(DIEZ) == 10
    assert len(DOCE) == 12


def test_las_dos_estructuras_muestran_los_mismos_tipos():
    de_doce = sorted(t.slug for s in DOCE for t in s.tipos)
    assert de_doce == sorted(t.slug for t in tipos())


@TIPOS
def test_un_registro_se_escribe_se_lee_y_se_muestra(tipo):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    registro = fabricas.registro(tipo, persona)
    tabla = tabla_de(tipo, persona, ruta="/x/")
    assert len(tabla.filas) == 1
    assert len(tabla.filas[0].celdas) == len(tabla.columnas)
    assert all(isinstance(c, str) for c in tabla.filas[0].celdas)
    assert tabla.filas[0].acciones[0]["url"] == f"/x/{registro.publico}/"
    assert detalle(registro)


@TIPOS
def test_el_formulario_pide_lo_que_falta_en_castellano(tipo):
    form = form_class(tipo)({}, servidor=fabricas.servidor(fabricas.ugel(), con_vinculo=False))
    assert not form.is_valid()
    assert any("obligatorio" in str(e) for e in form.errors.values())


@TIPOS
def test_esta_en_el_admin_y_acotado_a_la_rama(tipo):
    modelo_admin = admin.site._registry[tipo.modelo]
    persona = fabricas.servidor(fabricas.ugel("190001"), con_vinculo=False)
    registro = fabricas.registro(tipo, persona)
    propio, ajeno = (fabricas.personal(fabricas.ugel(c)) for c in ("190001", "190002"))
    assert modelo_admin.tipo is tipo
    permiso = f"legajo.view_{tipo.modelo._meta.model_name}"
    assert tipo.modelo.objects.visible_to(propio, permiso).filter(pk=registro.pk).exists()
    assert not tipo.modelo.objects.visible_to(ajeno, permiso).filter(pk=registro.pk).exists()


@TIPOS
def test_cada_version_queda_en_la_historia_con_quien_y_por_que(tipo):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    por = fabricas.personal(fabricas.ugel())
    registro = fabricas.registro(tipo, persona, por=por)
    registro.anotaciones = "Corregido"
    autoria = cambios.Autoria(por=por, medio="solicitud 000007", motivo="error de digitación")
    cambios.cambiar(registro, campos=("anotaciones",), autoria=autoria)
    cambios.retirar(registro, autoria=autoria)
    versiones = list(registro.historia.order_by("pgh_id"))
    assert [v.version for v in versiones] == [1, 2, 3]
    assert [v.retirado for v in versiones] == [False, False, True]
    assert versiones[0].pgh_context["medio"] == "prueba"
    assert versiones[1].pgh_context == {
        "usuario": por.pk,
        "documento": por.documento,
        "medio": "solicitud 000007",
        "motivo": "error de digitación",
    }


@TIPOS
def test_la_historia_la_escribe_la_base_aunque_nadie_la_llame(tipo):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    registro = fabricas.registro(tipo, persona)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {tipo.modelo._meta.db_table} SET anotaciones = 'a mano'")
    assert registro.historia.filter(anotaciones="a mano").count() == 1
