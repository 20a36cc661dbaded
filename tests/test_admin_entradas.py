"""The address of an admin list: what is no filter of it is refused, never a 500 nor an oracle."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import Usuario
from legajo.models import Capacitacion
from tests.cliente import Client
from tests.fabricas import personal, ugel

pytestmark = pytest.mark.django_db


@pytest.fixture
def superusuario():
    client = Client()
    persona = Usuario.objects.create_superuser("99500000", "super@demo.invalid", "x" * 14)
    client.force_login(persona, "accounts.backends.AsignacionBackend")
    return client


def _lista(modelo: type) -> str:
    return reverse(f"admin:{modelo._meta.app_label}_{modelo._meta.model_name}_changelist")


def test_un_patron_no_se_acepta_en_ninguna_lista(superusuario):
    propios = ("accounts", "auth", "legajo", "solicitudes", "boletas")
    for modelo in admin.site._registry:
        if modelo._meta.app_label not in propios:
            continue
        respuesta = superusuario.get(_lista(modelo), {f"{modelo._meta.pk.name}__iregex": "("})
        assert respuesta.status_code == 400, modelo


def test_la_contrasena_no_se_adivina_letra_por_letra():
    client = Client()
    client.force_login(personal(ugel("000000"), "Auditor"), "accounts.backends.AsignacionBackend")
    respuesta = client.get(_lista(Usuario), {"password__startswith": "argon2"})
    assert respuesta.status_code == 400


def test_el_autocompletado_solo_sirve_a_claves_foraneas(superusuario):
    pregunta = {"app_label": "accounts", "model_name": "usuario", "field_name": "servidor"}
    assert superusuario.get(reverse("admin:autocomplete"), pregunta).status_code == 403


def test_una_fila_que_no_puede_existir_es_un_400(superusuario):
    datos = {"action": "retirar", "_selected_action": ["abc"]}
    assert superusuario.post(_lista(Capacitacion), datos).status_code == 400


@pytest.mark.parametrize("escrito", ["abc", "", "9" * 30, "٣", "💥"])
def test_un_servidor_que_no_puede_existir_se_dice_en_el_formulario(superusuario, escrito):
    url = reverse("admin:legajo_capacitacion_add")
    respuesta = superusuario.post(url, {"servidor": escrito, "tema": "Se conserva"})
    assert respuesta.status_code == 200
    assert "Se conserva" in respuesta.content.decode()
