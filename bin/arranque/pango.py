"""Pango, which draws the PDF: found, installed, or unpacked in .venv."""

from .rutas import PANGO
from .sistema import install, loads, unpack

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
LIBRARIES = (
    ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    ("libfontconfig.so.1", "libfontconfig.1.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
)


def ensure_pango() -> None:
    """Find, install or unpack what draws the PDF, or say in a line which and how."""
    if PANGO.exists() or _all_load():
        return
    if (install(*PACKAGES) and _all_load()) or unpack(PANGO, *PACKAGES):
        return
    print(
        "AVISO: falta Pango, sin el cual no hay PDF (lo demás funciona). Instálelo con: "
        f"sudo apt-get install {' '.join(PACKAGES)} (en macOS: brew install pango)"
    )


def _all_load() -> bool:
    return all(any(loads(name) for name in names) for names in LIBRARIES)
