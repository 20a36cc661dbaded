"""What the browser tests drive: Chromium, found, installed, or unpacked in .venv."""

import os
import shutil
import sys
from pathlib import Path

from .rutas import ROOT, VENV
from .sistema import install, loads, unpack

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
UNPACKED = VENV / "chromium"
ATOMIC = VENV / "libatomic"  # Playwright needs it, and a minimal Debian lacks it
LIBRARIES = ("lib/*-linux-gnu*", "usr/lib/*-linux-gnu*", "usr/lib/*-linux-gnu*/pulseaudio")
WRAPPER = """#!/bin/sh
export LD_LIBRARY_PATH="{libraries}"
export FONTCONFIG_FILE="{root}/deploy/fonts.conf"
exec "{folder}/usr/lib/chromium/chromium" "$@"
"""


def ensure_browser() -> dict[str, str]:
    """Return the environment of the browser tests; end with a line if they cannot run."""
    return {"PORTAL_CHROMIUM": _chromium(), **_libatomic()}


def _libatomic() -> dict[str, str]:
    if sys.platform != "linux" or loads("libatomic.so.1") or install("libatomic1"):
        return {}
    if ATOMIC.exists() or unpack(ATOMIC, "libatomic1"):
        return {"LD_LIBRARY_PATH": str(next(ATOMIC.glob("usr/lib/*")))}
    raise SystemExit("Falta libatomic. Instálelo con: sudo apt-get install libatomic1")


def _chromium() -> str:
    if chosen := os.environ.get("PORTAL_CHROMIUM"):
        if found := shutil.which(chosen):
            return found
        raise SystemExit(f"PORTAL_CHROMIUM={chosen} no es un programa que se pueda ejecutar.")
    found = _of_the_system()
    if not found and not UNPACKED.exists() and install("chromium"):
        found = _of_the_system()
    if found:
        return found
    if UNPACKED.exists() or unpack(UNPACKED, "chromium"):
        return str(_wrapper())
    raise SystemExit(
        "Falta Chromium, que abren las pruebas de navegador. Instálelo con: "
        "sudo apt-get install chromium (o indique su ruta en PORTAL_CHROMIUM)"
    )


def _of_the_system() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _wrapper() -> Path:
    """Write the program that starts the unpacked Chromium with its own libraries."""
    folders = [str(path) for pattern in LIBRARIES for path in sorted(UNPACKED.glob(pattern))]
    program = UNPACKED / "chromium"
    program.write_text(WRAPPER.format(libraries=":".join(folders), root=ROOT, folder=UNPACKED))
    program.chmod(0o755)
    return program
