"""A whole portal of its own for the browser tests: database, web server and task worker."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings

RAIZ = Path(__file__).resolve().parents[2]
PACIENCIA = 60  # seconds until a server answers, on a machine that is busy
PASOS = (
    ("dueno", "migrate", "-v0"),
    ("dueno", "permisos_bd"),
    ("app", "cargar_base", "-v0"),
    ("app", "demo", "-v0"),
    ("app", "collectstatic", "--noinput", "-v0"),
)


@dataclass
class Plantilla:
    """Database, files and static files of the demo, made once a run and copied by each process."""

    carpeta: Path
    base: str = field(init=False)

    def __post_init__(self) -> None:
        self.base = f"navegador_{sha256(bytes(self.carpeta)).hexdigest()[:12]}"
        self.carpeta.mkdir(parents=True, exist_ok=True)

    @property
    def usuarios(self) -> Path:
        """How many processes are using it."""
        return self.carpeta / "usuarios"

    def tomar(self) -> None:
        """Make it unless another process did."""
        with self._a_solas():
            cuantos = int(self.usuarios.read_text()) if self.usuarios.exists() else 0
            if not cuantos:
                self._hacer()
            self.usuarios.write_text(str(cuantos + 1))

    def dejar(self) -> None:
        """Drop it unless another process still uses it."""
        with self._a_solas():
            cuantos = int(self.usuarios.read_text()) - 1
            self.usuarios.write_text(str(cuantos))
            if not cuantos:
                mandar(f'DROP DATABASE IF EXISTS "{self.base}"')

    def _hacer(self) -> None:
        mandar(f'DROP DATABASE IF EXISTS "{self.base}"', f'CREATE DATABASE "{self.base}"')
        for rol, *orden in PASOS:
            correr(*orden, entorno=entorno(self.base, self.carpeta) | {"PORTAL_ROL": rol})

    @contextmanager
    def _a_solas(self) -> Iterator[None]:
        with (self.carpeta / "candado").open("w") as candado:
            fcntl.flock(candado, fcntl.LOCK_EX)
            yield


@dataclass
class PortalVivo:
    """A running portal: its address, and what a test may ask of its insides."""

    carpeta: Path
    base: str
    url: str

    @property
    def servidor(self) -> str:
        """Host and port, the only ones that a page may talk to."""
        return self.url.removeprefix("http://")

    def codigo_de_imagen(self, clave: str) -> str:
        """What the image shows, from its row: a test cannot read it, nor has it a back door."""
        filas = self.consultar("SELECT response FROM captcha_captchastore WHERE hashkey=%s", clave)
        return str(filas[0][0])

    def consultar(self, sentencia: str, *valores: Any) -> list[tuple[Any, ...]]:
        """Rows of a query, as the application's role."""
        conexion = psycopg2.connect(_url(os.environ["DATABASE_URL"], self.base))
        with conexion, conexion.cursor() as cursor:
            cursor.execute(sentencia, valores)
            filas = cursor.fetchall()
        conexion.close()
        return filas


@contextmanager
def portal_vivo(carpeta: Path, plantilla: Plantilla) -> Iterator[PortalVivo]:
    """A copy of the template, served with its worker until the block ends."""
    base = f"{plantilla.base}_{os.getpid()}_{sha256(bytes(carpeta)).hexdigest()[:6]}"
    plantilla.tomar()
    try:
        mandar(f'CREATE DATABASE "{base}" TEMPLATE "{plantilla.base}"')
        shutil.copytree(plantilla.carpeta, carpeta, ignore=shutil.ignore_patterns("candado"))
        (carpeta / "correos").mkdir()
        with _servido(carpeta, base) as vivo:
            yield vivo
    finally:
        mandar(f'DROP DATABASE IF EXISTS "{base}"')
        plantilla.dejar()


@contextmanager
def _servido(carpeta: Path, base: str) -> Iterator[PortalVivo]:
    puerto = puerto_libre()
    vivo = PortalVivo(carpeta, base, f"http://127.0.0.1:{puerto}")
    ambiente = entorno(base, carpeta) | {"PORTAL_URL": vivo.url}
    web = ("-m", "gunicorn", "portal.wsgi", "--bind", vivo.servidor, "--workers", "2")
    calla = ("--log-level", "warning", "--no-control-socket")
    with (carpeta / "bitacora").open("wb") as bitacora:
        procesos = [
            subprocess.Popen(
                [sys.executable, *orden], cwd=RAIZ, env=ambiente, stdin=subprocess.DEVNULL,
                stdout=bitacora, stderr=bitacora,
            )
            for orden in ((*web, *calla), ("manage.py", "db_worker"))
        ]  # fmt: skip
        try:
            _esperar(vivo, procesos)
            yield vivo
        finally:
            for proceso in procesos:
                proceso.send_signal(signal.SIGTERM)
            for proceso in procesos:
                _terminar(proceso)


def _terminar(proceso: subprocess.Popen[bytes]) -> None:
    try:
        proceso.wait(15)
    except subprocess.TimeoutExpired:
        proceso.kill()
        proceso.wait()


def _esperar(vivo: PortalVivo, procesos: list[subprocess.Popen[bytes]]) -> None:
    hasta = time.monotonic() + PACIENCIA
    while time.monotonic() < hasta:
        assert all(p.poll() is None for p in procesos), (vivo.carpeta / "bitacora").read_text()
        try:
            with urllib.request.urlopen(f"{vivo.url}/salud/listo", timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"No respondió: {(vivo.carpeta / 'bitacora').read_text()}")


def entorno(base: str, carpeta: Path) -> dict[str, str]:
    """Environment of a demo on a database, over plain http; static files as in production."""
    urls = {n: _url(os.environ[n], base) for n in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    propio = {
        "SECRET_KEY": "only-for-browser-tests-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
        "DEBUG": "0",
        "PORTAL_DEMO": "1",
        "PORTAL_HTTPS": "0",
        "STATIC_SIN_HASH": "0",
        "ALLOWED_HOSTS": "127.0.0.1",
        "STATIC_ROOT": str(carpeta / "estaticos"),
        "MEDIA_ROOT": str(carpeta / "archivos"),
        "EMAIL_FILE_PATH": str(carpeta / "correos"),
    }
    return {**os.environ, **urls, **propio}


def correr(*orden: str, entorno: dict[str, str]) -> None:
    """Run a command of manage.py; what it says stands in the failure."""
    hecho = subprocess.run(
        [sys.executable, "manage.py", *orden], cwd=RAIZ, env=entorno, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert hecho.returncode == 0, f"manage.py {' '.join(orden)}\n{hecho.stdout}{hecho.stderr}"


def mandar(*sentencias: str) -> None:
    """Run statements on the server as the owner, outside any transaction."""
    datos = settings.BASE_DEL_DUENO
    conexion = psycopg2.connect(
        host=datos["HOST"], port=datos["PORT"] or None, user=datos["USER"],
        password=datos["PASSWORD"], dbname="postgres",
    )  # fmt: skip
    conexion.autocommit = True
    with conexion.cursor() as cursor:
        for sentencia in sentencias:
            cursor.execute(sentencia)
    conexion.close()


def puerto_libre() -> int:
    """A port of loopback that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as oyente:
        return int(oyente.getsockname()[1])


def _url(url: str, base: str) -> str:
    """The same server, another database."""
    return re.sub(r"(//[^/]+/)[^?]*", rf"\g<1>{base}", url)
