"""The password again, before what changes how one gets in; and another password."""

import pytest
from django.urls import reverse

from accounts.models import Sesion, Suceso
from accounts.reautenticacion import ANTES_DE, CONFIRMADA
from tests.accounts.apoyo import dentro, dentro_de, ingresar, que_acepto
from tests.cliente import Client
from tests.fabricas import CLAVE, personal, ugel, usuario

CONFIRMAR, CAMBIAR = "/mi-cuenta/confirmar/", "/mi-cuenta/contrasena/"
NUEVA = "otra frase que nadie usa"
pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return que_acepto(usuario(correo="p@prueba.invalid"))


@pytest.fixture
def olvidada(client, persona):
    """A session that somebody left open a while ago."""
    client.force_login(persona)
    sesion = client.session
    sesion["_abierta"] = sesion["_abierta"] - 11 * 60
    sesion.save()
    return client


def confirmar(client, contrasena=CLAVE, adonde="/mi-cuenta/sesiones/"):
    return client.post(CONFIRMAR, {"actual": contrasena, "next": adonde})


def hay(persona, tipo) -> int:
    return Suceso.objects.filter(usuario=persona, tipo=tipo).count()


@pytest.mark.parametrize(("nombre", "vuelve"), ANTES_DE.items())
def test_a_session_left_open_changes_nothing_about_how_to_get_in(olvidada, nombre, vuelve):
    respuesta = olvidada.post(reverse(nombre), {"codigo": "123456"})
    assert respuesta.status_code == 302
    assert respuesta["Location"] == f"{CONFIRMAR}?next={reverse(vuelve).replace('/', '%2F')}"


def test_the_others_stay_open_until_the_password_is_typed(olvidada, persona):
    otro = Client()
    otro.force_login(persona)
    olvidada.post("/mi-cuenta/sesiones/cerrar/")
    assert dentro(otro)
    antes = olvidada.session.session_key
    assert confirmar(olvidada)["Location"] == "/mi-cuenta/sesiones/"
    assert olvidada.session.session_key != antes
    olvidada.post("/mi-cuenta/sesiones/cerrar/")
    assert not dentro(otro)


def test_who_has_just_come_in_is_not_asked(client, persona):
    ingresar(client, persona.documento)
    assert client.post("/mi-cuenta/sesiones/cerrar/")["Location"] == "/mi-cuenta/sesiones/"
    with dentro_de(minutes=11):
        assert client.post("/mi-cuenta/sesiones/cerrar/")["Location"].startswith(CONFIRMAR)


def test_a_wrong_one_is_told_and_noted_and_serves_nothing(olvidada, persona):
    respuesta = confirmar(olvidada, "otra cosa")
    assert "La contraseña no es correcta." in respuesta.content.decode()
    assert CONFIRMADA not in olvidada.session
    assert hay(persona, "ingreso_fallido") == 1


def test_five_wrong_ones_end_the_session(olvidada, persona):
    for _ in range(4):
        assert confirmar(olvidada, "otra cosa").status_code == 200
    assert confirmar(olvidada, "otra cosa")["Location"] == "/ingresar/"
    assert "varias contraseñas equivocadas" in olvidada.get("/ingresar/").content.decode()
    assert not dentro(olvidada)


def test_five_wrong_ones_end_another_session_of_the_account_even_with_the_right_one(
    olvidada, persona
):
    for _ in range(5):
        confirmar(olvidada, "otra cosa")
    otra = Client()
    otra.force_login(persona)
    assert confirmar(otra)["Location"] == "/ingresar/"
    assert not dentro(otra)


@pytest.mark.parametrize(
    "adonde", ["https://otro.invalid/", "//otro.invalid", "javascript:alert(1)"]
)
def test_the_way_on_stays_at_home(olvidada, adonde):
    assert confirmar(olvidada, adonde=adonde)["Location"] == "/mi-cuenta/"


def cambiar(client, actual=CLAVE, nueva=NUEVA, otra=None):
    datos = {"actual": actual, "new_password1": nueva, "new_password2": otra or nueva}
    return client.post(CAMBIAR, datos)


def test_another_password_closes_the_others_and_stays_here(client, persona):
    otro = Client()
    otro.force_login(persona)
    client.force_login(persona)
    assert cambiar(client)["Location"] == "/mi-cuenta/"
    assert "Su contraseña se cambió" in client.get("/mi-cuenta/").content.decode()
    assert not dentro(otro)
    assert Sesion.objects.filter(usuario=persona).count() == 1
    assert hay(persona, "contrasena_puesta") == 1
    persona.refresh_from_db()
    assert persona.check_password(NUEVA)


@pytest.mark.parametrize(
    ("actual", "nueva", "otra", "dice"),
    [
        ("otra cosa", NUEVA, None, "La contraseña no es correcta."),
        ("", NUEVA, None, "Este campo es"),
        (CLAVE, "corta", None, "caracteres"),
        (CLAVE, NUEVA, NUEVA + "x", "no coinciden"),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(client, persona, actual, nueva, otra, dice):
    client.force_login(persona)
    assert dice in cambiar(client, actual, nueva, otra).content.decode()
    persona.refresh_from_db()
    assert persona.check_password(CLAVE)
    assert hay(persona, "contrasena_puesta") == 0


def test_the_boxes_are_those_that_a_password_manager_fills(client, persona):
    client.force_login(persona)
    pagina = client.get(CAMBIAR).content.decode()
    assert pagina.count('type="password"') == 3
    assert pagina.count('autocomplete="new-password"') == 2
    assert pagina.count('autocomplete="current-password"') == 1


def test_the_admin_changes_it_at_the_same_page(client):
    jefa = que_acepto(personal(ugel()))
    client.force_login(jefa, "accounts.backends.AsignacionBackend")
    assert client.get("/admin/password_change/")["Location"] == "/mi-cuenta/contrasena/"
    datos = {"old_password": CLAVE, "new_password1": "x" * 20, "new_password2": "x" * 20}
    assert client.post("/admin/password_change/", datos).status_code == 302
    jefa.refresh_from_db()
    assert jefa.check_password(CLAVE)
