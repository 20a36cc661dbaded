"""«Acceso asistido» in the admin: who may, over whom, what is printed, told and written down."""

from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from accounts import envios
from accounts.models import CodigoActivacion, Envio, Suceso, Usuario
from legajo.models import Servidor
from tests import fabricas
from tests.accounts.apoyo import dentro_de, trabajar
from tests.cliente import Client

pytestmark = pytest.mark.django_db
UGEL1, UGEL2 = "190001", "210001"
Tipo = Suceso.Tipo


def de(codigo: str, rol: str = "Especialista de escalafón") -> Client:
    client = Client()
    persona = fabricas.personal(fabricas.ugel(codigo), rol)
    client.force_login(persona, "accounts.backends.AsignacionBackend")
    return client


@pytest.fixture
def especialista() -> Client:
    return de(UGEL1)


@pytest.fixture
def servidor() -> Servidor:
    hecho = fabricas.servidor(fabricas.ugel(UGEL1), correo="rosa@demo.invalid")
    Usuario.objects.filter(pk=hecho.usuario_id).update(correo="rosa@demo.invalid")
    hecho.usuario.refresh_from_db()
    return hecho


def pagina(servidor: Servidor) -> str:
    return reverse("admin:legajo_servidor_acceso", args=[servidor.pk])


def hacer(client: Client, servidor: Servidor, verbo: str, **datos: Any) -> Any:
    dichos = {"identidad": "dni", "verificado": "on", "verbo": verbo} | datos
    return client.post(pagina(servidor), dichos)


def letras(respuesta: Any) -> str:
    return respuesta.context["codigo"]


def test_the_sheet_has_the_code_and_no_more_than_it_needs(especialista, servidor):
    respuesta = hacer(especialista, servidor, "codigo")
    texto = respuesta.text
    assert letras(respuesta) in texto
    assert "http://127.0.0.1/generar-contrasena/codigo/" in texto
    assert "Rosa Quispe Ñahui" in texto
    assert "•••••" + servidor.documento[-3:] in texto
    assert "data-imprimir" in texto
    for secreto in (servidor.documento, servidor.correo, "1985"):
        assert secreto not in texto
    assert "no-store" in respuesta["Cache-Control"]
    assert letras(respuesta) not in especialista.get(pagina(servidor)).text


def test_the_code_of_the_sheet_opens_the_account(especialista, servidor):
    from accounts.activacion import usar_codigo

    activacion = letras(hacer(especialista, servidor, "codigo"))
    assert usar_codigo(documento=servidor.documento, codigo=activacion) == servidor.usuario


def test_who_had_no_access_gets_one(especialista):
    servidor = fabricas.servidor(fabricas.ugel(UGEL1), usuario=None)
    assert hacer(especialista, servidor, "codigo").status_code == 200
    servidor.refresh_from_db()
    assert servidor.usuario.documento == servidor.documento
    assert not servidor.usuario.has_usable_password()
    creado = Suceso.objects.get(tipo=Tipo.ACCESO_CREADO)
    assert (creado.usuario, creado.unidad) == (servidor.usuario, servidor.unidad)
    assert servidor.historia.latest("pgh_id").pgh_context["motivo"] == "Acceso asistido"


@pytest.mark.parametrize("falta", ["identidad", "verificado"])
@pytest.mark.parametrize("verbo", ["codigo", "correo"])
def test_nothing_without_the_identity_verified(especialista, servidor, falta, verbo):
    datos = {falta: "", "correo": "otra@demo.invalid"}
    if falta == "verificado":
        datos[falta] = "false"
    respuesta = hacer(especialista, servidor, verbo, **datos)
    assert "Revise lo siguiente" in respuesta.text
    assert 'value="otra@demo.invalid"' in respuesta.text
    assert not CodigoActivacion.objects.exists()
    servidor.usuario.refresh_from_db()
    assert servidor.usuario.correo == "rosa@demo.invalid"


def test_a_corrected_mail_is_written_told_and_gets_the_link(especialista, servidor):
    respuesta = hacer(especialista, servidor, "correo", correo="Nueva@demo.invalid")
    assert respuesta.status_code == 302
    trabajar()
    servidor.refresh_from_db()
    assert servidor.correo == servidor.usuario.correo == "nueva@demo.invalid"
    por_quien = {m.to[0]: m.body for m in mail.outbox}
    assert set(por_quien) == {"rosa@demo.invalid", "nueva@demo.invalid"}
    assert "/generar-contrasena/" not in por_quien["rosa@demo.invalid"]
    assert "Cuándo:" in por_quien["rosa@demo.invalid"]
    cambio = Suceso.objects.get(tipo=Tipo.CORREO_CAMBIADO)
    assert (cambio.usuario, cambio.unidad) == (servidor.usuario, servidor.unidad)
    assert cambio.direccion == "127.0.0.1"


