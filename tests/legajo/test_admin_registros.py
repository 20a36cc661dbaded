"""A record in the admin: two people at once, and what one of them has not seen."""

import pytest
from django.urls import reverse

from legajo.formularios import escrito
from legajo.models import Capacitacion
from tests import fabricas

pytestmark = pytest.mark.django_db


@pytest.fixture
def dentro(client):
    persona = fabricas.personal(fabricas.ugel("190001"))
    client.force_login(persona, "accounts.backends.AsignacionBackend")
    return client


@pytest.fixture
def registro():
    return fabricas.registro(Capacitacion.tipo, fabricas.servidor(fabricas.ugel("190001")))


def _abrir(dentro, registro) -> tuple[str, dict[str, str]]:
    """Address of the form and what a browser would send back untouched."""
    url = reverse("admin:legajo_capacitacion_change", args=[registro.pk])
    form = dentro.get(url).context["adminform"].form
    return url, {nombre: escrito(form[nombre]) for nombre in form.fields}


def test_lo_que_otro_cambio_mientras_tanto_no_se_pisa(dentro, registro):
    url, leido = _abrir(dentro, registro)
    assert dentro.post(url, leido | {"anotaciones": "De la primera persona"}).status_code == 302
    respuesta = dentro.post(url, leido | {"tema": "De la segunda persona"})
    pagina = respuesta.content.decode()
    assert "El registro cambió mientras usted lo editaba" in pagina
    assert "De la segunda persona" in pagina
    registro.refresh_from_db()
    assert registro.anotaciones == "De la primera persona"
    assert registro.version == 2


def test_sin_la_version_leida_no_se_guarda(dentro, registro):
    url, leido = _abrir(dentro, registro)
    del leido["version_vista"]
    assert dentro.post(url, leido | {"tema": "A mano"}).status_code == 200
    registro.refresh_from_db()
    assert registro.version == 1


def test_quien_solo_mira_ve_el_registro_sin_la_version(client, registro):
    auditor = fabricas.personal(fabricas.ugel("000000"), "Auditor")
    client.force_login(auditor, "accounts.backends.AsignacionBackend")
    url = reverse("admin:legajo_capacitacion_change", args=[registro.pk])
    respuesta = client.get(url)
    assert respuesta.status_code == 200
    assert "version_vista" not in respuesta.content.decode()


def test_no_se_retira_lo_que_no_estaba_en_la_pagina(dentro, registro):
    otro = fabricas.registro(Capacitacion.tipo, fabricas.servidor(fabricas.ugel("190001")))
    datos = {"action": "retirar", "_selected_action": [otro.pk], "select_across": "1"}
    dentro.post(reverse("admin:legajo_capacitacion_changelist"), datos)
    assert Capacitacion.objects.activos().count() == 2
