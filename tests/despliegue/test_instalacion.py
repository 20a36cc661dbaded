"""The commands of Dockerfile and compose, run in order on what the image would hold."""

import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.despliegue import apoyo
from tests.despliegue.conftest import Instalacion


@pytest.fixture(scope="session")
def construida(instalacion: Instalacion) -> Instalacion:
    """After the build: static files gathered with the placeholders of the Dockerfile."""
    dockerfile = (apoyo.RAIZ / "Dockerfile").read_text().replace("\\\n", " ")
    orden = re.search(r"RUN (SECRET_KEY=.*?collectstatic --noinput)", dockerfile)
    assert orden
    hecho = apoyo.ejecutar(instalacion.app, "sh", "-c", orden[1], env={})
    assert hecho.returncode == 0, hecho.stderr
    return instalacion


@pytest.fixture(scope="session")
def preparada(construida: Instalacion) -> Instalacion:
    """After postgres's first start and the one-shot `migrate`."""
    entornos = construida.entornos
    guion = apoyo.RAIZ / "deploy" / "postgres" / "10-roles.sh"
    roles = subprocess.run(
        ["/bin/sh", guion], env=entornos["postgres"], capture_output=True, text=True, check=False
    )
    assert roles.returncode == 0, roles.stderr
    orden = apoyo.compose()["services"]["migrate"]["command"]
    hecho = apoyo.ejecutar(construida.app, *orden, env=entornos["migrate"])
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    return construida


@pytest.fixture(scope="session")
def puerto(preparada: Instalacion) -> Iterator[int]:
    """The web server of the compose file, on a free port of loopback."""
    with socket.create_server(("127.0.0.1", 0)) as libre:
        numero = libre.getsockname()[1]
    orden = apoyo.compose()["services"]["web"]["command"]
    ejecutable = Path(sys.executable).with_name(orden[0])
    proceso = subprocess.Popen(
        [ejecutable, *orden[1:], "--bind", f"127.0.0.1:{numero}", "--workers", "1"],
        cwd=preparada.app,
        env={"PATH": "/usr/bin:/bin", "HOME": str(preparada.app), **preparada.entornos["web"]},
    )
    try:
        _esperar(numero)
        yield numero
    finally:
        proceso.terminate()
        proceso.wait(30)


def _esperar(numero: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", numero), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("gunicorn does not answer")


def pedir(puerto: int, ruta: str, **cabeceras: str) -> http.client.HTTPResponse:
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=20)
    conexion.request("GET", ruta, headers={"Host": "portal.localhost", **cabeceras})
    respuesta = conexion.getresponse()
    respuesta.texto = respuesta.read().decode("utf-8", "replace")  # type: ignore[attr-defined]
    conexion.close()
    return respuesta


def test_the_settings_of_production_pass_every_check_of_django(preparada: Instalacion):
    hecho = apoyo.ejecutar(
        preparada.app,
        *("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        env=preparada.entornos["web"],
    )
    assert hecho.returncode == 0, hecho.stderr
    assert "no issues (0 silenced)" in hecho.stdout


def test_the_application_cannot_make_a_table(preparada: Instalacion):
    """What permisos_bd gave is enough to serve, and no more than that."""
    conexion = psycopg2.connect(preparada.entornos["web"]["DATABASE_URL"])
    try:
        with conexion.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("CREATE TABLE otra (id int)")
    finally:
        conexion.close()


def test_the_web_server_is_ready_for_who_comes_through_the_proxy(puerto: int):
    assert pedir(puerto, "/salud/listo").status == 200
    por_tls = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
    inicio = pedir(puerto, "/", **por_tls)
    assert inicio.status == 200
    assert "max-age=63072000" in inicio.headers["Strict-Transport-Security"]
    estilo = re.search(r'href="(/static/css/portal\.[0-9a-f]{12}\.css)"', inicio.texto)
    assert estilo
    assert "immutable" in pedir(puerto, estilo[1], **por_tls).headers["Cache-Control"]
    ingreso = pedir(puerto, "/ingresar/", **por_tls)
    assert ingreso.headers["Set-Cookie"].startswith("__Host-csrf=")


@pytest.mark.parametrize("ruta", ["/", "/ingresar/", "/admin/", "/nada/", "/salud/vivo"])
def test_every_answer_wears_the_strict_headers(puerto: int, ruta: str):
    cabeceras = pedir(puerto, ruta, **{"X-Forwarded-Proto": "https"}).headers
    politica = cabeceras["Content-Security-Policy"]
    assert "default-src 'none'" in politica
    assert "unsafe" not in politica
    assert cabeceras["X-Content-Type-Options"] == "nosniff"
    assert cabeceras["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in cabeceras["Cache-Control"]


def test_who_comes_without_tls_or_by_another_name_is_sent_away(puerto: int):
    sin_tls = pedir(puerto, "/ingresar/")
    assert (sin_tls.status, sin_tls.headers["Location"]) == (
        301,
        "https://portal.localhost/ingresar/",
    )
    assert pedir(puerto, "/", Host="otro.invalid").status == 400


def test_the_health_checks_tell_well_from_ill(preparada: Instalacion, puerto: int):
    web = {**preparada.entornos["web"], "PUERTO_WEB": str(puerto)}
    imagen = (apoyo.RAIZ / "Dockerfile").read_text()
    assert '["python", "deploy/salud.py", "/salud/vivo"]' in imagen
    for ruta in ("/salud/vivo", "/salud/listo"):
        hecho = apoyo.ejecutar(preparada.app, "python", "deploy/salud.py", ruta, env=web)
        assert (hecho.returncode, hecho.stderr) == (0, "")
    nadie = apoyo.ejecutar(
        preparada.app, "python", "deploy/salud.py", env={**web, "PUERTO_WEB": "1"}
    )
    assert nadie.returncode == 1


def test_the_worker_runs_and_its_health_check_sees_a_late_task(preparada: Instalacion):
    entorno = preparada.entornos["worker"]
    orden = apoyo.compose()["services"]["worker"]["command"]
    hecho = apoyo.ejecutar(preparada.app, *orden, "--batch", "--no-startup-delay", env=entorno)
    assert hecho.returncode == 0, hecho.stderr
    prueba = apoyo.compose()["services"]["worker"]["healthcheck"]["test"][1:]
    assert apoyo.ejecutar(preparada.app, *prueba, env=entorno).returncode == 0
    atrasar = (
        "from accounts.envios import enviar as t; r = t.enqueue(0);"
        "from django_tasks_db.models import DBTaskResult as D; from datetime import timedelta;"
        "d = D.objects.get(pk=r.id); d.enqueued_at -= timedelta(hours=1); d.save()"
    )
    shell = ("python", "manage.py", "shell", "--no-imports", "-c", atrasar)
    assert apoyo.ejecutar(preparada.app, *shell, env=entorno).returncode == 0
    tarde = apoyo.ejecutar(preparada.app, *prueba, env=entorno)
    assert tarde.returncode == 1
    assert "1 tareas esperan" in tarde.stderr


def test_the_sources_of_the_image_exist():
    dockerfile = (apoyo.RAIZ / "Dockerfile").read_text()
    for archivo in ("requirements/build.txt", "requirements/prod.txt"):
        assert archivo in dockerfile
        assert (apoyo.RAIZ / archivo).is_file()
        assert f"!{archivo}" in (apoyo.RAIZ / ".dockerignore").read_text().splitlines()
    paquetes = (apoyo.RAIZ / "requirements" / "prod.txt").read_text()
    assert {"boto3==", "gunicorn=="} <= set(re.findall(r"^[a-z0-9-]+==", paquetes, re.M))
