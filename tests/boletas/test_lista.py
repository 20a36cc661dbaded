"""The list: months of a year, all years at a glance, what is new; nothing sensitive."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from boletas.models import Visita
from tests.boletas import apoyo
from tests.boletas.test_explicada import JUDICIAL, RIM, con

pytestmark = pytest.mark.django_db
LISTA = "/boletas/"
NUEVA = ">Nueva<"


@pytest.fixture
def docente():
    return apoyo.docente()


@pytest.fixture
def dentro(client, docente):
    client.force_login(docente.usuario)
    return client


def lista(cliente, **consulta) -> str:
    return cliente.get(LISTA, consulta).content.decode()


def publicada(hace: timedelta):
    return apoyo.importacion(publicada_en=timezone.now() - hace)


def test_un_mes_con_varias_y_su_adicional_va_junto(dentro, docente):
    for datos in ({}, {"numero_cargo": "2"}, {"planilla": "CES/TIT"}):
        apoyo.boleta(docente, 202511, **datos)
    apoyo.boleta(docente, 202531)
    apoyo.boleta(docente, 202510)
    pagina = lista(dentro)
    assert re.findall(r"<h3>(\w+)</h3>", pagina) == ["Noviembre", "Octubre"]
    noviembre = pagina.split("<h3>Octubre")[0]
    assert noviembre.count("Descargar boleta de noviembre 2025</span>") == 3
    assert noviembre.count("Descargar boleta de noviembre 2025 (adicional)</span>") == 1
    assert "Adicional" in noviembre


def test_los_anios_de_un_vistazo(dentro, docente):
    for periodo in (202301, 202303, 202323, 202511):
        apoyo.boleta(docente, periodo)
    pagina = lista(dentro, anio="2023")
    filas = re.findall(r'<tr><th scope="row">.*?</tr>', pagina)
    assert len(filas) == 2
    assert '"?anio=2023" aria-current="page"' in filas[1]
    assert [bool(re.search("✓|N<", c)) for c in re.findall(r"<td.*?</td>", filas[1])] == [
        True, False, True, *[False] * 9,
    ]  # fmt: skip
    assert 'href="?anio=2025">2025<' in pagina.split("Todos sus años")[0]


def test_quien_nunca_abrio_ve_nueva_solo_la_ultima(dentro, docente):
    vieja = publicada(timedelta(days=60))
    ayer = publicada(timedelta(days=1))
    apoyo.boleta(docente, 202509, importacion=vieja)
    apoyo.boleta(docente, 202510, importacion=ayer)
    apoyo.boleta(docente, 202511, importacion=ayer)
    assert lista(dentro).count(NUEVA) == 1
    apoyo.boleta(docente, 202531, importacion=ayer)  # its adicional is of the same month
    assert lista(dentro).count(NUEVA) == 2


def test_lo_nuevo_deja_de_serlo_al_abrirlo_y_ver_la_lista_no_escribe(dentro, docente):
    julio, agosto = publicada(timedelta(days=30)), publicada(timedelta(days=1))
    primera = apoyo.boleta(docente, 202507, importacion=julio)
    segunda = apoyo.boleta(docente, 202508, importacion=agosto)
    dentro.get(f"{LISTA}{primera.publico}/")
    assert Visita.objects.get().hasta == julio.publicada_en
    assert lista(dentro).count(NUEVA) == 1
    assert lista(dentro).count(NUEVA) == 1
    dentro.get(f"{LISTA}{segunda.publico}/")
    assert NUEVA not in lista(dentro)
    dentro.get(f"{LISTA}{primera.publico}/")  # an older one does not bring it back
    assert NUEVA not in lista(dentro)
    corregida = publicada(timedelta(0))
    apoyo.boleta(docente, 202507, version=2, importacion=corregida)
    assert lista(dentro).count(NUEVA) == 1
    assert Visita.objects.count() == 1


def test_la_lista_no_nombra_ningun_concepto(dentro, docente):
    apoyo.boleta(docente, **con([RIM, JUDICIAL]))
    pagina = lista(dentro)
    assert "Judicial" not in pagina
    assert "RIM_Ley" not in pagina
