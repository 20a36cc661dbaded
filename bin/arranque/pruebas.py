"""bin/test: every check and every test, in order, up to the first that fails."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable

from .estado import database, in_use
from .navegador import ensure_browser
from .pango import ensure_pango
from .rutas import PYTHON, ROOT

STATE = ROOT / ".portal-test"
BUSY = "Otra bin/test usa esta carpeta: se espera a que termine."
PYTEST = (PYTHON, "-m", "pytest")
MANAGE = (PYTHON, "manage.py")
STEPS = (
    ("Formato (ruff)", PYTHON, "-m", "ruff", "format", "--check", "."),
    ("Estilo (ruff)", PYTHON, "-m", "ruff", "check", "."),
    ("Tipos (mypy)", PYTHON, "-m", "mypy", "."),
    ("Flechas entre apps (import-linter)", PYTHON.with_name("lint-imports")),
    ("Migraciones completas", *MANAGE, "makemigrations", "--check", "--dry-run"),
    ("Ajustes de producción", *MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
    ("Pruebas", *PYTEST, "-n", "2", "--dist", "loadscope"),
)
TESTS = {
    "PORTAL_HTTPS": "0",
    "PORTAL_DEMO": "0",
    "DEBUG": "0",
    "SECRET_KEY": "only-for-tests-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "PORTAL_URL": "http://127.0.0.1",
    "MEDIA_ROOT": str(STATE / "archivos"),
    "STATIC_ROOT": str(STATE / "estaticos"),
    "STATIC_SIN_HASH": "1",
    "PDF_PRIORIDAD": "0",  # two workers and a browser would leave nothing to a nice process
    "LIMITE_SIN_USO": "120s",  # a test is one transaction, whatever it waits for
}
PRODUCTION = {
    "PORTAL_HTTPS": "1",
    "PORTAL_URL": "https://portal.invalid",
    "ALLOWED_HOSTS": "portal.invalid",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "OFICIAL_DE_DATOS_NOMBRE": "Prueba",
    "OFICIAL_DE_DATOS_CORREO": "datos@portal.invalid",
    "OFICIAL_DE_DATOS_TELEFONO": "(01) 000-0000",
}


def main() -> None:
    """Run every step; with arguments, only pytest with them."""
    with in_use(STATE, BUSY, wait=True):
        ensure_pango()
        browser = ensure_browser()
        try:
            with database(STATE, fast=True) as urls:
                env = {**os.environ, **TESTS, **urls, **browser}
                args = sys.argv[1:]
                code = _run((*PYTEST, *args), env) if args else _run_all(env)
        except KeyboardInterrupt:
            code = 128 + signal.SIGINT
    sys.exit(code)


def _run_all(env: dict[str, str]) -> int:
    """Run the steps up to the first that fails; nothing is printed after pytest's last line."""
    for number, (title, *command) in enumerate(STEPS, 1):
        print(f"\n=== {number}/{len(STEPS)} {title}", flush=True)
        started = time.monotonic()
        code = _run(command, {**env, **(PRODUCTION if "--deploy" in command else {})})
        if "pytest" in command:
            return code
        if code:
            print(f"=== FALLÓ: {title} (código {code})")
            return code
        print(f"    bien, en {time.monotonic() - started:.1f} s", flush=True)
    return 0


def _run(command: Iterable[object], env: dict[str, str]) -> int:
    return subprocess.run([*map(str, command)], cwd=ROOT, env=env, check=False).returncode
