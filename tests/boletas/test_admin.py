"""Payslips in the admin: within one's branch, read only, without counting everything."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boletas.models import Concepto
from tests import fabricas
from tests.boletas import apoyo

pytestmark = pytest.mark.django_db
LISTA = "/admin/boletas/boleta/"


@pytest.fixture
def planillas(client):
    unidad = fabricas.ugel()
    client.force_login(fabricas.personal(unidad, rol="Planillas"))
    return client


def test_lista_y_ficha_de_la_propia_rama(planillas):
    boleta = apoyo.boleta(apoyo.docente())
    ajena = apoyo.boleta(fabricas.servidor(fabricas.ugel("080001")))
    pagina = planillas.get(LISTA).content.decode()
    assert "S/ 3,048.41" in pagina
    assert str(ajena.publico) not in pagina
    ficha = planillas.get(f"{LISTA}{boleta.publico}/change/")
    assert "RIM_Ley 29944" in ficha.content.decode()
    assert planillas.get(f"{LISTA}{ajena.publico}/change/").status_code == 302


def test_nada_se_escribe(planillas):
    boleta = apoyo.boleta(apoyo.docente())
    assert planillas.get(f"{LISTA}add/").status_code == 403
    assert planillas.post(f"{LISTA}{boleta.publico}/change/", {"liquido": 1}).status_code == 403
    assert planillas.post(f"{LISTA}{boleta.publico}/delete/", {"post": "yes"}).status_code == 403


def test_filtros_y_busqueda_sin_contar_todo(planillas):
    docente = apoyo.docente()
    apoyo.boleta(docente)
    with CaptureQueriesContext(connection) as hechas:
        respuesta = planillas.get(
            LISTA, {"q": docente.documento[:6], "periodo": "202511", "planilla": "ACT/TIT"}
        )
    assert "S/ 3,048.41" in respuesta.content.decode()
    contadas = [c["sql"] for c in hechas if "COUNT(*)" in c["sql"]]
    assert contadas
    assert all("LIMIT" in sql for sql in contadas)
    assert not any("DISTINCT" in c["sql"] for c in hechas if "boletas_boleta" in c["sql"])
    vacia = planillas.get(LISTA, {"periodo": "cualquiera"})
    assert vacia.status_code == 200


def test_las_importaciones_son_las_de_la_rama(planillas):
    importacion = apoyo.boleta(apoyo.docente()).importacion
    url = "/admin/boletas/importacion/"
    assert "a.csv" not in planillas.get(url).content.decode()
    apoyo.total_de(importacion, fabricas.ugel())
    assert "a.csv" in planillas.get(url).content.decode()


def test_un_concepto_no_se_borra(admin_client):
    concepto = Concepto.objects.first()
    url = f"/admin/boletas/concepto/{concepto.pk}/"
    assert admin_client.get(f"{url}change/").status_code == 200
    assert admin_client.post(f"{url}delete/", {"post": "yes"}).status_code == 403
