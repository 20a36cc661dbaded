"""The second factor: nothing opens before it, a code serves once, losing it has a way out."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import segundo_factor
from accounts.models import Sesion, Suceso
from accounts.origen import Origen
from tests.accounts.apoyo import dentro_de, ingresar, que_acepto, trabajar
from tests.cliente import Client
from tests.fabricas import personal, ugel, usuario

ACTIVAR, VERIFICAR = "/mi-cuenta/verificacion/activar/", "/ingresar/codigo/"
pytestmark = pytest.mark.django_db


def codigo(telefono: TOTPDevice, pasos: int = 0) -> str:
    reloj = TOTP(telefono.bin_key)
    reloj.time = time.time() + 30 * pasos
    return f"{reloj.token():06}"


def telefono_de(persona) -> TOTPDevice:
    return TOTPDevice.objects.create(user=persona, name="telefono")


def verificar(client, texto: str):
    return client.post(VERIFICAR, {"codigo": texto, "next": "/admin/"})


def tipos(persona) -> list[str]:
    return list(Suceso.objects.filter(usuario=persona).values_list("tipo", flat=True))


@pytest.fixture
def especialista():
    return que_acepto(personal(ugel(), correo="e@prueba.invalid"))


@pytest.mark.parametrize(
    "pagina", ["/admin/", "/admin/legajo/servidor/", "/legajo/", "/mi-cuenta/"]
)
def test_staff_see_nothing_before_activating(client, especialista, pagina):
    ingresar(client, especialista.documento)
    respuesta = client.get(pagina)
    assert respuesta.status_code == 302
    assert respuesta["Location"].startswith(ACTIVAR)
    assert client.post(pagina, {}).status_code == 302
    telefono_de(especialista)
    assert client.get(pagina)["Location"].startswith(VERIFICAR)


def test_public_pages_and_the_way_out_stay_open(client, especialista):
    ingresar(client, especialista.documento)
    assert client.get("/ayuda/").status_code == 200
    assert client.post("/salir/").status_code == 302
    assert "salida" in tipos(especialista)


def test_staff_activate_get_ten_codes_once_and_enter(client, especialista):
    ingresar(client, especialista.documento)
    pagina = client.get(f"{ACTIVAR}?next=/admin/").content.decode()
    nuevo = TOTPDevice.objects.get(user=especialista)
    assert "otpauth://totp/" in pagina
    assert "data:image/svg+xml" in pagina
    otro = Client()
    otro.force_login(especialista)
    TOTPDevice.objects.filter(name="prueba").delete()
    antes = client.session.session_key
    respuesta = client.post(ACTIVAR, {"codigo": codigo(nuevo), "next": "/admin/"})
    assert len(re.findall(r"<code>\w{5}-\w{5}</code>", respuesta.content.decode())) == 10
    assert client.session.session_key != antes
    assert client.get("/admin/").status_code == 200
    assert otro.get("/admin/")["Location"].startswith("/admin/login")
    assert "factor_activado" in tipos(especialista)


def test_a_wrong_code_activates_nothing_and_keeps_the_secret(client, especialista):
    ingresar(client, especialista.documento)
    client.get(ACTIVAR)
    clave = TOTPDevice.objects.get(user=especialista).key
    respuesta = client.post(ACTIVAR, {"codigo": "no es"})
    assert "El código no es correcto" in respuesta.content.decode()
    assert TOTPDevice.objects.get(user=especialista).key == clave
    assert not TOTPDevice.objects.get(user=especialista).confirmed


def test_a_code_lets_in_where_one_was_going_and_serves_once(client, especialista):
    telefono = telefono_de(especialista)
    ingresar(client, especialista.documento)
    texto = codigo(telefono)
    assert verificar(client, texto)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    otro = Client()
    ingresar(otro, especialista.documento)
    assert "no es correcto o ya se usó" in verificar(otro, texto).content.decode()
    assert otro.get("/admin/").status_code == 302


def test_next_leads_to_no_other_host(client, especialista):
    telefono = telefono_de(especialista)
    ingresar(client, especialista.documento)
    datos = {"codigo": codigo(telefono), "next": "https://otro.invalid/"}
    assert client.post(VERIFICAR, datos)["Location"] == "/"


def test_guessing_is_slowed_and_the_right_code_waits_too(client, especialista):
    telefono = telefono_de(especialista)
    ingresar(client, especialista.documento)
    evaluados = 0
    for segundos in range(0, 300, 5):
        with dentro_de(seconds=segundos):
            antes = TOTPDevice.objects.get(pk=telefono.pk).throttling_failure_count
            respuesta = verificar(client, "000000x")
            ahora = TOTPDevice.objects.get(pk=telefono.pk).throttling_failure_count
            evaluados += ahora - antes
    assert evaluados <= 7
    assert "espere" in respuesta.content.decode()
    with dentro_de(seconds=301):
        assert verificar(client, codigo(telefono)).status_code == 200
    assert "factor_fallido" in tipos(especialista)


def test_a_recovery_code_serves_once_and_is_told(client, especialista):
    telefono_de(especialista)
    papel = segundo_factor.nuevos_respaldos(usuario=especialista, origen=Origen())
    ingresar(client, especialista.documento)
    assert verificar(client, papel[0].upper())["Location"] == "/admin/"
    trabajar()
    assert "quedan 9" in mail.outbox[-1].body
    otro = Client()
    ingresar(otro, especialista.documento)
    assert verificar(otro, papel[0]).status_code == 200
    assert "respaldo_usado" in tipos(especialista)


def test_new_recovery_codes_end_the_former(client, especialista):
    client.force_login(especialista)
    viejos = segundo_factor.nuevos_respaldos(usuario=especialista, origen=Origen())
    assert client.post("/mi-cuenta/verificacion/respaldos/").status_code == 200
    vivos = set(StaticToken.objects.values_list("token", flat=True))
    assert len(vivos) == 10
    assert vivos.isdisjoint({c.replace("-", "") for c in viejos})


def test_a_servidor_may_have_it_is_asked_and_may_leave_it(client):
    persona = que_acepto(usuario())
    ingresar(client, persona.documento)
    assert client.get("/mi-cuenta/").status_code == 200
    client.get(ACTIVAR)
    telefono = TOTPDevice.objects.get(user=persona)
    client.post(ACTIVAR, {"codigo": codigo(telefono)})
    otro = Client()
    ingresar(otro, persona.documento)
    assert otro.get("/mi-cuenta/")["Location"].startswith(VERIFICAR)
    assert otro.get("/legajo/").status_code == 302
    # half way in, one can neither replace the telephone nor do without it
    assert otro.get(ACTIVAR).status_code == 302
    assert otro.post(ACTIVAR, {"codigo": "1"}).status_code == 302
    otro.post("/mi-cuenta/verificacion/retirar/")
    assert TOTPDevice.objects.filter(user=persona, confirmed=True).exists()
    client.post("/mi-cuenta/verificacion/retirar/")
    assert not TOTPDevice.objects.filter(user=persona).exists()
    assert not Sesion.objects.filter(usuario=persona).exists()


def test_staff_cannot_do_without_it(client, especialista):
    client.force_login(especialista)
    assert client.post("/mi-cuenta/verificacion/retirar/").status_code == 403
    assert TOTPDevice.objects.filter(user=especialista).exists()


def retirar_por_admin(client, persona):
    datos = {"action": "retirar_factor", "_selected_action": [persona.pk]}
    return client.post("/admin/accounts/usuario/", datos, follow=True)


def test_a_colleague_with_the_right_retires_it_and_the_owner_is_told(client, especialista):
    suyo = Client()
    suyo.force_login(especialista)
    operador = personal(ugel("000000"), "Operador MINEDU")
    client.force_login(operador)
    retirar_por_admin(client, especialista)
    assert not TOTPDevice.objects.filter(user=especialista).exists()
    assert suyo.get("/admin/")["Location"].startswith("/admin/login")
    suceso = Suceso.objects.get(usuario=especialista, tipo="factor_retirado")
    assert suceso.por == operador
    trabajar()
    assert "lo retiró una persona que administra los accesos" in mail.outbox[-1].body


def test_nobody_retires_his_own_nor_without_the_right(client, especialista):
    operador = personal(ugel("000000"), "Operador MINEDU")
    client.force_login(operador)
    assert "no retira su propio" in retirar_por_admin(client, operador).content.decode()
    assert TOTPDevice.objects.filter(user=operador).exists()
    telefono_de(especialista)
    auditor = personal(ugel("000000"), "Auditor")
    client.force_login(auditor)
    retirar_por_admin(client, especialista)
    assert TOTPDevice.objects.filter(user=especialista).exists()


@pytest.mark.django_db(transaction=True)
def test_of_eight_equal_codes_at_once_one_serves():
    persona = usuario()
    telefono = telefono_de(persona)
    texto = codigo(telefono)

    def probar(_: int) -> bool:
        try:
            return segundo_factor._probar(telefono, texto)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hilos:
        assert sum(hilos.map(probar, range(8))) == 1


def test_a_recovery_code_is_kept_hashed_and_salted_for_each_account(especialista):
    telefono_de(especialista)
    papel = segundo_factor.nuevos_respaldos(usuario=especialista, origen=Origen())
    guardados = set(StaticToken.objects.values_list("token", flat=True))
    assert len(guardados) == 10
    assert not guardados & {c.replace("-", "") for c in papel}
    codigo = papel[0].replace("-", "")
    otra = usuario()
    assert segundo_factor._huella(especialista, codigo) in guardados
    assert segundo_factor._huella(otra, codigo) not in guardados
