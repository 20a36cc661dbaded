"""Two tabs over one record: the second to send is told which request stands."""

import uuid

import pytest
from django.urls import reverse

from legajo.models import Capacitacion
from solicitudes.models import Solicitud
from tests import fabricas

pytestmark = pytest.mark.django_db


def test_la_segunda_pestana_no_dice_que_envio(client):
    servidor = fabricas.servidor(fabricas.ugel("190001"))
    registro = fabricas.registro(Capacitacion.tipo, servidor)
    client.force_login(servidor.usuario, "accounts.backends.AsignacionBackend")

    def enviar():
        url = reverse(
            "solicitudes:formulario_registro", args=["capacitaciones", "quitar", registro.publico]
        )
        datos = {"clave": str(uuid.uuid4()), "solicitud-explicacion": "x", "confirmado": "1"}
        return client.post(url, datos, follow=True).content.decode()

    assert "Enviamos su solicitud" in enviar()
    segunda = enviar()
    assert "Ya tiene una solicitud en curso sobre ese registro" in segunda
    assert "Enviamos su solicitud" not in segunda
    assert Solicitud.objects.count() == 1
