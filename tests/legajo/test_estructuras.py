"""Both official structures: which one a servidor sees, how he switches, where each thing stands."""

from datetime import date, timedelta
from itertools import chain

import pytest
from django.urls import resolve, reverse
from django.utils.timezone import localdate

from legajo.consultas import servidor_de
from legajo.estructuras import DIEZ, DOCE, tipos
from legajo.models import Cese, RegimenLaboral
from tests import fabricas

pytestmark = pytest.mark.django_db
HOY = localdate()
HACE_UN_ANIO = HOY - timedelta(days=365)


def con_vinculos(*vinculos):
    """A servidor with vínculos given as (structure, from, to)."""
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    for estructura, desde, hasta in vinculos:
        regimen = RegimenLaboral.objects.filter(estructura=estructura).first()
        fabricas.vinculo(persona, regimen=regimen, fecha_inicio=desde, fecha_fin=hasta)
    return persona


@pytest.mark.parametrize(
    ("vinculos", "estructura", "estructuras"),
    [
        ([], "10", []),
        ([("10", date(2010, 3, 1), None)], "10", ["10"]),
        ([("12", date(2010, 3, 1), None)], "12", ["12"]),
        ([("10", date(2005, 3, 1), date(2009, 12, 31)), ("12", date(2010, 3, 1), None)],
         "12", ["10", "12"]),
        ([("12", date(2005, 3, 1), date(2009, 12, 31)), ("10", date(2010, 3, 1), HOY)],
         "10", ["10", "12"]),
        ([("10", date(2005, 3, 1), date(2009, 1, 1)), ("12", date(2010, 3, 1), HACE_UN_ANIO)],
         "12", ["10", "12"]),
        ([("12", HOY + timedelta(days=9), None), ("10", date(2010, 3, 1), None)],
         "10", ["10", "12"]),
    ],
)  # fmt: skip
def test_se_ve_la_del_vinculo_vigente_o_la_del_ultimo(vinculos, estructura, estructuras):
    leido = servidor_de(con_vinculos(*vinculos).usuario)
    assert (leido.estructura, leido.estructuras) == (estructura, estructuras)


def test_un_vinculo_sin_fin_que_un_cese_termino_no_es_el_vigente():
    persona = con_vinculos(("10", date(2000, 3, 1), None))
    fabricas.registro(Cese.tipo, persona, fecha_cese="2015-01-31")
    regimen = RegimenLaboral.objects.filter(estructura="12").first()
    fabricas.vinculo(persona, regimen=regimen, fecha_inicio=date(2020, 1, 1), fecha_fin=HOY)
    assert servidor_de(persona.usuario).estructura == "12"


@pytest.fixture
def entrar(client):
    def entrar(persona):
        client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
        return client

    return entrar


EN_LAS_DOS = (("10", date(2005, 3, 1), date(2009, 12, 31)), ("12", date(2010, 3, 1), None))


def pagina(client, ruta):
    return client.get(ruta).content.decode()


def test_quien_tiene_las_dos_cambia_de_una_a_otra_y_se_recuerda(entrar):
    client = entrar(con_vinculos(*EN_LAS_DOS))
    assert "Ver en la estructura de diez secciones" in pagina(client, "/legajo/")
    respuesta = client.post(reverse("legajo:estructura"), {"estructura": "10"}, follow=True)
    texto = respuesta.content.decode()
    assert all(s.titulo in texto for s in DIEZ)
    assert "Ver en la estructura de doce secciones (SERVIR)" in texto
    assert "II. Situación académica" in pagina(client, "/legajo/formacion/")
    assert "Filiación" in pagina(client, reverse("solicitudes:nueva"))
    client.post(reverse("legajo:estructura"), {"estructura": "12"})
    assert "Relaciones laborales" in pagina(client, "/legajo/")


@pytest.mark.parametrize("pedida", ["12", "99", "", "10; DROP"])
def test_quien_tiene_una_sola_no_cambia(entrar, pedida):
    client = entrar(con_vinculos(("10", date(2010, 3, 1), None)))
    assert "Ver en la estructura" not in pagina(client, "/legajo/")
    client.post(reverse("legajo:estructura"), {"estructura": pedida})
    assert "Filiación" in pagina(client, "/legajo/")
    assert client.get("/legajo/relaciones-laborales/").status_code == 404


def test_la_direccion_de_una_seccion_vale_en_cualquiera_de_las_suyas(entrar):
    client = entrar(con_vinculos(*EN_LAS_DOS))
    for seccion, otra in ((DIEZ[0], DIEZ[9]), (DOCE[0], DOCE[8])):
        texto = pagina(client, f"/legajo/{seccion.slug}/")
        assert f"/legajo/{otra.slug}/" in texto
    nueva = pagina(client, reverse("solicitudes:nueva") + "?seccion=formacion")
    assert "Agregar: capacitación" in nueva


def test_ninguna_seccion_tiene_la_direccion_de_otra_pagina():
    slugs = [s.slug for s in chain(DIEZ, DOCE)]
    assert len(slugs) == len(set(slugs))
    assert {resolve(f"/legajo/{slug}/").url_name for slug in slugs} == {"seccion"}


def test_donde_esta_cada_cosa_nombra_cada_tipo_con_su_lugar_en_las_dos(client):
    texto = pagina(client, reverse("legajo:donde_esta"))
    for tipo in tipos():
        fila = next(f for f in texto.split("<tr>") if f">{tipo.titulo}</th>" in f)
        for estructura in (DIEZ, DOCE):
            seccion = next(s for s in estructura if tipo.modelo in s.modelos)
            assert f"{seccion.numero}. {seccion.titulo}" in fila
    assert "Datos personales" in texto


def test_a_donde_esta_cada_cosa_se_llega_del_legajo_y_de_la_ayuda(entrar):
    client = entrar(con_vinculos(("10", date(2010, 3, 1), None)))
    for ruta in ("/legajo/", "/ayuda/"):
        assert reverse("legajo:donde_esta") in pagina(client, ruta)


def test_elegir_estructura_no_agrega_consultas(entrar, django_assert_max_num_queries):
    client = entrar(con_vinculos(*EN_LAS_DOS))
    client.post(reverse("legajo:estructura"), {"estructura": "10"})
    with django_assert_max_num_queries(6):
        client.get("/legajo/")
