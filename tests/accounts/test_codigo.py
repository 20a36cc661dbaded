"""The activation code: once, for a day, five tries, and no word about who exists."""

import re
import threading
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.activacion import INTENTOS, emitir_codigo, usar_codigo
from accounts.contrasenas import pedir_enlace
from accounts.models import CodigoActivacion, Suceso, Usuario
from accounts.origen import Origen
from portal.mis_datos.contenido import contenido_de
from tests.accounts.apoyo import (
    codigo,
    dentro,
    dentro_de,
    enlaces_recibidos,
    ingresar,
    sin_lo_que_cambia,
    trabajar,
)
from tests.cliente import Client
from tests.fabricas import personal, ugel, usuario

pytestmark = pytest.mark.django_db
PAGINA = "/generar-contrasena/codigo/"
NUEVA = "río crecido en febrero 9"
DE_AQUI = Origen("10.1.2.3", "Firefox en Windows")
Tipo = Suceso.Tipo


@pytest.fixture
def persona() -> Usuario:
    return usuario(clave=None, nombre="Rosa Demo")


def emitir(persona: Usuario, por: Usuario | None = None) -> str:
    return emitir_codigo(
        usuario=persona, identidad="dni", por=por or personal(ugel()), unidad=ugel(), origen=DE_AQUI
    )[0]


def presentar(client: Client, documento: str, activacion: str, *, malo: bool = False) -> Any:
    datos = {"usuario": documento, "activacion": activacion}
    return client.post(PAGINA, datos | codigo(client.get(PAGINA), malo=malo))


def sucesos(tipo: str) -> list[Suceso]:
    return list(Suceso.objects.filter(tipo=tipo))


def test_from_the_paper_to_the_login(client, persona):
    activacion = emitir(persona)
    assert re.fullmatch(r"[A-HJKMNP-Z2-9]{5}-[A-HJKMNP-Z2-9]{5}", activacion)
    formulario = presentar(client, persona.documento, activacion.lower().replace("-", " "))
    pagina = client.get(formulario["Location"])
    assert f'value="{persona.documento}" autocomplete="username"' in pagina.text
    hecho = client.post(formulario["Location"], {"new_password1": NUEVA, "new_password2": NUEVA})
    assert hecho["Location"] == "/ingresar/"
    assert ingresar(client, persona.documento, NUEVA).status_code == 302
    assert dentro(client)
    assert not mail.outbox
    assert sucesos(Tipo.CODIGO_USADO)[0].usuario == persona
    assert sucesos(Tipo.CONTRASENA_PUESTA)[0].usuario == persona


def test_it_is_kept_nowhere_but_on_paper(persona):
    activacion = emitir(persona)
    fila = CodigoActivacion.objects.get()
    for guardado in (*vars(fila).values(), *Suceso.objects.values_list("detalle", flat=True)):
        assert activacion.replace("-", "") not in str(guardado)
    emitido = sucesos(Tipo.CODIGO_EMITIDO)[0]
    assert (emitido.usuario, emitido.unidad, emitido.direccion) == (persona, ugel(), "10.1.2.3")
    assert "DNI" in emitido.detalle


def test_it_serves_once(client, persona):
    activacion = emitir(persona)
    assert presentar(client, persona.documento, activacion).status_code == 302
    assert presentar(Client(), persona.documento, activacion).status_code == 200


def test_a_newer_one_kills_the_older(client, persona):
    viejo, reciente = emitir(persona), emitir(persona)
    assert presentar(client, persona.documento, viejo).status_code == 200
    assert presentar(client, persona.documento, reciente).status_code == 302


@pytest.mark.parametrize(("minutos", "sirve"), [(1439, True), (1441, False)])
def test_it_lasts_a_day(persona, minutos, sirve):
    activacion = emitir(persona)
    with dentro_de(minutes=minutos):
        assert bool(usar_codigo(documento=persona.documento, codigo=activacion)) is sirve


def test_five_wrong_tries_kill_it(client, persona):
    activacion = emitir(persona)
    for _ in range(INTENTOS):
        assert presentar(client, persona.documento, "AAAAA-AAAAA").status_code == 200
    assert presentar(client, persona.documento, activacion).status_code == 200
    assert len(sucesos(Tipo.CODIGO_FALLIDO)) == INTENTOS + 1


def test_after_four_wrong_ones_the_right_one_still_serves(persona):
    activacion = emitir(persona)
    for _ in range(INTENTOS - 1):
        assert usar_codigo(documento=persona.documento, codigo="AAAAAAAAAA") is None
    assert usar_codigo(documento=persona.documento, codigo=activacion) == persona


def test_a_wrong_image_does_not_look_at_it(client, persona):
    activacion = emitir(persona)
    respuesta = presentar(client, persona.documento, activacion, malo=True)
    assert f'value="{persona.documento}"' in respuesta.text
    assert CodigoActivacion.objects.get().intentos == 0


def test_that_of_another_person_does_not_serve(persona):
    activacion = emitir(usuario())
    emitir(persona)
    assert usar_codigo(documento=persona.documento, codigo=activacion) is None


def test_who_is_deactivated_has_none(persona):
    activacion = emitir(persona)
    Usuario.objects.filter(pk=persona.pk).update(is_active=False)
    assert usar_codigo(documento=persona.documento, codigo=activacion) is None


