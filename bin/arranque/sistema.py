"""What the system must give: packages of apt, installed as root or unpacked without it."""

import ctypes
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from .rutas import PANGO

PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
PANGO_LIBRARIES = (
    ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    ("libfontconfig.so.1", "libfontconfig.1.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def succeeds(*command: object, **options: Any) -> bool:
    """Run a command in silence; tell whether it exists and ended well."""
    try:
        done = subprocess.run([*map(str, command)], capture_output=True, check=False, **options)
    except OSError:
        return False
    return done.returncode == 0


def install(*packages: str) -> bool:
    """Install packages with apt; False without root, apt or the packages."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Instalando con apt-get: {' '.join(packages)} ...", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    succeeds("apt-get", "update", env=env)
    command = ("apt-get", "install", "-y", "-q", "--no-install-recommends", *packages)
    return succeeds(*command, env=env, stdin=subprocess.DEVNULL)


def unpack(target: Path, *packages: str) -> bool:
    """Unpack packages, and what they need and the system lacks, in a folder: without root."""
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        return False
    print(f"Descargando, sin ser root: {' '.join(packages)} ...", flush=True)
    partial = target.with_name(f"{target.name}-partial")
    shutil.rmtree(partial, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        apt = ["apt-get", "-o", f"Dir::State::lists={folder}/lists", "-o", f"Dir::Cache={folder}"]
        Path(folder, "lists", "partial").mkdir(parents=True)
        succeeds(*apt, "update", cwd=folder)
        plan = subprocess.run(
            [*apt, "install", "-s", "--no-install-recommends", *packages],
            capture_output=True, text=True, check=False,
        ).stdout  # fmt: skip
        names = [line.split()[1] for line in plan.splitlines() if line.startswith("Inst ")]
        if not names or not succeeds(*apt, "download", *names, cwd=folder):
            return False
        for package in Path(folder).glob("*.deb"):
            if not succeeds("dpkg", "-x", package, partial):
                return False
    partial.rename(target)
    return True


def ensure_pango() -> None:
    """Find, install or unpack what draws the PDF, or say in a line which and how."""
    if PANGO.exists() or _pango_loads():
        return
    if (install(*PANGO_PACKAGES) and _pango_loads()) or unpack(PANGO, *PANGO_PACKAGES):
        return
    print(
        "AVISO: falta Pango, sin el cual no hay PDF (lo demás funciona). Instálelo con: "
        f"sudo apt-get install {' '.join(PANGO_PACKAGES)} (en macOS: brew install pango)"
    )


def _pango_loads() -> bool:
    return all(any(_loads(name) for name in names) for names in PANGO_LIBRARIES)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def ensure_chromium() -> str:
    """Return the path of a Chromium, installed if it can be; else end with a line that says how."""
    chosen = os.environ.get("PORTAL_CHROMIUM", "")
    names = (chosen,) if chosen else CHROMIUM_NAMES
    for _ in range(2):
        for name in names:
            if found := shutil.which(name):
                return found
        if not install("chromium"):
            break
    raise SystemExit(
        "Falta Chromium, que abren las pruebas de navegador. Instálelo con: "
        "sudo apt-get install chromium (o indique su ruta en PORTAL_CHROMIUM)"
    )
