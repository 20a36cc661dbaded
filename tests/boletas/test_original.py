"""The classic view: the slip as it was printed, to its owner alone."""

import pytest

from boletas.importacion.importar import importar
from boletas.models import Boleta, Original
from tests import fabricas
from tests.boletas import apoyo, planillas
from tests.boletas.lis.generador import FORMAS

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[0, 1])
def hoja(request, tmp_path):
    ruta, [hoja] = planillas.lis(tmp_path, 1, forma=FORMAS[request.param], rotas=False)
    planillas.alias([hoja], planillas.unidad())
    importar(ruta, parcial=True)
    return hoja


@pytest.fixture
def dueno(client, hoja):
    persona = Boleta.objects.get().servidor
    persona.usuario = fabricas.usuario()
    persona.save()
    client.force_login(persona.usuario)
    return client


def test_se_ve_como_se_imprimio_y_se_descarga_octeto_por_octeto(dueno, hoja):
    boleta = Boleta.objects.get()
    assert (
        f"/boletas/{boleta.publico}/original/"
        in dueno.get(f"/boletas/{boleta.publico}/").content.decode()
    )
    pagina = dueno.get(f"/boletas/{boleta.publico}/original/").content.decode()
    impresa = hoja.original.decode("cp1252").replace("\f", "")
    for linea in impresa.splitlines():
        assert linea.replace("&", "&amp;").replace("'", "&#x27;") in pagina.replace("\r", "")
    archivo = dueno.get(f"/boletas/{boleta.publico}/original.txt")
    assert archivo.content == hoja.original
    assert archivo["Content-Disposition"].startswith("attachment")
    assert hoja.documento not in archivo["Content-Disposition"]


def test_la_hoja_de_otro_no_existe(client, hoja):
    boleta = Boleta.objects.get()
    client.force_login(apoyo.docente().usuario)
    for cual in ("original/", "original.txt"):
        assert client.get(f"/boletas/{boleta.publico}/{cual}").status_code == 404


def test_lo_que_llego_como_fila_no_tiene_hoja(client):
    docente = apoyo.docente()
    boleta = apoyo.boleta(docente)
    client.force_login(docente.usuario)
    assert "/original/" not in client.get(f"/boletas/{boleta.publico}/").content.decode()
    assert client.get(f"/boletas/{boleta.publico}/original/").status_code == 404


def test_la_aplicacion_no_cambia_ni_borra_una_hoja(hoja):
    from django.db import ProgrammingError, transaction

    for intento in (
        lambda: Original.objects.update(octetos=b""),
        lambda: Original.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            intento()