@pytest.mark.parametrize("correo", ["", "sin-arroba", "a@b.invalid\r\nBcc: c@d.invalid"])
def test_a_bad_mail_is_kept_and_writes_nothing(especialista, servidor, correo):
    respuesta = hacer(especialista, servidor, "correo", correo=correo)
    assert "Revise lo siguiente" in respuesta.text
    servidor.refresh_from_db()
    assert servidor.correo == "rosa@demo.invalid"
    assert not Envio.objects.exists()


@pytest.mark.parametrize("verbo", ["codigo", "correo"])
def test_not_for_who_has_a_role(especialista, servidor, verbo):
    fabricas.Asignacion.objects.create(
        usuario=servidor.usuario, unidad=servidor.unidad,
        rol=fabricas.Group.objects.get(name="Planillas"),
    )  # fmt: skip
    respuesta = hacer(especialista, servidor, verbo, correo="mio@demo.invalid")
    assert "solo lo cambia MINEDU" in respuesta.text
    servidor.refresh_from_db()
    assert servidor.correo == servidor.usuario.correo == "rosa@demo.invalid"
    assert not CodigoActivacion.objects.exists()
    assert not Envio.objects.exists()


def test_a_deactivated_account_is_told(especialista, servidor):
    Usuario.objects.filter(pk=servidor.usuario_id).update(is_active=False)
    assert "desactivado" in hacer(especialista, servidor, "codigo").text
    assert not CodigoActivacion.objects.exists()


def test_strangers_do_not_exist_and_other_roles_may_not(servidor):
    assert de(UGEL2).get(pagina(servidor)).status_code == 404
    assert hacer(de(UGEL2), servidor, "codigo").status_code == 404
    for rol in ("Planillas", "Auditor", "Supervisor DRE"):
        client = de(UGEL1, rol)
        assert client.get(pagina(servidor)).status_code == 403
        assert hacer(client, servidor, "codigo").status_code == 403
    assert not CodigoActivacion.objects.exists()


def test_not_ones_own(servidor):
    fabricas.Asignacion.objects.create(
        usuario=servidor.usuario, unidad=servidor.unidad,
        rol=fabricas.Group.objects.get(name="Responsable de escalafón"),
    )  # fmt: skip
    client = Client()
    client.force_login(servidor.usuario, "accounts.backends.AsignacionBackend")
    assert hacer(client, servidor, "codigo").status_code == 404


def test_she_sees_why_the_mail_did_not_arrive(especialista, servidor):
    envio = envios.avisar(servidor.usuario, "enlace")
    Envio.objects.filter(pk=envio.pk).update(
        estado="rechazado", respuesta="552 5.2.2 Buzón lleno <b>"
    )
    ficha = especialista.get(reverse("admin:legajo_servidor_change", args=[servidor.pk])).text
    assert "rechazado (552 5.2.2 Buzón lleno &lt;b&gt;)" in ficha
    assert f'href="{pagina(servidor)}"' in ficha
    acceso = especialista.get(pagina(servidor)).text
    assert "552 5.2.2 Buzón lleno" in acceso
    assert "Rechazado" in acceso


def test_who_may_not_help_does_not_see_his_mails(servidor):
    envios.avisar(servidor.usuario, "enlace")
    ficha = de(UGEL1, "Supervisor DRE").get(
        reverse("admin:legajo_servidor_change", args=[servidor.pk])
    )
    assert "rosa@demo.invalid, " not in ficha.text
    assert "Acceso asistido" not in ficha.text


def test_the_pause_before_another_link_grows_and_is_told(servidor):
    salidos = []
    for minutos in (0, 0.5, 1.1, 4, 6.2, 20, 21.3, 80, 81.5):
        with dentro_de(minutes=minutos):
            hacer(de(UGEL1), servidor, "reenviar")
            trabajar()
            salidos.append(len(mail.outbox))
    assert salidos == [1, 1, 2, 2, 3, 3, 4, 4, 5]


def test_the_button_says_how_long_is_left(especialista, servidor):
    hacer(especialista, servidor, "reenviar")
    texto = especialista.get(pagina(servidor)).text
    assert "disabled>Enviarle el enlace (en 1 minuto)" in texto
    respuesta = especialista.post(pagina(servidor), {"verbo": "reenviar"}, follow=True)
    assert "Puede enviarle otro en 1 minuto." in respuesta.text
    with dentro_de(minutes=1, seconds=1):
        assert "disabled" not in especialista.get(pagina(servidor)).text


def test_without_mail_there_is_no_button(especialista):
    servidor = fabricas.servidor(fabricas.ugel(UGEL1))
    texto = especialista.get(pagina(servidor)).text
    assert "No tiene un correo anotado" in texto
    assert 'value="reenviar"' not in texto
    respuesta = especialista.post(pagina(servidor), {"verbo": "reenviar"}, follow=True)
    assert "No tiene correo, o está desactivado" in respuesta.text


@pytest.mark.parametrize("verbo", ["", "otro", "\ud7ff"])
def test_an_unknown_verb_shows_the_page(especialista, servidor, verbo):
    assert hacer(especialista, servidor, verbo).status_code == 200
    assert not CodigoActivacion.objects.exists()
