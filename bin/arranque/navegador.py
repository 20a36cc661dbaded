"""What the browser tests drive: Chromium, found, installed, or unpacked in .venv."""

import os
import shutil
import sys
from pathlib import Path

from .rutas import ROOT, VENV
from .sistema import install, loads, succeeds, unpack

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
UNPACKED = VENV / "chromium"
PROGRAM = UNPACKED / "usr/lib/chromium/chromium"
ATOMIC = VENV / "libatomic"  # Playwright needs it, and a minimal Debian lacks it
LIBRARIES = ("lib/*-linux-gnu*", "usr/lib/*-linux-gnu*", "usr/lib/*-linux-gnu*/pulseaudio")
WRAPPER = """#!/bin/sh
export LD_LIBRARY_PATH="{libraries}"
export FONTCONFIG_FILE="{root}/deploy/fonts.conf"
exec "{program}" "$@"
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
        if succeeds(chosen, "--version"):
            return chosen
        raise SystemExit(f"PORTAL_CHROMIUM={chosen} no es un programa que se pueda ejecutar.")
    found = _of_the_system()
    if not found and not PROGRAM.exists() and install("chromium"):
        found = _of_the_system()
    if found:
        return found
    if PROGRAM.exists() or (unpack(UNPACKED, "chromium") and PROGRAM.exists()):
        return _wrapper()
    raise SystemExit(
        "Falta Chromium, que abren las pruebas de navegador. Instálelo con: "
        "sudo apt-get install chromium (en Ubuntu: .venv/bin/playwright install --with-deps "
        "chromium), o indique su ruta en PORTAL_CHROMIUM."
    )


def _of_the_system() -> str | None:
    """Return the first that runs: Ubuntu's `chromium-browser` may only tell of a snap."""
    of_playwright = sorted((Path.home() / ".cache/ms-playwright").glob("chromium-*/*/chrome"))
    candidates = [*map(shutil.which, NAMES), *map(str, of_playwright)]
    return next((path for path in candidates if path and succeeds(path, "--version")), None)


def _wrapper() -> str:
    """Write the program that starts the unpacked Chromium with its own libraries."""
    folders = [str(path) for pattern in LIBRARIES for path in sorted(UNPACKED.glob(pattern))]
    wrapper = UNPACKED / "chromium"
    wrapper.write_text(WRAPPER.format(libraries=":".join(folders), root=ROOT, program=PROGRAM))
    wrapper.chmod(0o755)
    return str(wrapper)
