"""The form of a request when the legajo moved under it."""

import pytest
from django.urls import reverse

from legajo import cambios
from legajo.models import Capacitacion, Contacto
from solicitudes import verbos
from tests import fabricas
from tests.solicitudes.apoyo import enviar_alta

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def dentro(client, persona):
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


def test_un_registro_retirado_entretanto_se_dice(dentro, persona):
    registro = fabricas.registro(Capacitacion.tipo, persona)
    autoria = cambios.Autoria(fabricas.personal(fabricas.ugel()), "admin")
    cambios.retirar(registro, autoria=autoria)
    url = reverse(
        "solicitudes:formulario_registro", args=["capacitaciones", "quitar", registro.publico]
    )
    respuesta = dentro.post(url, {"solicitud-explicacion": "x", "confirmado": "1"}, follow=True)
    assert "su UGEL lo retiró" in respuesta.content.decode()
    assert not persona.solicitudes.exists()


def test_lo_que_es_uno_solo_no_se_agrega_dos_veces(dentro, persona):
    fabricas.registro(Contacto.tipo, persona)
    url = reverse("solicitudes:formulario", args=["contacto", "agregar"])
    assert "pida cambiarlos" in dentro.get(url, follow=True).content.decode()


def test_la_anulada_dice_cuando_y_por_quien(dentro, persona):
    solicitud = enviar_alta(persona)
    verbos.anular(solicitud.pk, por=persona.usuario)
    url = reverse("solicitudes:detalle", args=[solicitud.publico])
    texto = dentro.get(url).content.decode()
    assert "Anulada por usted" in texto
    assert "Anulada el" in texto
