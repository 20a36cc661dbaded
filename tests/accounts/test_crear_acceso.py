"""«Crear acceso»: what staff of a UGEL may open, and what it may not take over."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.contrasenas import crear_acceso
from accounts.models import Suceso, Usuario
from tests.accounts.apoyo import enlaces_recibidos, trabajar
from tests.fabricas import personal, ugel, usuario

pytestmark = pytest.mark.django_db


@pytest.fixture
def especialista() -> Usuario:
    return personal(ugel())


def crear(por: Usuario, documento: str, correo: str = "rosa@demo.invalid") -> Usuario:
    creado = crear_acceso(documento=documento, correo=correo, nombre="Rosa Demo", por=por)
    trabajar()
    return creado


def test_it_opens_the_account_and_mails_the_first_link(especialista, client):
    creado = crear(especialista, " ab990077 ")
    assert (creado.documento, creado.correo, creado.nombre) == (
        "AB990077", "rosa@demo.invalid", "Rosa Demo",
    )  # fmt: skip
    assert not creado.has_usable_password()
    assert "24 horas" in mail.outbox[0].body
    assert client.get(enlaces_recibidos()[0]).status_code == 302


def test_twice_is_the_same_account_and_a_fresh_link(especialista, client):
    assert crear(especialista, "99700001") == crear(especialista, "99700001")
    vieja, reciente = enlaces_recibidos()
    assert client.get(vieja).status_code == 410
    assert client.get(reciente).status_code == 302


def test_another_mail_is_told_to_the_old_one(especialista):
    persona = usuario(correo="antes@demo.invalid")
    crear(especialista, persona.documento)
    assert {tuple(m.to) for m in mail.outbox} == {("antes@demo.invalid",), ("rosa@demo.invalid",)}
    (aviso,) = [m for m in mail.outbox if m.to == ["antes@demo.invalid"]]
    assert persona.documento in aviso.body
    assert "/generar-contrasena/" not in aviso.body


@pytest.mark.parametrize("rol", ["Operador MINEDU", "Planillas", "Especialista de escalafón"])
def test_the_mail_of_who_has_a_role_is_out_of_reach(especialista, rol):
    colega = personal(ugel(), rol, correo="colega@demo.invalid")
    with pytest.raises(PermissionDenied):
        crear(especialista, colega.documento, "mio@demo.invalid")
    colega.refresh_from_db()
    trabajar()
    assert colega.correo == "colega@demo.invalid"
    assert not mail.outbox


def test_the_operator_of_minedu_may_change_it():
    operador = personal(ugel("000000"), "Operador MINEDU")
    colega = personal(ugel(), correo="colega@demo.invalid")
    assert crear(operador, colega.documento, "otro@demo.invalid").correo == "otro@demo.invalid"


def test_a_deactivated_account_is_not_opened_again(especialista):
    persona = usuario()
    Usuario.objects.filter(pk=persona.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="desactivado"):
        crear(especialista, persona.documento)


@pytest.mark.parametrize("correo", ["", "sin-arroba", "a@b", "a@b.invalid\nBcc: c@d.invalid"])
def test_a_bad_mail_writes_nothing(especialista, correo):
    with pytest.raises(ValidationError):
        crear(especialista, "99700002", correo)
    assert not Usuario.objects.filter(documento="99700002").exists()


def test_who_opened_it_and_changed_the_mail_is_in_the_log(especialista):
    creado = crear(especialista, "99700001")
    crear(especialista, "99700001", "otro@demo.invalid")
    hechos = Suceso.objects.filter(usuario=creado).order_by("pk").values_list("tipo", "por")
    assert list(hechos) == [
        ("acceso_creado", especialista.pk), ("contrasena_pedida", especialista.pk),
        ("correo_cambiado", especialista.pk), ("contrasena_pedida", especialista.pk),
    ]  # fmt: skip


def test_a_refused_change_leaves_no_event(especialista):
    colega = personal(ugel(), correo="colega@demo.invalid")
    with pytest.raises(PermissionDenied):
        crear(especialista, colega.documento, "mio@demo.invalid")
    assert not Suceso.objects.exists()
