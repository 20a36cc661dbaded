"""The outbox: every mail leaves once, whatever becomes of server and worker, and it is told."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts import envios
from accounts.contrasenas import cambiar_correo
from accounts.models import Envio, Usuario
from tests.accounts.apoyo import dentro_de, trabajar
from tests.accounts.cartero import cartero
from tests.fabricas import personal, ugel, usuario

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"
Estado = Envio.Estado


@pytest.fixture
def persona() -> Usuario:
    return usuario(correo="rosa@demo.invalid", nombre="Rosa Demo")


def por_smtp(settings: Any, puerto: int) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", puerto


def el_envio() -> Envio:
    return Envio.objects.get()


def puerto_cerrado() -> int:
    with cartero() as servidor:
        return servidor.puerto


AVISOS = [
    ("bloqueo", "funciona también durante el bloqueo"),
    ("dispositivo_nuevo", "desde un equipo que no conocíamos"),
    ("contrasena_cambiada", "Las sesiones que estaban abiertas se cerraron"),
    ("factor_cambiado", "Cambió el segundo factor"),
    ("rol_dado", "Se dio un rol"),
    ("rol_cambiado", "Cambió un rol"),
    ("rol_delegado", "Por su ausencia se delegaron"),
    ("exportacion", "Se exportaron datos"),
]


@pytest.mark.parametrize(("clase", "frase"), AVISOS)
def test_each_notice_says_what_when_and_from_where(persona, clase, frase):
    cuando = timezone.now().replace(year=2026, month=3, day=2, hour=15, minute=4)
    envios.avisar(persona, clase, cuando=cuando, equipo="Chrome en Android", direccion="10.1.2.3")
    trabajar()
    (carta,) = mail.outbox
    assert carta.to == ["rosa@demo.invalid"]
    for dicho in (frase, "Rosa Demo", persona.documento, "02/03/2026 10:04", "Chrome en Android",
                  "10.1.2.3"):  # fmt: skip
        assert dicho in carta.body
    assert "{" not in carta.subject + carta.body
    assert el_envio().estado == Estado.ENVIADO


@pytest.mark.parametrize("clase", [clase for clase, _ in AVISOS])
def test_a_notice_without_details_reads_well(persona, clase):
    envios.avisar(persona, clase)
    trabajar()
    assert "None" not in mail.outbox[0].body
    assert "Equipo:" not in mail.outbox[0].body


def test_every_class_has_a_letter():
    from accounts.correos import CARTAS

    assert set(CARTAS) == set(Envio.Clase) - {Envio.Clase.ENLACE}


def test_who_has_no_mail_is_skipped():
    assert envios.avisar(usuario(correo=""), "bloqueo") is None
    assert not Envio.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_class_that_does_not_exist_is_an_error(persona):
    with pytest.raises(ValueError, match="saludo"):
        envios.avisar(persona, "saludo")


def test_what_is_rolled_back_is_not_mailed(persona):
    with transaction.atomic():
        envios.avisar(persona, "bloqueo")
        transaction.set_rollback(True)
    trabajar()
    assert not mail.outbox
    assert not Envio.objects.exists()


def test_the_server_goes_down_and_comes_back(persona, settings):
    puerto = puerto_cerrado()
    por_smtp(settings, puerto)
    envios.avisar(persona, "enlace")
    trabajar()
    caido = el_envio()
    assert (caido.estado, caido.intentos) == (Estado.REINTENTANDO, 1)
    assert caido.respuesta == "El servidor de correo no responde (ConnectionRefusedError)."
    trabajar()
    assert el_envio().intentos == 1  # not before its time
    with cartero(puerto) as servidor, dentro_de(minutes=1, seconds=1):
        trabajar()
        trabajar()
    assert len(servidor.recibidos) == 1
    assert (el_envio().estado, el_envio().intentos) == (Estado.ENVIADO, 2)


def test_the_pauses_grow_and_a_server_down_for_two_days_loses_nothing(persona, settings):
    puerto = puerto_cerrado()
    por_smtp(settings, puerto)
    envios.avisar(persona, "enlace")
    cuando = []
    for hora in range(48):
        with dentro_de(hours=hora):
            trabajar()
            cuando.append(el_envio().intentos)
    assert cuando[0] == 1
    assert cuando[47] < 9
    with cartero(puerto) as servidor, dentro_de(hours=72):
        trabajar()
    assert len(servidor.recibidos) == 1
    assert el_envio().estado == Estado.ENVIADO


def test_it_is_not_tried_for_ever(persona, settings):
    por_smtp(settings, puerto_cerrado())
    envios.avisar(persona, "enlace")
    for dias in range(12):
        with dentro_de(days=dias, hours=dias):
            trabajar()
    assert el_envio().estado == Estado.RECHAZADO
    assert el_envio().intentos == 1 + len(envios.REINTENTOS)
    assert not DBTaskResult.objects.filter(status="READY").exists()


@pytest.mark.parametrize(
    ("a_quien", "al_mensaje", "estado", "dicho"),
    [
        ("550 5.1.1 No existe ese usuario", "250 bien", Estado.RECHAZADO, "550 5.1.1 No existe"),
        ("452 4.2.2 Buzon lleno", "250 bien", Estado.REINTENTANDO, "452 4.2.2 Buzon lleno"),
        ("250 bien", "552 5.2.2 Buzon lleno", Estado.RECHAZADO, "552 5.2.2 Buzon lleno"),
        ("250 bien", "451 4.7.1 Lista gris", Estado.REINTENTANDO, "451 4.7.1 Lista gris"),
    ],
)
def test_what_the_server_refuses_is_told_with_its_words(
    persona, settings, a_quien, al_mensaje, estado, dicho
):
    with cartero() as servidor:
        por_smtp(settings, servidor.puerto)
        servidor.a_quien, servidor.al_mensaje = a_quien, al_mensaje
        envios.avisar(persona, "bloqueo")
        trabajar()
        assert el_envio().estado == estado
        assert el_envio().respuesta.startswith(dicho)
        servidor.a_quien = servidor.al_mensaje = "250 bien"
        with dentro_de(minutes=2):
            trabajar()
    assert len(servidor.recibidos) == (estado == Estado.REINTENTANDO)


def test_our_own_account_refused_by_the_server_loses_no_mail(persona, settings):
    with cartero() as servidor:
        por_smtp(settings, servidor.puerto)
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = "mala"
        envios.avisar(persona, "bloqueo")
        trabajar()
    assert el_envio().estado == Estado.REINTENTANDO
    assert el_envio().respuesta == "535 5.7.8 Clave equivocada"


def morir(*_: Any, **__: Any) -> None:
    raise SystemExit("the worker is killed")


@pytest.mark.parametrize("donde", ["accounts.correos.carta", "accounts.envios._anotar"])
def test_a_mail_whose_worker_is_killed_is_taken_up_again(persona, monkeypatch, donde):
    envios.avisar(persona, "enlace")
    with monkeypatch.context() as muerte:
        muerte.setattr(donde, morir)
        trabajar()
    ya_salio = len(mail.outbox)
    assert el_envio().estado == Estado.SALIENDO
    with dentro_de(minutes=9):
        assert envios.retomar() == 0
    with dentro_de(minutes=11):
        call_command("limpiar", verbosity=0)
        trabajar()
        assert envios.retomar() == 0
    assert len(mail.outbox) == ya_salio + 1 <= 2
    assert el_envio().estado == Estado.ENVIADO


def test_the_next_mail_takes_up_the_lost_one(persona, monkeypatch):
    envios.avisar(persona, "bloqueo")
    with monkeypatch.context() as muerte:
        muerte.setattr("accounts.correos.carta", morir)
        trabajar()
    with dentro_de(minutes=11):
        envios.avisar(usuario(correo="otra@demo.invalid"), "bloqueo")
        trabajar()
    assert sorted(m.to for m in mail.outbox) == [["otra@demo.invalid"], ["rosa@demo.invalid"]]


def test_a_mail_whose_task_was_lost_is_queued_again(persona):
    envios.avisar(persona, "bloqueo")
    DBTaskResult.objects.all().delete()
    with dentro_de(minutes=50):
        assert envios.retomar() == 0  # a long queue is no loss
    with dentro_de(minutes=61):
        assert envios.retomar() == 1
        trabajar()
    assert len(mail.outbox) == 1


def test_a_mail_that_kills_every_worker_is_given_up(persona, monkeypatch):
    envios.avisar(persona, "bloqueo")
    monkeypatch.setattr("accounts.correos.carta", morir)
    for vez in range(12):
        with dentro_de(minutes=11 * vez):
            envios.retomar()
            trabajar()
    with dentro_de(minutes=11 * 12):
        envios.retomar()
    assert el_envio().estado == Estado.RECHAZADO


def test_the_same_task_run_twice_sends_once(persona):
    envio = envios.avisar(persona, "bloqueo")
    envios.enviar.enqueue(envio.pk)
    trabajar()
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_of_four_workers_one_sends(settings):
    envio = envios.avisar(usuario(correo="rosa@demo.invalid"), "bloqueo")
    barrera = threading.Barrier(4)

    def trabajador() -> None:
        barrera.wait()
        envios.enviar.call(envio.pk)
        connection.close()

    with cartero() as servidor:
        por_smtp(settings, servidor.puerto)
        hilos = [threading.Thread(target=trabajador) for _ in range(4)]
        for hilo in hilos:
            hilo.start()
        for hilo in hilos:
            hilo.join()
    assert len(servidor.recibidos) == 1


def test_a_late_link_does_not_reach_an_address_that_was_replaced(persona, settings):
    funciona = settings.EMAIL_BACKEND
    por_smtp(settings, puerto_cerrado())
    envios.avisar(persona, "enlace")
    trabajar()
    cambiar_correo(usuario=persona, correo="nueva@demo.invalid", por=personal(ugel()))
    settings.EMAIL_BACKEND = funciona
    with dentro_de(minutes=2):
        trabajar()
    assert not [m for m in mail.outbox if "/generar-contrasena/" in m.body]
    assert Envio.objects.get(clase="enlace").estado == Estado.RECHAZADO


def test_a_late_link_does_not_reach_who_was_deactivated(persona):
    envios.avisar(persona, "enlace")
    Usuario.objects.filter(pk=persona.pk).update(is_active=False)
    trabajar()
    assert not mail.outbox
    assert "desactivada" in el_envio().respuesta


def test_what_is_settled_is_thrown_away_after_ninety_days(persona):
    for clase in ("bloqueo", "exportacion"):
        envios.avisar(persona, clase)
    Envio.objects.filter(clase="bloqueo").update(estado=Estado.ENVIADO)
    envios.barrer(antes_de=timezone.now() + timedelta(minutes=1))
    assert el_envio().clase == "exportacion"
