"""The link: once, in time, only the last one; and what setting a password brings."""

import threading
import uuid

import pytest
from django.conf import settings as ajustes
from django.db import connection

from accounts.contrasenas import EnlaceVencido, cambiar_correo, pedir_enlace, poner_contrasena
from accounts.models import Envio, Suceso, Usuario
from accounts.tokens import emitir_enlace
from tests.accounts.apoyo import codigo, dentro, dentro_de, enlaces_recibidos, ingresar, trabajar
from tests.cliente import Client
from tests.fabricas import CLAVE, personal, ugel, usuario

NUEVA = "río crecido en febrero 9"


def ruta(persona: Usuario) -> str:
    return emitir_enlace(persona).removeprefix(ajustes.PORTAL_URL)


def poner(client, enlace: str, clave: str = NUEVA, otra: str | None = None):
    """Open the link and send the form."""
    abierta = client.get(enlace)
    if abierta.status_code != 302:
        return abierta
    datos = {"new_password1": clave, "new_password2": clave if otra is None else otra}
    return client.post(abierta["Location"], datos)


@pytest.fixture
def persona(db) -> Usuario:
    return usuario(correo="rosa@demo.invalid")


@pytest.fixture
def nueva(db) -> Usuario:
    return usuario(correo="nueva@demo.invalid", clave=None)


def test_from_the_mail_to_the_login(client, nueva):
    pedir_enlace(correo=nueva.correo)
    trabajar()
    respuesta = poner(client, enlaces_recibidos()[0])
    assert respuesta["Location"] == "/ingresar/"
    assert "Su contraseña se guardó" in client.get("/ingresar/").content.decode()
    assert ingresar(client, nueva.documento, NUEVA).status_code == 302
    assert dentro(client)


def test_looking_at_it_consumes_nothing(persona):
    enlace = ruta(persona)
    for _ in range(3):
        escaner = Client()
        assert escaner.head(enlace).status_code == 302
        assert escaner.get(enlace, follow=True).status_code == 200
    assert poner(Client(), enlace)["Location"] == "/ingresar/"


def test_it_serves_once(client, persona):
    enlace = ruta(persona)
    poner(client, enlace)
    respuesta = Client().get(enlace)
    assert respuesta.status_code == 410
    assert "ya no sirve" in respuesta.content.decode()
    assert 'class="boton" href="/generar-contrasena/"' in respuesta.content.decode()


def test_a_form_left_open_dies_with_the_link(persona):
    enlace = ruta(persona)
    olvidado = Client()
    formulario = olvidado.get(enlace)["Location"]
    poner(Client(), enlace)
    datos = {"new_password1": "otra muy distinta 5", "new_password2": "otra muy distinta 5"}
    assert olvidado.post(formulario, datos, follow=True).status_code == 410
    persona.refresh_from_db()
    assert persona.check_password(NUEVA)


def test_a_newer_link_kills_the_older(client, persona):
    vieja, reciente = ruta(persona), ruta(persona)
    assert client.get(vieja).status_code == 410
    assert client.get(reciente).status_code == 302


@pytest.mark.parametrize(
    ("con_clave", "minutos", "estado"),
    [(True, 59, 302), (True, 61, 410), (False, 61, 302), (False, 1439, 302), (False, 1441, 410)],
)
def test_it_lasts_an_hour_or_a_day(client, db, con_clave, minutos, estado):
    enlace = ruta(usuario(clave=CLAVE if con_clave else None))
    with dentro_de(minutes=minutos):
        assert client.get(enlace).status_code == estado


def test_logging_in_meanwhile_kills_it(client, persona):
    enlace = ruta(persona)
    with dentro_de(seconds=5):
        ingresar(client, persona.documento)
    assert Client().get(enlace).status_code == 410


def test_that_of_another_person_does_not_serve(client, persona, nueva):
    mio, suyo = ruta(persona).split("/"), ruta(nueva).split("/")
    assert client.get("/".join([*mio[:2], suyo[2], *mio[3:]])).status_code == 410


@pytest.mark.parametrize("token", ["elegir", "x", "diiau1-d9a6ee2787d23c64", "-", "%00", "1-1-1"])
def test_invented_links_are_told_apart_from_nothing(client, persona, token):
    conocido = client.get(f"/generar-contrasena/{persona.publico}/{token}/")
    inventado = client.get(f"/generar-contrasena/{uuid.uuid4()}/{token}/")
    assert conocido.status_code == inventado.status_code
    assert conocido.status_code in (400, 410)
    assert conocido.content == inventado.content


def test_who_is_deactivated_has_no_link(client, persona):
    enlace = ruta(persona)
    Usuario.objects.filter(pk=persona.pk).update(is_active=False)
    assert client.get(enlace).status_code == 410


def test_a_forged_host_does_not_reach_the_mail(client, nueva, settings):
    from django.core import mail

    settings.ALLOWED_HOSTS = ["*"]
    datos = {"correo": nueva.correo, **codigo(client.get("/generar-contrasena/"))}
    malo = {"Host": "malo.invalid", "X-Forwarded-Host": "malo.invalid"}
    assert client.post("/generar-contrasena/", datos, headers=malo).status_code == 302
    trabajar()
    assert "malo.invalid" not in mail.outbox[0].body
    assert f"{settings.PORTAL_URL}/generar-contrasena/" in mail.outbox[0].body