def test_setting_the_password_by_mail_kills_it(client):
    persona = usuario(correo="rosa@demo.invalid")
    activacion = emitir(persona)
    pedir_enlace(correo=persona.correo)
    trabajar()
    formulario = client.get(enlaces_recibidos()[0])["Location"]
    client.post(formulario, {"new_password1": NUEVA, "new_password2": NUEVA})
    assert usar_codigo(documento=persona.documento, codigo=activacion) is None


def test_the_answer_tells_nobody_who_exists(persona):
    sin_codigo, muerto, usado = usuario(), usuario(), usuario()
    emitir(persona)
    letras = {muerto: emitir(muerto), usado: emitir(usado)}
    CodigoActivacion.objects.filter(usuario=muerto).update(intentos=INTENTOS)
    usar_codigo(documento=usado.documento, codigo=letras[usado])
    vistos = set()
    for documento, activacion in (
        ("99000000", "AAAAA-AAAAA"),
        (sin_codigo.documento, "AAAAA-AAAAA"),
        (persona.documento, "AAAAA-AAAAA"),
        (muerto.documento, letras[muerto]),
        (usado.documento, letras[usado]),
    ):
        cliente = Client()
        datos = {"usuario": documento, "activacion": activacion} | codigo(cliente.get(PAGINA))
        with CaptureQueriesContext(connection) as consultas:
            respuesta = cliente.post(PAGINA, datos)
        formas = tuple(re.split(r"[\d(']", q["sql"])[0] for q in consultas)
        pagina = sin_lo_que_cambia(respuesta).replace(documento, "").replace(activacion, "")
        vistos.add((respuesta.status_code, formas, len(respuesta.content), pagina))
    assert len(vistos) == 1
    assert "no son correctos, o el código ya no sirve" in vistos.pop()[-1]


@pytest.mark.parametrize("usuario_", ["", "x" * 21, "'; --", "٩٩٠٠", "nadie"])
def test_nonsense_is_refused_with_a_sentence(client, usuario_):
    respuesta = presentar(client, usuario_, "ZZ")
    assert respuesta.status_code == 200
    assert "Revise lo siguiente" in respuesta.text


def test_a_password_typed_as_usuario_is_not_kept():
    usar_codigo(documento="mi clave secreta", codigo="AAAAA", origen=DE_AQUI)
    (suceso,) = sucesos(Tipo.CODIGO_FALLIDO)
    assert (suceso.tecleado, suceso.usuario, suceso.direccion) == ("", None, "10.1.2.3")


def test_nobody_gives_one_to_himself():
    yo = personal(ugel(), "Operador MINEDU")
    with pytest.raises(PermissionDenied):
        emitir(yo, yo)


@pytest.mark.parametrize("rol", ["Operador MINEDU", "Planillas", "Especialista de escalafón"])
def test_who_has_a_role_gets_none_from_a_ugel(rol):
    with pytest.raises(PermissionDenied):
        emitir(personal(ugel(), rol))
    assert not CodigoActivacion.objects.exists()


def test_who_has_a_role_gets_one_from_minedu():
    emitir(personal(ugel()), personal(ugel("000000"), "Operador MINEDU"))


@pytest.mark.parametrize(
    ("rol", "unidad"), [("Especialista de escalafón", "210001"), ("Planillas", "190001")]
)
def test_only_with_the_right_over_that_unit(persona, rol, unidad):
    with pytest.raises(PermissionDenied):
        emitir(persona, personal(ugel(unidad), rol))
    assert not CodigoActivacion.objects.exists()


def test_its_holder_reads_in_his_data_that_it_was_given_and_not_the_digest(persona):
    emitir(persona)
    (parte,) = [p for p in contenido_de(persona).partes if p.nombre == "codigos"]
    nombres = {campo.clave for campo in parte.campos}
    assert {"emitido_por", "unidad", "identidad"} <= nombres
    assert "digest" not in nombres


def test_old_ones_are_thrown_away(persona):
    emitir(persona)
    with dentro_de(days=90):
        call_command("limpiar", verbosity=0)
        assert CodigoActivacion.objects.exists()
    with dentro_de(days=92):
        call_command("limpiar", verbosity=0)
    assert not CodigoActivacion.objects.exists()


def a_la_vez(cuantos: int, documento: str, letras: list[str]) -> int:
    """How many of `cuantos` simultaneous tries win."""
    barrera, ganadas = threading.Barrier(cuantos), []

    def probar(activacion: str) -> None:
        barrera.wait()
        if usar_codigo(documento=documento, codigo=activacion):
            ganadas.append(activacion)
        connection.close()

    hilos = [threading.Thread(target=probar, args=(letra,)) for letra in letras]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    return len(ganadas)


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_with_one_code_one_wins():
    for _ in range(5):
        persona = usuario(clave=None)
        activacion = emitir(persona)
        assert a_la_vez(8, persona.documento, [activacion] * 8) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_wrong_ones_at_once_five_are_looked_at():
    persona = usuario(clave=None)
    activacion = emitir(persona)
    a_la_vez(12, persona.documento, [f"AAAAA-AAAA{n:X}" for n in range(12)])
    assert usar_codigo(documento=persona.documento, codigo=activacion) is None
