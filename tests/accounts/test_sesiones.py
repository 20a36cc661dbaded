"""Sessions: rotated, ended by time, by their owner and by every change of right."""

import pytest
from django.core import mail

from accounts.contrasenas import poner_contrasena
from accounts.models import Asignacion, Sesion, Suceso
from accounts.tokens import emitir_enlace
from tests.accounts.apoyo import dentro_de, ingresar, trabajar
from tests.cliente import Client
from tests.fabricas import personal, ugel, usuario

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return usuario(correo="p@prueba.invalid")


def dos_navegadores(persona):
    navegadores = Client(), Client()
    for navegador in navegadores:
        navegador.force_login(persona)
        assert navegador.get("/mi-cuenta/").status_code == 200
    return navegadores


def fuera(navegador, pagina="/mi-cuenta/") -> bool:
    return navegador.get(pagina)["Location"].startswith("/ingresar/")


def hay(persona, tipo) -> int:
    return Suceso.objects.filter(usuario=persona, tipo=tipo).count()


def test_login_changes_the_key_that_a_stranger_may_know(client, persona):
    ajena = client.session
    ajena["algo"] = 1
    ajena.save()
    client.cookies["sid"] = ajena.session_key
    ingresar(client, persona.documento)
    assert client.session.session_key != ajena.session_key
    assert not Sesion.objects.filter(session_key=ajena.session_key).exists()


@pytest.mark.parametrize(("es_personal", "minutos"), [(False, 60), (True, 30)])
def test_an_idle_session_ends_and_says_why(client, es_personal, minutos):
    quien = personal(ugel()) if es_personal else usuario()
    client.force_login(quien)
    with dentro_de(minutes=minutos - 1):
        assert client.get("/mi-cuenta/").status_code == 200
    with dentro_de(minutes=2 * minutos - 2):  # it counts from the last page
        assert client.get("/mi-cuenta/").status_code == 200
    with dentro_de(minutes=3 * minutos):
        respuesta = client.get("/mi-cuenta/sesiones/?a=1")
        assert respuesta["Location"] == (
            "/ingresar/?vencida=tiempo&next=%2Fmi-cuenta%2Fsesiones%2F%3Fa%3D1"
        )
        assert (
            "Su sesión terminó por el tiempo" in client.get(respuesta["Location"]).content.decode()
        )
    assert hay(quien, "sesion_vencida") == 1


def test_no_use_keeps_a_session_beyond_twelve_hours(client, persona):
    client.force_login(persona)
    for horas in range(1, 24):
        with dentro_de(minutes=30 * horas):
            assert client.get("/mi-cuenta/").status_code == 200
    with dentro_de(hours=12, minutes=1):
        assert fuera(client)


def test_a_form_that_meets_an_ended_session_says_that_it_was_not_kept(client, persona):
    client.force_login(persona)
    with dentro_de(minutes=61):
        desde = "http://testserver/mi-cuenta/sesiones/"
        respuesta = client.post("/mi-cuenta/sesiones/cerrar/", headers={"referer": desde})
        assert respuesta["Location"].endswith("vencida=formulario&next=%2Fmi-cuenta%2Fsesiones%2F")
        assert "no se guardó" in client.get(respuesta["Location"]).content.decode()


def test_a_page_writes_when_it_was_seen_once_a_minute(client, persona):
    client.force_login(persona)
    visto = Sesion.objects.get(usuario=persona).vista_en
    client.get("/mi-cuenta/")
    assert Sesion.objects.get(usuario=persona).vista_en == visto
    with dentro_de(seconds=90):
        client.get("/mi-cuenta/")
    assert Sesion.objects.get(usuario=persona).vista_en > visto


def test_disabled_is_out_at_once_everywhere(persona):
    uno, otro = dos_navegadores(persona)
    type(persona).objects.filter(pk=persona.pk).update(is_active=False)
    assert fuera(uno)
    assert fuera(otro)


def test_a_lost_role_is_out_at_once_everywhere():
    quien = personal(ugel())
    uno, otro = dos_navegadores(quien)
    Asignacion.objects.filter(usuario=quien).update(hasta="2020-01-01", desde="2019-01-01")
    assert fuera(uno)
    assert fuera(otro)


def test_a_changed_password_closes_everywhere_and_leaves_no_row(persona):
    uno, otro = dos_navegadores(persona)
    enlace = emitir_enlace(persona)
    ficha = enlace.rstrip("/").rsplit("/", 1)[1]
    persona.refresh_from_db()
    poner_contrasena(usuario=persona, enlace=ficha, contrasena="nueva-clave-larga-1")
    assert not Sesion.objects.filter(usuario=persona).exists()
    assert fuera(uno)
    assert fuera(otro)


def test_mis_sesiones_shows_them_without_their_keys_and_closes_one(persona):
    uno, otro = dos_navegadores(persona)
    pagina = uno.get("/mi-cuenta/sesiones/")
    assert pagina.content.decode().count("(esta sesión)") == 1
    assert otro.session.session_key not in pagina.content.decode()
    ajena = next(s for s in pagina.context["sesiones"] if not s.esta)
    uno.post("/mi-cuenta/sesiones/cerrar/", {"cual": ajena.huella})
    assert fuera(otro)
    assert not sin_entrar(uno)
    assert hay(persona, "sesion_cerrada") == 1


def sin_entrar(navegador) -> bool:
    return navegador.get("/mi-cuenta/").status_code != 200


def test_nobody_closes_the_session_of_another(client, persona):
    uno, _ = dos_navegadores(persona)
    huella = uno.get("/mi-cuenta/sesiones/").context["sesiones"][0].huella
    client.force_login(usuario())
    client.post("/mi-cuenta/sesiones/cerrar/", {"cual": huella})
    client.post("/mi-cuenta/sesiones/cerrar/")
    assert not sin_entrar(uno)


def test_all_the_others_can_be_closed(persona):
    uno, otro = dos_navegadores(persona)
    uno.post("/mi-cuenta/sesiones/cerrar/")
    assert fuera(otro)
    assert not sin_entrar(uno)


def test_a_new_device_or_network_is_told_once(persona):
    movil = "Mozilla/5.0 (Android 15; Mobile) Firefox/140.0"
    for agente, direccion in (
        ("", "190.10.10.1"), ("", "190.10.10.77"), (movil, "190.10.10.1"), (movil, "190.10.10.1"),
        ("", "181.5.5.5"),
    ):  # fmt: skip
        headers = {"user-agent": agente}
        ingresar(Client(), persona.documento, headers=headers, REMOTE_ADDR=direccion)
    assert hay(persona, "dispositivo_nuevo") == 2
    trabajar()
    assert "Firefox en Android" in mail.outbox[0].body
    assert "181.5.5.5" in mail.outbox[1].body
