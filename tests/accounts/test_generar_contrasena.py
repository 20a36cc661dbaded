"""«Generar contraseña»: the page tells nobody who has an account; the worker mails who has."""

import json
import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from accounts import tareas
from accounts.models import Envio, PadronEvaluacion, PedidoContrasena, Suceso, Usuario
from tests.accounts.apoyo import (
    codigo,
    dentro_de,
    enlaces_recibidos,
    pedir_enlace,
    sin_lo_que_cambia,
    trabajar,
)
from tests.cliente import Client
from tests.fabricas import usuario

pytestmark = pytest.mark.django_db
CORREO = "rosa@demo.invalid"


def inscribir(documento: str = "99800001", correo: str = CORREO) -> PadronEvaluacion:
    return PadronEvaluacion.objects.create(documento=documento, correo=correo, nombre="Rosa Demo")


def pedir(correo: str = CORREO) -> None:
    """What the page does once the code is right."""
    from accounts.contrasenas import pedir_enlace as verbo

    verbo(correo=correo)
    trabajar()


def test_the_page_answers_the_same_to_everyone():
    usuario(correo="con-cuenta@demo.invalid")
    inscribir(correo="en-el-padron@demo.invalid")
    vistos = set()
    for quien in ("con-cuenta", "en-el-padron", "no-figuraria", "con-cuenta"):
        client = Client()
        datos = {"correo": f"{quien}@demo.invalid", **codigo(client.get("/generar-contrasena/"))}
        with CaptureQueriesContext(connection) as consultas:
            respuesta = client.post("/generar-contrasena/", datos)
        formas = tuple(re.split(r"[\d(']", q["sql"])[0] for q in consultas)
        pagina = client.get(respuesta["Location"])
        cabeceras = tuple((n, v) for n, v in respuesta.items() if n != "Set-Cookie")
        galletas = tuple(sorted((n, len(g.value)) for n, g in respuesta.cookies.items()))
        vistos.add((respuesta.status_code, cabeceras, galletas, formas, pagina.content))
    assert len(vistos) == 1
    assert PedidoContrasena.objects.count() == 4
    assert not mail.outbox


def test_the_one_text_tells_the_three_outcomes(client):
    texto = client.get("/generar-contrasena/enviado/").content.decode()
    assert "Un mensaje va en camino" in texto
    assert "correo no deseado" in texto
    assert "mesa de partes virtual" in texto
    assert 'href="/ugel/"' in texto


def test_a_wrong_code_keeps_the_mail_and_asks_nothing(client):
    datos = {"correo": CORREO, **codigo(client.get("/generar-contrasena/"), malo=True)}
    respuesta = client.post("/generar-contrasena/", datos)
    assert f'value="{CORREO}"' in sin_lo_que_cambia(respuesta)
    assert not PedidoContrasena.objects.exists()


@pytest.mark.parametrize("correo", ["sin-arroba", "a@b.invalid\r\nBcc: c@d.invalid", "", "a" * 300])
def test_what_is_no_mail_is_refused_with_a_sentence(client, correo):
    datos = {"correo": correo, **codigo(client.get("/generar-contrasena/"))}
    respuesta = client.post("/generar-contrasena/", datos)
    assert respuesta.status_code == 200
    assert "Revise lo siguiente" in respuesta.content.decode()
    assert not PedidoContrasena.objects.exists()


def test_an_imported_account_without_password_gets_exactly_one_mail(client):
    persona = usuario(correo=CORREO, clave=None)
    pedir_enlace(client, CORREO)
    trabajar()
    (mensaje,) = mail.outbox
    assert mensaje.to == [CORREO]
    assert persona.documento in mensaje.body
    assert "24 horas" in mensaje.body
    assert PedidoContrasena.objects.get().correos_enviados == 1


def test_who_has_a_password_gets_the_shorter_link():
    usuario(correo=CORREO)
    pedir()
    assert "durante 1 hora:" in mail.outbox[0].body


def test_the_case_of_the_mail_does_not_matter():
    Usuario.objects.filter(pk=usuario().pk).update(correo="Rosa@Demo.invalid")
    pedir("ROSA@demo.INVALID")
    assert mail.outbox[0].to == ["Rosa@Demo.invalid"]


