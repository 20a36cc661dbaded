"""A portal as compose would bring it up, natively: the image's files, a bare server, the roles."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.despliegue import apoyo

sys.path.insert(0, str(apoyo.RAIZ / "bin"))

from arranque.postgres import Postgres  # the launcher's package is in bin/


class ServidorDesnudo(Postgres):
    """A server without our roles: deploy/postgres makes them, as in the image."""

    def _roles(self) -> None:
        pass


@dataclass
class Instalacion:
    """Where the image's files lie, and the environment of each service."""

    app: Path
    entornos: dict[str, dict[str, str]]


@pytest.fixture(scope="session")
def instalacion() -> Iterator[Instalacion]:
    carpeta = Path(tempfile.mkdtemp(prefix="portal-despliegue-"))
    carpeta.chmod(0o755)
    app = carpeta / "app"
    apoyo.copiar_imagen(app)
    servidor = ServidorDesnudo(carpeta / "base", fast=True)
    try:
        servidor.start()
        yield Instalacion(app, _entornos(carpeta, servidor))
    finally:
        servidor.stop()
        shutil.rmtree(carpeta, ignore_errors=True)


def _entornos(carpeta: Path, servidor: Postgres) -> dict[str, dict[str, str]]:
    """Compose's own values, but this machine's addresses, and a folder instead of the store."""
    variables = apoyo.env_generado() | apoyo.OFICIAL
    puerto = servidor.urls()["DATABASE_URL"].rpartition(":")[2].partition("/")[0]
    entornos = {}
    for servicio in ("web", "worker", "migrate"):
        suyo = apoyo.entorno(servicio, variables)
        suyo = {n: v.replace("@postgres:5432", f"@127.0.0.1:{puerto}") for n, v in suyo.items()}
        suyo |= {"S3_BUCKET": "", "MEDIA_ROOT": str(carpeta / "archivos")}
        entornos[servicio] = suyo
    entornos["postgres"] = {
        **apoyo.entorno("postgres", variables),
        "PGHOST": "127.0.0.1",
        "PGPORT": puerto,
        "PGPASSWORD": servidor.passwords["postgres"],
        "PATH": f"{servidor.bin}:/usr/bin:/bin",
    }
    return entornos
