"""bin/demo: prepare the state folder, serve the portal and its worker until one of them ends."""

import os
import socket
import subprocess
import time
from hashlib import sha256

from .certificado import certificado
from .claves import claves
from .estado import database, in_use
from .pango import ensure_pango
from .rutas import PYTHON, ROOT
from .servicio import Family

STATE = ROOT / ".portal"
SOURCES = ("accounts", "legajo", "solicitudes", "boletas", "portal", "static", "templates")
STEPS = (  # what is done, the command of manage.py, as the owner of the tables or not
    ("las tablas", "migrate", "dueno"),
    ("los permisos", "permisos_bd", "dueno"),
    ("unidades y catálogos", "cargar_base", "app"),
    ("personas ficticias", "demo", "app"),
    ("estilos e iconos", "collectstatic --noinput", "app"),
)
BUSY = "Otra bin/demo usa esta carpeta: termínela antes (Ctrl-C en su terminal)."


def main() -> None:
    """Serve until Ctrl-C, or until the web server or the worker ends."""
    with in_use(STATE, BUSY, wait=False):
        port = _port()
        ensure_pango()
        try:
            with database(STATE, fast=False) as urls:
                env = {**os.environ, **_environment(port), **urls}
                people = _prepare(env)
                _serve(env, port, people)
        except KeyboardInterrupt:
            print("\nLa demo terminó. Lo que hizo en ella sigue en .portal/")


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise SystemExit(f"PORT={text} no es un puerto: use un número entre 1 y 65535.")
    try:
        socket.create_server(("127.0.0.1", int(text))).close()
    except OSError:
        raise SystemExit(
            f"El puerto {text} está ocupado o no se le permite. "
            f"Elija otro: PORT={max(int(text) + 1, 8000)} bin/demo"
        ) from None
    return int(text)


def _environment(port: int) -> dict[str, str]:
    return {
        "SECRET_KEY": claves(STATE)["django"],
        "DEBUG": "0",
        "PORTAL_DEMO": "1",
        "PORTAL_HTTPS": "0",
        "PORTAL_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "MEDIA_ROOT": str(STATE / "archivos"),
        "STATIC_ROOT": str(STATE / "estaticos"),
        "EMAIL_FILE_PATH": str(STATE / "correos"),
        "PYTHONUNBUFFERED": "1",
        **certificado(STATE),
    }


def _prepare(env: dict[str, str]) -> str:
    """Bring database and static files to these sources, once; return the users of the demo."""
    done, users, digest = STATE / "preparado", STATE / "usuarios.txt", _digest()
    if not done.exists() or done.read_text() != digest:
        for title, command, role in STEPS:
            started = time.monotonic()
            print(f"Preparando {title} ...", end=" ", flush=True)
            _manage(command, {**env, "PORTAL_ROL": role})
            print(f"{time.monotonic() - started:.1f} s")
        users.write_text(_manage("demo --usuarios", env))
        done.write_text(digest)
    return users.read_text()


def _manage(command: str, env: dict[str, str]) -> str:
    """Run a command of manage.py and return what it prints; end with that if it fails."""
    done = subprocess.run(
        [str(PYTHON), "manage.py", *command.split()],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"\nFalló manage.py {command}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _digest() -> str:
    """Name what `_prepare` depends on: the database and every source file as it stands."""
    files = [path for name in SOURCES for path in (ROOT / name).rglob("*.*") if path.is_file()]
    facts = sorted((str(path), path.stat().st_mtime_ns) for path in files if path.suffix != ".pyc")
    return sha256(repr((os.environ.get("DATABASE_URL"), facts)).encode()).hexdigest()


def _serve(env: dict[str, str], port: int, people: str) -> None:
    server = ("gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2")
    with Family(env) as family:
        quiet = ("--log-level", "warning", "--no-control-socket")
        family.start("el servidor web", PYTHON, "-m", *server, *quiet)
        family.start("el proceso de tareas", PYTHON, "manage.py", "db_worker")
        family.wait_for(port, "/salud/vivo")
        print(_panel(env["PORTAL_URL"], people), flush=True)
        family.watch()


def _panel(url: str, people: str) -> str:
    rows = [("USUARIO", "CONTRASEÑA", "QUIÉN ES")]
    rows += [(a, b, c) for a, b, c in (line.split("\t") for line in people.splitlines())]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    table = [f"  {a:{widths[0]}}   {b:{widths[1]}}   {c}" for a, b, c in rows]
    return "\n".join(
        [
            "",
            f"  El portal está en  {url}/",
            "  Es una demo: todas las personas y sus datos son ficticios.",
            "",
            *table,
            "",
            f"  Los correos que envía: {url}/demo/correos/",
            f"  Su estado: {STATE.name}/ (bórrela para empezar de nuevo). Para terminar: Ctrl-C",
            "",
        ]
    )
