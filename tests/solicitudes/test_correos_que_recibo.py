"""«Correos que recibo»: what a person silences is not sent, and the rest is."""

import pytest
from django.urls import reverse

from accounts.models import Envio
from solicitudes import avisos, decisiones, verbos
from solicitudes.models import Preferencia
from tests import fabricas
from tests.cliente import Client
from tests.solicitudes.apoyo import enviar_alta

pytestmark = pytest.mark.django_db
URL = "/solicitudes/correos/"


@pytest.fixture
def persona():
    quien = fabricas.servidor(fabricas.ugel("190001"))
    quien.usuario.correo = "rosa@demo.invalid"
    quien.usuario.save()
    return quien


@pytest.fixture
def dentro(persona):
    client = Client()
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


def marcadas(pagina):
    texto = pagina.content.decode()
    return [c for c in avisos.DEL_TITULAR if f'value="{c}" ' in texto
            and "checked" in texto.split(f'value="{c}"')[1].split(">")[0]]  # fmt: skip


def enviadas(persona):
    return list(Envio.objects.filter(usuario=persona.usuario).values_list("clase", flat=True))


def test_al_comienzo_recibe_todos_y_la_bandeja_lleva_alli(dentro):
    assert URL in dentro.get(reverse("solicitudes:bandeja")).content.decode()
    assert marcadas(dentro.get(URL)) == list(avisos.DEL_TITULAR)


def test_lo_que_calla_no_se_envia_y_lo_demas_si(persona, dentro):
    queda = [c for c in avisos.DEL_TITULAR if c not in ("sol_enviada", "sol_anulada")]
    respuesta = dentro.post(URL, {"quiere": queda}, follow=True)
    assert "Guardamos qué correos recibe" in respuesta.content.decode()
    assert marcadas(respuesta) == queda
    solicitud = enviar_alta(persona)
    assert enviadas(persona) == []
    especialista = fabricas.personal(persona.unidad)
    decisiones.observar(solicitud.pk, por=especialista, motivo="Falta")
    assert enviadas(persona) == ["sol_observada"]
    verbos.anular(solicitud.pk, por=persona.usuario)
    assert enviadas(persona) == ["sol_observada"]


def test_sin_ninguna_marca_no_recibe_nada_y_puede_volver(persona, dentro):
    dentro.post(URL, {})
    assert marcadas(dentro.get(URL)) == []
    enviar_alta(persona)
    assert enviadas(persona) == []
    dentro.post(URL, {"quiere": list(avisos.DEL_TITULAR)})
    dentro.post(URL, {"quiere": list(avisos.DEL_TITULAR)})
    assert Preferencia.objects.get().callados == []
    enviar_alta(persona, tema="Otro")
    assert enviadas(persona) == ["sol_enviada"]


@pytest.mark.parametrize("ajena", ["bloqueo", "contrasena_cambiada", "x"])
def test_los_avisos_de_seguridad_no_se_callan_ni_se_eligen(ajena, persona, dentro):
    respuesta = dentro.post(URL, {"quiere": [ajena]})
    assert respuesta.status_code == 200
    assert "Revise lo siguiente" in respuesta.content.decode()
    assert not Preferencia.objects.exists()


def test_lo_de_uno_no_cambia_lo_de_otro(persona, dentro):
    otro = fabricas.servidor(persona.unidad)
    dentro.post(URL, {})
    enviar_alta(otro)
    assert avisos.quiere(otro.usuario) == list(avisos.DEL_TITULAR)


def test_el_enlace_del_correo_lleva_alli_despues_de_ingresar(persona):
    solicitud = enviar_alta(persona)
    envio = Envio.objects.get(usuario=persona.usuario)
    ruta = reverse("solicitudes:detalle", args=[solicitud.publico])
    assert envio.datos["ruta"] == ruta
    anonimo = Client().get(ruta)
    assert anonimo.status_code == 302
    assert f"next={ruta}" in anonimo["Location"]