def test_the_padron_opens_the_account():
    inscribir()
    pedir()
    persona = Usuario.objects.get(documento="99800001")
    assert not persona.has_usable_password()
    assert (persona.nombre, persona.correo) == ("Rosa Demo", CORREO)
    assert len(mail.outbox) == 1


def test_a_shared_mail_gets_one_message_per_person_that_names_him():
    usuario(documento="99800009", correo=CORREO)
    inscribir("99800001")
    inscribir("99800002")
    pedir()
    assert len(mail.outbox) == 3
    for documento in ("99800001", "99800002", "99800009"):
        assert sum(documento in m.body for m in mail.outbox) == 1


def test_the_padron_does_not_take_over_an_account():
    usuario(documento="99800001", correo="suyo@demo.invalid")
    inscribir()
    pedir()
    assert not mail.outbox


@pytest.mark.parametrize("correo", ["nadie@demo.invalid", "inactiva@demo.invalid"])
def test_unknown_and_inactive_get_nothing(correo):
    persona = usuario(correo="inactiva@demo.invalid")
    Usuario.objects.filter(pk=persona.pk).update(is_active=False)
    pedir(correo)
    assert not mail.outbox
    assert PedidoContrasena.objects.get().atendido_en is not None


def test_three_an_hour_and_five_a_day_with_a_growing_pause():
    usuario(correo=CORREO)
    minutos_y_total = [
        (0, 1), (0.5, 1), (2, 2), (6, 2), (8, 3), (24, 3), (59, 3), (70, 4), (129, 4), (131, 5),
        (300, 5), (1400, 5), (1511, 6),
    ]  # fmt: skip
    for minutos, total in minutos_y_total:
        with dentro_de(minutes=minutos):
            pedir()
            assert len(mail.outbox) == total, (minutos, total)


def test_refused_requests_do_not_use_up_the_limit():
    usuario(correo=CORREO)
    for _ in range(9):
        pedir()
    assert len(mail.outbox) == 1
    with dentro_de(minutes=1, seconds=5):
        pedir()
    assert len(mail.outbox) == 2


def test_a_request_attended_twice_acts_once():
    usuario(correo=CORREO)
    pedir()
    pedido = PedidoContrasena.objects.get()
    assert tareas.atender_pedido.call(pedido.pk) == 0
    trabajar()
    assert len(mail.outbox) == 1


def test_tasks_and_outbox_carry_ids_and_never_a_link():
    usuario(correo=CORREO)
    pedir()
    (enlace,) = enlaces_recibidos()
    secreto = enlace.split("/")[-2]
    for tarea in DBTaskResult.objects.all():
        assert secreto not in json.dumps(tarea.args_kwargs)
        assert all(isinstance(arg, int) for arg in tarea.args_kwargs["args"])
    for fila in Envio.objects.values():
        assert secreto not in str(fila)
        assert "generar-contrasena" not in str(fila)


def test_the_address_is_kept_for_another_try(client):
    pedir_enlace(client, CORREO)
    assert 'href="/generar-contrasena/"' in client.get("/generar-contrasena/enviado/").text
    assert f'value="{CORREO}"' in client.get("/generar-contrasena/").text
    assert CORREO not in Client().get("/generar-contrasena/").text


def test_what_was_asked_and_done_is_in_the_log(client):
    persona = usuario(correo=CORREO)
    navegador = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/126 Safari/537"}
    datos = {"correo": CORREO, **codigo(client.get("/generar-contrasena/"))}
    client.post("/generar-contrasena/", datos, headers=navegador)
    trabajar()
    (suceso,) = Suceso.objects.filter(tipo=Suceso.Tipo.CONTRASENA_PEDIDA)
    assert (suceso.usuario, suceso.direccion) == (persona, "127.0.0.1")
    assert suceso.equipo == "Chrome en Android"
    assert "desde Chrome en Android" in mail.outbox[0].body


def test_an_unknown_address_leaves_no_event():
    pedir("nadie@demo.invalid")
    assert not Suceso.objects.exists()
