"""Bad input ends in a page in Spanish, never in a 500."""

import pytest

from tests.accounts.apoyo import codigo
from tests.cliente import Client

pytestmark = pytest.mark.django_db


def en_espanol(respuesta) -> bool:
    pagina = respuesta.content.decode()
    return 'lang="es-PE"' in pagina and "css/portal" in pagina


@pytest.mark.parametrize("cadena", ["%00", "a%00b", "%ED%A0%80", "%FF", "%C3"])
def test_nul_surrogates_and_broken_text_in_a_query_are_a_400(client, cadena):
    respuesta = client.get(f"/ugel/?q={cadena}")
    assert respuesta.status_code == 400
    assert en_espanol(respuesta)


@pytest.mark.parametrize("ruta", ["/ayuda/%00", "/%FF/", "/generar-contrasena/%00/x/"])
def test_the_same_in_an_address(client, ruta):
    respuesta = client.get(ruta)
    assert respuesta.status_code in (400, 404)
    assert en_espanol(respuesta)


@pytest.mark.parametrize("campo", ["username", "password", "codigo_0", "codigo_1", "next"])
def test_nul_in_any_field_of_the_login_is_a_400(client, campo):
    datos = {"username": "99000001", "password": "x", **codigo(client.get("/ingresar/"))}
    respuesta = client.post("/ingresar/", datos | {campo: "a\x00b"})
    assert respuesta.status_code == 400
    assert "caracteres que no se admiten" in respuesta.content.decode()


@pytest.mark.parametrize(
    "datos", [{}, {"codigo_0": "x"}, {"username": "x" * 5000}, {"codigo_1": "x" * 9000}]
)
def test_a_form_made_by_hand_is_answered(client, datos):
    for direccion in ("/ingresar/", "/generar-contrasena/", "/generar-contrasena/codigo/"):
        assert client.post(direccion, datos).status_code == 200


def test_an_unknown_page_wears_the_layout(client):
    respuesta = client.get("/no-existe/")
    assert respuesta.status_code == 404
    assert en_espanol(respuesta)
    assert "Menú principal" in respuesta.content.decode()


def test_a_form_without_token_is_explained():
    respuesta = Client(enforce_csrf_checks=True).post("/ingresar/", {"username": "x"})
    assert respuesta.status_code == 403
    assert en_espanol(respuesta)
    assert "El formulario venció" in respuesta.content.decode()


def test_a_foreign_host_is_a_400(client):
    respuesta = client.get("/", headers={"Host": "malo.invalid"})
    assert respuesta.status_code == 400
    assert "malo.invalid" not in respuesta.content.decode()


def test_what_breaks_is_a_page_without_details(settings, client):
    client.raise_request_exception = False
    settings.ROOT_URLCONF = "tests.portal.rutas_rotas"
    respuesta = client.get("/rota/")
    assert respuesta.status_code == 500
    assert en_espanol(respuesta)
    assert "ZeroDivisionError" not in respuesta.content.decode()


@pytest.mark.parametrize("direccion", ["/legajo/", "/boletas/", "/solicitudes/", "/hoja-de-vida/"])
def test_what_is_personal_asks_to_log_in_and_comes_back(client, direccion):
    assert client.get(direccion)["Location"] == f"/ingresar/?next={direccion}"
