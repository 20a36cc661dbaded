"""Abstención: relatives are declared, and their requests are the work of another."""

import pytest
from django.urls import reverse

from solicitudes import reparto
from solicitudes.models import Parentesco, Solicitud
from solicitudes.transiciones import VerboNegado
from tests import fabricas
from tests.cliente import Client
from tests.solicitudes.apoyo import dichos, entrar, enviar_alta, mesa_de, pulsar

pytestmark = pytest.mark.django_db
LISTA = reverse("admin:solicitudes_parentesco_changelist")
ALTA = reverse("admin:solicitudes_parentesco_add")


@pytest.fixture
def especialista():
    return fabricas.personal(fabricas.ugel())


@pytest.fixture
def dentro(client, especialista):
    return entrar(client, especialista)


@pytest.fixture
def solicitud():
    return enviar_alta(fabricas.servidor(fabricas.ugel()))


def test_me_abstengo_desde_la_mesa(dentro, solicitud, especialista):
    siguiente = enviar_alta(fabricas.servidor(fabricas.ugel()))
    pagina = pulsar(dentro, solicitud, "abstenerse").content.decode()
    assert "Elija el parentesco" in pagina
    reparto.tomar(solicitud.pk, por=especialista)
    respuesta = pulsar(dentro, solicitud, "abstenerse", vinculo="hermano")
    assert respuesta.url == mesa_de(siguiente)
    solicitud.refresh_from_db()
    assert solicitud.asignada_a is None
    segunda = pulsar(dentro, solicitud, "abstenerse", vinculo="hermano")
    assert segunda.url == mesa_de(siguiente)
    assert Parentesco.objects.count() == 1


def test_lo_de_un_pariente_se_mira_y_no_se_toca(dentro, solicitud, especialista):
    reparto.declarar_parentesco(
        por=especialista, documento=solicitud.servidor.documento, vinculo="cunado"
    )
    pagina = dentro.get(mesa_de(solicitud)).content.decode()
    assert "Se abstiene" in pagina
    assert 'name="verbo"' not in pagina
    for verbo in ("tomar", "atender", "rechazar", "observar"):
        respuesta = pulsar(dentro, solicitud, verbo, motivo="x", **{"observacion-motivo": "x"})
        assert "la decide otra persona" in respuesta.content.decode(), verbo
    assert solicitud.eventos.count() == 1


def test_se_declara_antes_de_que_pida_nada_y_se_retira(dentro, solicitud, especialista):
    documento = solicitud.servidor.documento
    respuesta = dentro.post(ALTA, {"documento": f" {documento} ", "vinculo": "primo"})
    assert "Escoja una opción válida" in respuesta.content.decode()
    assert dentro.post(ALTA, {"documento": f" {documento} ", "vinculo": "hermano"}).url == LISTA
    declarado = Parentesco.objects.get()
    assert (declarado.usuario, declarado.documento) == (especialista, documento)
    assert not Solicitud.objects.decidibles_por(especialista).exists()
    repetida = dentro.post(ALTA, {"documento": documento, "vinculo": "hermano"})
    assert "Ya declaró a esa persona" in repetida.content.decode()
    respuesta = dentro.post(
        LISTA, {"action": "retirar", "_selected_action": [declarado.pk], "index": "0"}
    )
    assert "retirada" in dichos(respuesta)[-1]
    declarado.refresh_from_db()
    assert declarado.retirado_en is not None
    assert Solicitud.objects.decidibles_por(especialista).exists()
    assert dentro.post(ALTA, {"documento": documento, "vinculo": "hermano"}).url == LISTA


@pytest.mark.parametrize(
    "malo", ["", "1234567", "1234567890123", "99-000001", "ñ9000001", "12345 78"]
)
def test_un_documento_imposible_se_rechaza(dentro, malo):
    respuesta = dentro.post(ALTA, {"documento": malo, "vinculo": "hermano"})
    assert respuesta.status_code == 200
    assert not Parentesco.objects.exists()


def test_nadie_se_declara_a_si_mismo(dentro, especialista):
    respuesta = dentro.post(ALTA, {"documento": especialista.documento, "vinculo": "hermano"})
    assert "Es su propio documento" in respuesta.content.decode()
    with pytest.raises(VerboNegado):
        reparto.declarar_parentesco(
            por=especialista, documento=especialista.documento, vinculo="hermano"
        )


def test_las_declaraciones_de_otro_no_existen(dentro, especialista):
    otro = fabricas.personal(fabricas.ugel(), "Responsable de escalafón")
    suya = reparto.declarar_parentesco(por=otro, documento="99123456", vinculo="hermano")
    assert "99123456" not in dentro.get(LISTA).content.decode()
    url = reverse("admin:solicitudes_parentesco_change", args=[suya.pk])
    assert "99123456" not in dentro.get(url, follow=True).content.decode()
    dentro.post(LISTA, {"action": "retirar", "_selected_action": [suya.pk], "index": "0"})
    suya.refresh_from_db()
    assert suya.retirado_en is None
    operador = entrar(Client(), fabricas.personal(fabricas.ugel("000000"), "Operador MINEDU"))
    assert "99123456" not in operador.get(LISTA).content.decode()
