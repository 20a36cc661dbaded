"""Real workers: two at once, one killed in the middle; nothing twice, nothing missing."""

import hashlib
import os
import signal
import subprocess
import sys
import time
import urllib.parse

import pytest
from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from legajo.models import Documento, FilaDeLote, Lote, Numeracion
from tests.legajo.lotes.apoyo import Mesa, emitidos, estados

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
FILAS = 40
PACIENTE = """
from datetime import timedelta
import django
django.setup()
from legajo.lotes import filas
filas.PACIENCIA = filas.CADA = timedelta(seconds=4)
from django.core.management import call_command
call_command("db_worker", interval=0.1, startup_delay=False, reload=False, verbosity=0)
"""
"""A worker that takes a row for lost after four seconds, not after three minutes."""


def _trabajador() -> subprocess.Popen:
    base = connection.settings_dict
    clave = urllib.parse.quote(base["PASSWORD"], safe="")
    url = f"postgres://{base['USER']}:{clave}@{base['HOST']}:{base['PORT']}/{base['NAME']}"
    entorno = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    return subprocess.Popen([sys.executable, "-c", PACIENTE], cwd=settings.BASE_DIR, env=entorno)


@pytest.fixture
def trabajadores():
    """Two processes, ended whatever happens."""
    procesos = [_trabajador(), _trabajador()]
    yield procesos
    for proceso in procesos:
        if proceso.poll() is None:
            proceso.send_signal(signal.SIGTERM)
    for proceso in procesos:
        proceso.wait(60)


def _hasta(cosa, segundos: int = 240) -> None:
    for _ in range(segundos * 10):
        if cosa():
            return
        time.sleep(0.1)
    raise AssertionError("it never came to that")


def _hechas(lote: Lote) -> int:
    return lote.filas.filter(estado=FilaDeLote.Estado.EMITIDA).count()


def test_two_workers_one_killed_in_the_middle_issue_each_once(trabajadores):
    mesa = Mesa(FILAS)
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    _hasta(lambda: _hechas(lote) >= 8)
    en_curso = lote.filas.filter(estado=FilaDeLote.Estado.EN_CURSO)
    _hasta(lambda: en_curso.count() == 2)
    trabajadores[0].kill()
    trabajadores[0].wait()
    assert _hechas(lote) < FILAS
    _hasta(lambda: Lote.objects.filter(pk=lote.pk, estado="terminado").exists())
    assert estados(lote) == {"emitida": FILAS}
    hechos = emitidos(lote)
    assert len(hechos) == Documento.objects.count() == FILAS
    assert {d.titular_id for d in hechos} == {s.pk for s in mesa.gente}
    for documento in hechos:
        with documento.archivo.open("rb") as guardado:
            octetos = guardado.read()
        assert octetos.startswith(b"%PDF")
        assert hashlib.sha256(octetos).hexdigest() == documento.sha256
    perdidas = DBTaskResult.objects.filter(status="RUNNING", task_path__endswith="emitir_fila")
    assert perdidas.exists()  # one was killed at its row, and another did it
    _hasta(lambda: Lote.objects.filter(pk=lote.pk, paquete_en__isnull=False).exists())
    assert not Numeracion.objects.exists()


def test_paused_while_two_work_nothing_begins_until_it_is_resumed(trabajadores):
    mesa = Mesa(12)
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    _hasta(lambda: _hechas(lote) >= 2)
    mesa.hace(lote, "pausar")
    _hasta(lambda: not lote.filas.filter(estado=FilaDeLote.Estado.EN_CURSO).exists())
    quedan = lote.filas.filter(estado=FilaDeLote.Estado.PENDIENTE).count()
    assert quedan
    _hasta(lambda: not DBTaskResult.objects.filter(
        status="READY", task_path__endswith="emitir_fila"
    ).exists())  # fmt: skip
    assert lote.filas.filter(estado=FilaDeLote.Estado.PENDIENTE).count() == quedan
    mesa.hace(lote, "reanudar")
    _hasta(lambda: Lote.objects.filter(pk=lote.pk, estado="terminado").exists())
    assert len(emitidos(lote)) == 12
