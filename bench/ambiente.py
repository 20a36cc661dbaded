"""A database of its own, the portal's own steps to fill it, and gunicorn as in production."""

import os
import secrets
import socket
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from arranque.rutas import PYTHON, ROOT
from arranque.servicio import Family

ESTADO = ROOT / ".portal-bench"
BASE = "portal_bench"
PASOS = (("migrate", "dueno"), ("permisos_bd", "dueno"), ("cargar_base", "app"),
         ("collectstatic --noinput", "app"))  # fmt: skip
TRABAJADORES = 2
APLICACION = "bench-gunicorn"


def entorno(urls: dict[str, str]) -> dict[str, str]:
    """The environment of the portal: production, but over plain http on loopback."""
    return {
        **{
            nombre: urlsplit(url)._replace(path=f"/{BASE}").geturl() for nombre, url in urls.items()
        },
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DEBUG": "0",
        "PORTAL_DEMO": "0",
        "PORTAL_HTTPS": "0",
        "STATIC_SIN_HASH": "0",
        "ALLOWED_HOSTS": "127.0.0.1",
        "MEDIA_ROOT": str(ESTADO / "archivos"),
        "STATIC_ROOT": str(ESTADO / "estaticos"),
        "EMAIL_FILE_PATH": str(ESTADO / "correos"),
        "LOG_LEVEL": "ERROR",
        "PYTHONUNBUFFERED": "1",
    }


def base_nueva(url_del_dueno: str, base: str = BASE) -> None:
    """Drop what an earlier run left, and create the empty database."""
    with closing(psycopg2.connect(url_del_dueno)) as conexion:
        conexion.autocommit = True
        with conexion.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {base} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {base}")


def preparar(env: dict[str, str], pasos: Iterable[tuple[str, str]] = PASOS) -> None:
    """Migrate, grant, load the base and gather the static files, each by manage.py."""
    for orden, rol in pasos:
        hecho = subprocess.run(
            [str(PYTHON), "manage.py", *orden.split()],
            cwd=ROOT,
            env={**os.environ, **env, "PORTAL_ROL": rol},
            capture_output=True,
            text=True,
            check=False,
        )
        if hecho.returncode:
            raise SystemExit(f"Falló manage.py {orden}:\n{hecho.stdout}{hecho.stderr}")


@contextmanager
def servidor(env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve; gives the port and the pid of gunicorn."""
    with socket.create_server(("127.0.0.1", 0)) as libre:
        puerto = libre.getsockname()[1]
    orden = ("gunicorn", "bench.wsgi", "--bind", f"127.0.0.1:{puerto}", "--workers", TRABAJADORES)
    propio = {"DJANGO_SETTINGS_MODULE": "bench.settings", "PGAPPNAME": APLICACION}
    with Family({**os.environ, **env, **propio}) as familia:
        familia.start("gunicorn", PYTHON, "-m", *orden, "--log-level", "warning",
                      "--no-control-socket")  # fmt: skip
        familia.wait_for(puerto, "/salud/vivo")
        yield puerto, familia.children["gunicorn"].pid


class Observador:
    """A connection of ours to another database of the server, which tells of that one."""

    def __init__(self, url: str) -> None:
        self.conexion = psycopg2.connect(url)
        self.conexion.autocommit = True
        self.local = urlsplit(url).hostname in {"127.0.0.1", "localhost", None}

    def backends(self) -> list[int]:
        """Processes of the database that serve gunicorn; none if they run on another machine."""
        sentencia = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND application_name = %s"
        return [pid for (pid,) in self._filas(sentencia, (BASE, APLICACION))] if self.local else []

    def sesiones(self) -> int:
        """Connections made to the database since it exists."""
        filas = self._filas("SELECT sessions FROM pg_stat_database WHERE datname = %s", (BASE,))
        return int(filas[0][0])

    def _filas(self, sentencia: str, valores: tuple[object, ...]) -> list[tuple[int]]:
        with self.conexion.cursor() as cursor:
            cursor.execute(sentencia, valores)
            return cursor.fetchall()


def archivo_de(nombre: str) -> Path:
    """A file among the private files of this run."""
    ruta = ESTADO / "archivos" / nombre
    ruta.parent.mkdir(parents=True, exist_ok=True)
    return ruta
