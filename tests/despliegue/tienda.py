"""A real S3-compatible server (SeaweedFS) on loopback, and the portal's own settings for it."""

import os
import runpy
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage

from tests.despliegue import apoyo

WEED = Path(sys.executable).with_name("weed")
PUERTOS = (
    "master.port", "master.port.grpc", "volume.port", "volume.port.grpc",
    "filer.port", "filer.port.grpc", "s3.port", "s3.port.grpc",
)  # fmt: skip
PACIENCIA = 60
"""Seconds that it gets to start; it takes four."""


class Tienda:
    """A server over a folder: started, stopped dead, brought back, frozen, thawed."""

    def __init__(self, carpeta: Path, *, llena: bool = False) -> None:
        self.carpeta, self.llena = carpeta, llena
        self.puertos = dict(zip(PUERTOS, _libres(len(PUERTOS)), strict=True))
        self.direccion = f"http://127.0.0.1:{self.puertos['s3.port']}"
        self.entorno = {
            "S3_BUCKET": "portal",
            "S3_ENDPOINT_URL": self.direccion,
            "S3_REGION": "us-east-1",
            "S3_ACCESS_KEY": "llave-de-prueba",
            "S3_SECRET_KEY": "secreto-de-prueba",
        }
        self.proceso: subprocess.Popen[bytes] | None = None

    def arrancar(self) -> None:
        """Start it as compose does, and give it the portal's bucket as `migrate` does."""
        opciones = [f"-{nombre}={puerto}" for nombre, puerto in self.puertos.items()]
        opciones += ["-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false"]
        opciones += [f"-{n}.localSocket={self.carpeta / n}.sock" for n in ("filer", "s3")]
        # A disk that must keep all of its room free is, to this server, a full one.
        opciones += ["-volume.minFreeSpace=100"] if self.llena else []
        llaves = {
            "AWS_ACCESS_KEY_ID": self.entorno["S3_ACCESS_KEY"],
            "AWS_SECRET_ACCESS_KEY": self.entorno["S3_SECRET_KEY"],
        }
        with open(self.carpeta / "registro", "ab") as registro:
            self.proceso = subprocess.Popen(
                [WEED, "server", "-s3", f"-dir={self.carpeta}", "-ip=127.0.0.1", *opciones],
                cwd=self.carpeta,
                env={"PATH": os.environ["PATH"], "HOME": str(self.carpeta), **llaves},
                stdin=subprocess.DEVNULL, stdout=registro, stderr=registro,
            )  # fmt: skip
        self._esperar(lambda: estado(f"{self.direccion}/healthz") == 200)
        hecho = apoyo.ejecutar(apoyo.RAIZ, "python", "deploy/balde.py", env=self.entorno)
        assert hecho.returncode == 0, hecho.stderr
        if not self.llena:
            self._esperar(self._guarda)

    def matar(self) -> None:
        """End it as a power cut would."""
        if self.proceso is not None:
            self.proceso.kill()
            self.proceso.wait()
            self.proceso = None

    def congelar(self) -> None:
        """It takes connections and says nothing."""
        assert self.proceso is not None
        self.proceso.send_signal(signal.SIGSTOP)

    def descongelar(self) -> None:
        assert self.proceso is not None
        self.proceso.send_signal(signal.SIGCONT)

    def almacenes(self) -> dict[str, Any]:
        """STORAGES as portal/settings.py makes it of this environment."""
        with mock.patch.dict(os.environ, self.entorno):
            return runpy.run_path(str(apoyo.RAIZ / "portal" / "settings.py"))["STORAGES"]

    def _guarda(self) -> bool:
        """Whether it takes an object: for a while it is healthy and its volumes are not there."""
        try:
            almacen = S3Storage(**self.almacenes()["default"]["OPTIONS"])
            almacen.delete(almacen.save("listo", ContentFile(b"listo")))
        except (BotoCoreError, ClientError):
            return False
        return True

    def _esperar(self, lista: Callable[[], bool]) -> None:
        fin = time.monotonic() + PACIENCIA
        while not lista():
            assert self.proceso is not None
            assert self.proceso.poll() is None, (self.carpeta / "registro").read_text()[-3000:]
            assert time.monotonic() < fin, "the store did not start"
            time.sleep(0.1)


def estado(url: str) -> int:
    """Code of the answer to a GET of a server of ours, 0 where nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as respuesta:  # noqa: S310
            return int(respuesta.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def _libres(cuantos: int) -> list[int]:
    """Ports of loopback that are free, all different."""
    abiertos = [socket.create_server(("127.0.0.1", 0)) for _ in range(cuantos)]
    puertos = [abierto.getsockname()[1] for abierto in abiertos]
    for abierto in abiertos:
        abierto.close()
    return puertos
