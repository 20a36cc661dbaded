"""«Iniciar sesión»: one door, one error, and a lock that hits nobody else."""

from unittest import mock

import pytest

from accounts import limites
from accounts.hashers import Argon2idOwasp
from accounts.models import Intento
from accounts.origen import direccion
from tests.accounts.apoyo import codigo, dentro, dentro_de, ingresar, sin_lo_que_cambia
from tests.fabricas import CLAVE, personal, ugel, usuario

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return usuario(documento="AB990001")


@pytest.fixture
def hashes(monkeypatch) -> list[str]:
    """Which derivations were really computed."""
    hechos: list[str] = []
    for nombre in ("encode", "verify"):
        original = getattr(Argon2idOwasp, nombre)

        def contar(self, *args, _nombre=nombre, _original=original):
            hechos.append(_nombre)
            return _original(self, *args)

        monkeypatch.setattr(Argon2idOwasp, nombre, contar)
    return hechos


def fallar(client, documento: str, veces: int, **opciones):
    for _ in range(veces):
        respuesta = ingresar(client, documento, "equivocada", **opciones)
    return respuesta


def test_usuario_contrasena_and_code_let_in(client, persona):
    respuesta = ingresar(client, " ab990001 ")
    assert (respuesta.status_code, respuesta["Location"]) == (302, "/")
    assert dentro(client)


def test_the_page_says_what_it_must(client):
    pagina = client.get("/ingresar/").content.decode()
    assert "Nunca comparta su usuario ni su contraseña" in pagina
    assert 'autocomplete="username"' in pagina
    assert 'autocomplete="current-password"' in pagina
    assert 'name="codigo_1"' in pagina
    assert "onpaste" not in pagina


def test_unknown_wrong_inactive_and_without_password_look_the_same(client, persona):
    usuario(documento="99900002").__class__.objects.filter(documento="99900002").update(
        is_active=False
    )
    usuario(documento="99900003", clave=None)
    paginas = set()
    for documento in ("99900001", persona.documento, "99900002", "99900003"):
        respuesta = ingresar(client, documento, CLAVE if documento == "99900002" else "otra")
        paginas.add(sin_lo_que_cambia(respuesta).replace(documento, "DOCUMENTO"))
        assert respuesta.status_code == 200
    assert len(paginas) == 1


def test_an_unknown_usuario_costs_what_a_wrong_password_costs(client, persona, hashes):
    ingresar(client, "99900001", "otra")
    desconocido = len(hashes)
    ingresar(client, persona.documento, "otra")
    assert desconocido == len(hashes) - desconocido == 1


def test_a_wrong_code_looks_at_no_password(client, persona, hashes):
    respuesta = ingresar(client, "ab990001", codigo_malo=True)
    pagina = respuesta.content.decode()
    assert "El código no coincide con la imagen" in pagina
    assert 'value="ab990001"' in pagina
    assert CLAVE not in pagina
    assert not hashes
    assert not Intento.objects.exists()
    assert not dentro(client)


def test_a_code_serves_one_login(client, persona):
    datos = {"username": "AB990001", "password": "otra", **codigo(client.get("/ingresar/"))}
    client.post("/ingresar/", datos)
    respuesta = client.post("/ingresar/", datos | {"password": CLAVE})
    assert "El código no coincide" in respuesta.content.decode()


def test_the_fifth_failure_locks_and_says_for_how_long(client, persona):
    assert fallar(client, persona.documento, 4).status_code == 200
    respuesta = fallar(client, persona.documento, 1)
    assert respuesta.status_code == 429
    assert "espere 15 minutos" in respuesta.content.decode()
    assert ingresar(client, persona.documento).status_code == 429
    assert not dentro(client)


def test_lower_case_is_the_same_usuario_for_the_lock(client, persona):
    fallar(client, "AB990001", 3)
    assert fallar(client, "ab990001 ", 2).status_code == 429


def test_the_lock_ends_and_insisting_does_not_prolong_it(client, persona):
    fallar(client, persona.documento, 5)
    with dentro_de(minutes=14, seconds=30):
        respuesta = ingresar(client, persona.documento)
        assert "espere 1 minuto " in respuesta.content.decode()
    with dentro_de(minutes=15, seconds=1):
        assert ingresar(client, persona.documento).status_code == 302


def test_the_lock_hits_nobody_else_of_the_same_address(client, persona):
    fallar(client, persona.documento, 5)
    assert ingresar(client, usuario().documento).status_code == 302


def test_the_lock_of_an_address_leaves_the_others_open(client, persona):
    fallar(client, persona.documento, 5, REMOTE_ADDR="198.51.100.7")
    assert ingresar(client, persona.documento, REMOTE_ADDR="198.51.100.8").status_code == 302