def test_the_token_stays_out_of_the_form(client, persona):
    enlace = ruta(persona)
    abierta = client.get(enlace)
    assert abierta["Referrer-Policy"] == "no-referrer"
    token = enlace.split("/")[-2]
    formulario = client.get(abierta["Location"])
    assert token not in abierta["Location"]
    assert token not in formulario.content.decode()
    assert "no-store" in formulario["Cache-Control"]


def test_the_form_passes_the_csrf_of_a_browser(persona):
    navegador = Client(enforce_csrf_checks=True)
    formulario = navegador.get(ruta(persona), follow=True)
    assert formulario["Referrer-Policy"] != "no-referrer"
    datos = {"new_password1": NUEVA, "new_password2": NUEVA}
    direccion = formulario.request["PATH_INFO"]
    assert navegador.post(direccion, datos).status_code == 403
    datos["csrfmiddlewaretoken"] = formulario.context["csrf_token"]
    assert navegador.post(direccion, datos)["Location"] == "/ingresar/"


def test_the_page_names_the_usuario_and_the_rules(client, persona):
    pagina = client.get(ruta(persona), follow=True).content.decode()
    assert f'value="{persona.documento}" autocomplete="username"' in pagina
    (largo,) = [v["OPTIONS"] for v in ajustes.AUTH_PASSWORD_VALIDATORS if "Length" in v["NAME"]]
    assert f"{largo['min_length']} caracteres o más" in pagina
    assert pagina.count('autocomplete="new-password"') == 2


@pytest.mark.parametrize(
    ("clave", "otra", "motivo"),
    [
        ("corta", None, "demasiado corta"),
        ("contraseña larga 1", "contraseña larga 2", "no coinciden"),
        ("928374650192837", None, "completamente numérica"),
        ("administrator", None, "demasiado común"),
        ("rosa@demo.invalid", None, "correo"),
    ],
)
def test_a_bad_password_is_explained_and_the_link_lives(client, persona, clave, otra, motivo):
    enlace = ruta(persona)
    respuesta = poner(client, enlace, clave, otra)
    assert respuesta.status_code == 200
    assert motivo in str(respuesta.context["form"].errors)
    assert f'value="{clave}"' not in respuesta.content.decode()
    assert Client().get(enlace).status_code == 302


@pytest.mark.parametrize(
    "clave", ["ñandú con espacios ☂ 12", "x9 " * 40 + "fin", "  doce y pico  "]
)
def test_long_spaced_and_unicode_passwords_count_whole(client, persona, clave):
    assert poner(client, ruta(persona), clave).status_code == 302
    persona.refresh_from_db()
    assert persona.check_password(clave)
    assert not persona.check_password(clave[:-1])


def test_it_ends_the_other_sessions_and_the_lock(client, persona):
    otra = Client()
    otra.force_login(persona, backend="accounts.backends.AsignacionBackend")
    for _ in range(5):
        ingresar(client, persona.documento, "equivocada")
    assert ingresar(client, persona.documento).status_code == 429
    poner(client, ruta(persona))
    assert not dentro(otra)
    assert ingresar(client, persona.documento, NUEVA).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_link_one_wins():
    persona = usuario()
    token = ruta(persona).split("/")[-2]
    salida, ganadas = threading.Barrier(2), []

    def usar(clave: str) -> None:
        salida.wait()
        try:
            poner_contrasena(usuario=persona, enlace=token, contrasena=clave)
            ganadas.append(clave)
        except EnlaceVencido:
            pass
        connection.close()

    hilos = [threading.Thread(target=usar, args=(f"clave de prueba {n}",)) for n in "ab"]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert len(ganadas) == 1
    persona.refresh_from_db()
    assert persona.check_password(ganadas[0])


def test_setting_it_is_told_by_mail_and_in_the_log(client, persona):
    from django.core import mail

    navegador = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140"}
    formulario = client.get(ruta(persona))["Location"]
    datos = {"new_password1": NUEVA, "new_password2": NUEVA}
    client.post(formulario, datos, headers=navegador)
    trabajar()
    (aviso,) = mail.outbox
    assert aviso.to == [persona.correo]
    assert "Firefox en Windows" in aviso.body
    assert "127.0.0.1" in aviso.body
    assert NUEVA not in aviso.body
    (suceso,) = Suceso.objects.filter(tipo=Suceso.Tipo.CONTRASENA_PUESTA)
    assert (suceso.usuario, suceso.direccion) == (persona, "127.0.0.1")


def test_a_dead_link_changes_nothing_and_tells_nothing(client, persona):
    vieja = ruta(persona)
    ruta(persona)
    with pytest.raises(EnlaceVencido):
        poner_contrasena(usuario=persona, enlace=vieja.split("/")[-2], contrasena=NUEVA)
    assert not Suceso.objects.exists()
    assert not Envio.objects.exists()


def test_another_mail_kills_the_link(client, persona):
    enlace = ruta(persona)
    cambiar_correo(usuario=persona, correo="otra@demo.invalid", por=personal(ugel()))
    assert client.get(enlace).status_code == 410
