"""Health: alive without touching anything, ready only with its database up to date."""

import os
import subprocess
import sys

from django.conf import settings

from portal import salud

SIN_BASE = """
import django; django.setup()
from tests.cliente import Client
client = Client(headers={"Host": "127.0.0.1"})
for ruta in ("/salud/vivo", "/salud/listo"):
    respuesta = client.get(ruta)
    print(respuesta.status_code, respuesta.content.decode().strip())
"""


def test_alive_asks_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        respuesta = client.get("/salud/vivo")
    assert (respuesta.status_code, respuesta.content) == (200, b"vivo\n")


def test_ready_asks_for_the_migrations_once(client, db, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(salud, "_al_dia", False)
    assert client.get("/salud/listo").content == b"listo\n"
    with django_assert_num_queries(1):
        assert client.get("/salud/listo").status_code == 200


def test_a_missing_migration_is_told(client, db, monkeypatch, settings):
    monkeypatch.setattr(salud, "_al_dia", False)
    settings.MIGRATION_MODULES = {"portal": "tests.portal.migrations"}
    respuesta = client.get("/salud/listo")
    assert (respuesta.status_code, respuesta.content) == (503, b"faltan migraciones\n")


def test_without_a_database_it_lives_and_is_not_ready():
    entorno = {
        **os.environ,
        "DATABASE_URL": "postgres://portal_app:x@127.0.0.1:1/portal",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    hecho = subprocess.run(
        [sys.executable, "-c", SIN_BASE],
        env=entorno, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert hecho.stdout.splitlines() == ["200 vivo", "503 la base de datos no responde"]