def test_many_addresses_guess_one_usuario_no_more_than_twenty_times(client, persona):
    for n in range(5):
        fallar(client, persona.documento, 4, REMOTE_ADDR=f"198.51.100.{n}")
    assert ingresar(client, persona.documento, REMOTE_ADDR="198.51.100.99").status_code == 429


def test_one_address_guesses_over_many_usuarios_no_more_than_its_limit(client, persona):
    with mock.patch.object(
        limites, "DE_UNA_DIRECCION", limites.DE_UNA_DIRECCION._replace(cuantos=6)
    ):
        for n in range(6):
            fallar(client, f"9970000{n}", 1)
        assert ingresar(client, persona.documento).status_code == 429
        otra = ingresar(client, persona.documento, REMOTE_ADDR="198.51.100.8")
        assert otra.status_code == 302


def test_a_forged_address_does_not_dodge_the_lock(client, persona):
    for n in range(5):
        respuesta = fallar(client, persona.documento, 1, HTTP_X_FORWARDED_FOR=f"203.0.113.{n}")
    assert respuesta.status_code == 429


@pytest.mark.parametrize(
    ("proxies", "cabecera", "esperada"),
    [
        (0, "203.0.113.9", "198.51.100.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "198.51.100.1"),
        (1, "no es una dirección", None),
    ],
)
def test_the_address_is_what_the_trusted_proxy_says(rf, settings, proxies, cabecera, esperada):
    settings.PROXIES_CONFIABLES = proxies
    request = rf.get("/", REMOTE_ADDR="198.51.100.1", HTTP_X_FORWARDED_FOR=cabecera)
    assert direccion(request) == esperada


def test_a_right_password_is_no_guess_and_pardons_none(client, persona):
    fallar(client, persona.documento, 4)
    for _ in range(6):
        assert ingresar(client, persona.documento).status_code == 302
        client.post("/salir/")
    assert Intento.objects.count() == 4
    assert fallar(client, persona.documento, 1).status_code == 429


@pytest.mark.parametrize(
    ("siguiente", "destino"),
    [
        ("/ayuda/", "/ayuda/"),
        ("https://otro.invalid/", "/"),
        ("//otro.invalid/", "/"),
        ("javascript:alert(1)", "/"),
        ("/ingresar/?next=/salir/", "/"),
        ("/salir/", "/"),
    ],
)
def test_next_stays_at_home(client, persona, siguiente, destino):
    assert ingresar(client, persona.documento, next=siguiente)["Location"] == destino


def test_who_is_in_is_sent_on(client, persona):
    client.force_login(persona, backend="accounts.backends.AsignacionBackend")
    assert client.get("/ingresar/?next=/ingresar/")["Location"] == "/"
    assert client.get("/ingresar/?next=/ayuda/")["Location"] == "/ayuda/"


def test_the_session_id_changes_at_login(client, persona):
    sesion = client.session
    sesion["visto"] = 1
    sesion.save()
    antes = sesion.session_key
    ingresar(client, persona.documento)
    assert client.session.session_key != antes


def test_only_a_post_logs_out(client, persona):
    client.force_login(persona, backend="accounts.backends.AsignacionBackend")
    assert client.get("/salir/").status_code == 405
    assert dentro(client)
    assert client.post("/salir/")["Location"] == "/"
    assert not dentro(client)


def test_logging_out_twice_is_no_error(client):
    assert client.post("/salir/")["Location"] == "/"


def test_a_deactivated_account_is_out_at_the_next_page(client, persona):
    client.force_login(persona, backend="accounts.backends.AsignacionBackend")
    persona.is_active = False
    persona.save()
    assert not dentro(client)


def test_the_admin_has_no_second_door(client):
    jefa = personal(ugel())
    datos = {"username": jefa.documento, "password": CLAVE}
    respuesta = client.post("/admin/login/", datos, follow=True)
    assert respuesta.request["PATH_INFO"] == "/ingresar/"
    assert not dentro(client)
    factor = "/mi-cuenta/verificacion/activar/?next=%2Fadmin%2F"
    assert ingresar(client, jefa.documento, next="/admin/")["Location"] == factor
    assert client.get("/admin/")["Location"] == factor


def test_the_admin_is_closed_to_who_has_no_role(client, persona):
    client.force_login(persona, backend="accounts.backends.AsignacionBackend")
    respuesta = client.get("/admin/", follow=True)
    assert respuesta.status_code == 403
    assert "cargo vigente" in respuesta.content.decode()
