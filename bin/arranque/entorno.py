"""The virtual environment: made, filled by hash, mended when a run was cut short."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from . import sistema
from .candado import only_one
from .rutas import PYTHON, REQUIREMENTS, ROOT, VENV

STAMP = VENV / "portal-instalado"  # empty while an installation is under way
SATISFIED_BY = {"demo": ("demo", "test"), "test": ("test",)}
VERSION = f"python{sys.version_info[0]}.{sys.version_info[1]}"
NO_VENV = (
    f"A {VERSION} le falta venv. Instálelo con: sudo apt-get install python3-venv "
    f"(o {VERSION}-venv), y vuelva a ejecutar este comando."
)


def enter(group: str) -> None:
    """Go on inside .venv, with the packages of `requirements/<group>.txt` in it."""
    if not os.access(ROOT, os.W_OK):
        raise SystemExit(f"No puede escribir en {ROOT}: use una copia que sea suya.")
    with only_one(ROOT):
        stamp = STAMP.read_text() if STAMP.exists() else None
        if stamp == "" or not sistema.succeeds(PYTHON, "-m", "pip", "--version"):
            _create()
            stamp = ""
        if stamp not in [_digest(name) for name in SATISFIED_BY[group]]:
            _install(group)
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606


def _digest(group: str) -> str:
    """Name what is installed: the locks of this group, in this place."""
    locks = [(REQUIREMENTS / f"{name}.txt").read_bytes() for name in ("build", group)]
    return sha256(b"".join([bytes(VENV), *locks])).hexdigest()


def _create() -> None:
    print("Creando el entorno de Python en .venv ...", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    STAMP.write_text("")
    base = Path(sys.base_prefix, "bin", VERSION)  # not the Python of the .venv just removed
    venv = (base if base.exists() else sys.executable, "-m", "venv", VENV)
    if sistema.succeeds(*venv):
        return
    if sistema.install("python3-venv") and sistema.succeeds(*venv):
        return
    if sistema.succeeds(*venv, "--without-pip") and _pip_of_a_package():
        return
    raise SystemExit(NO_VENV)


def _pip_of_a_package() -> bool:
    """Give .venv a pip unpacked from Debian's package: for who is not root and lacks venv."""
    folder = VENV / "pip-de-apt"
    if not sistema.unpack(folder, "python3-pip-whl"):
        return False
    wheel = next(folder.glob("usr/share/python-wheels/pip-*.whl"))
    return sistema.succeeds(PYTHON, f"{wheel}/pip", "install", "--no-index", wheel)


def _install(group: str) -> None:
    print("Instalando los paquetes de Python (solo la primera vez) ...", flush=True)
    pip = (PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes")
    STAMP.write_text("")
    for options in (["-r", "build.txt"], ["--no-build-isolation", "-r", f"{group}.txt"]):
        if subprocess.run([*pip, *options], cwd=REQUIREMENTS, check=False).returncode:
            raise SystemExit("No se pudieron instalar los paquetes: vea arriba qué dijo pip.")
    STAMP.write_text(_digest(group))
