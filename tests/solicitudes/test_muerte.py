"""A process killed while it attends leaves nothing half-done; the next one does it whole."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection, transaction

from accounts.models import Envio
from legajo.models import Capacitacion
from solicitudes import decisiones
from solicitudes.models import Solicitud
from tests import fabricas
from tests.solicitudes.apoyo import enviar_cambio

pytestmark = pytest.mark.django_db(transaction=True)
ATIENDE = """
import django, sys
django.setup()
from accounts.models import Usuario
from solicitudes import decisiones
decisiones.atender(int(sys.argv[1]), por=Usuario.objects.get(pk=sys.argv[2]))
"""
ESPERAN = (
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'accounts_envio'::regclass"
)


def _url() -> str:
    base = connection.settings_dict
    return (
        f"postgres://{base['USER']}:{base['PASSWORD']}@{base['HOST']}:{base['PORT']}/{base['NAME']}"
    )


def _hasta_que_espere(proceso: subprocess.Popen) -> None:
    """Until it has written the legajo, its history and the events, and stands at the mail."""
    for _ in range(600):
        assert proceso.poll() is None, proceso.stderr.read()
        with connection.cursor() as cursor:
            cursor.execute(ESPERAN)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("it never came to the mail")


def test_lo_que_se_mata_a_medio_atender_no_deja_nada():
    persona = fabricas.servidor(
        fabricas.ugel(), usuario=fabricas.usuario(correo="rosa@demo.invalid")
    )
    especialista = fabricas.personal(fabricas.ugel())
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="antes")
    solicitud = enviar_cambio(persona, registro, tema="después")
    cartas = Envio.objects.count()
    entorno = os.environ | {"DATABASE_URL": _url(), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE accounts_envio IN SHARE ROW EXCLUSIVE MODE")
        proceso = subprocess.Popen(
            [sys.executable, "-c", ATIENDE, str(solicitud.pk), str(especialista.pk)],
            env=entorno, cwd=settings.BASE_DIR, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        _hasta_que_espere(proceso)
        proceso.send_signal(signal.SIGKILL)
        proceso.wait()
    for _ in range(100):  # the server notices that its client is gone
        with connection.cursor() as cursor:
            cursor.execute(ESPERAN)
            if not cursor.fetchone()[0]:
                break
        time.sleep(0.05)
    registro.refresh_from_db()
    quedo = Solicitud.objects.get(pk=solicitud.pk)
    assert (registro.tema, registro.version) == ("antes", 1)
    assert (quedo.estado, quedo.eventos.count()) == ("en_solicitud", 1)
    assert set(quedo.datos.values_list("decision", flat=True)) == {""}
    assert registro.historia.count() == 1
    assert Envio.objects.count() == cartas
    decisiones.atender(solicitud.pk, por=especialista)
    registro.refresh_from_db()
    assert (registro.tema, registro.version) == ("después", 2)
    assert Solicitud.objects.get(pk=solicitud.pk).eventos.count() == 2
    assert Envio.objects.count() == cartas + 1
