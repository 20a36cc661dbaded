"""Random secrets of a state folder, made once and kept where only their owner reads them."""

import json
import os
import secrets
from pathlib import Path

NOMBRES = ("postgres", "portal_dueno", "portal_app", "django")


def claves(estado: Path) -> dict[str, str]:
    """Return the secrets of this state folder; the first call invents them."""
    archivo = estado / "claves.json"
    if not archivo.exists():
        nuevo = archivo.with_suffix(".nuevo")
        nuevo.unlink(missing_ok=True)
        descriptor = os.open(nuevo, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with open(descriptor, "w") as salida:
            json.dump({nombre: secrets.token_urlsafe(40) for nombre in NOMBRES}, salida)
        nuevo.replace(archivo)
    contenido: dict[str, str] = json.loads(archivo.read_text())
    return contenido
