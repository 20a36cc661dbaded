"""A PDF from a template, drawn by a process of its own (portal/dibujo) within limits."""

import atexit
import logging
import os
import subprocess
import sys
import threading
import time
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from portal.aparte import RAIZ, VARIABLES
from portal.dibujo import GRANDE, HECHO, Adjunto, Encargo

registro = logging.getLogger(__name__)

ENTORNO = (*VARIABLES, "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE")
"""All that the process gets of our environment: the last three, for the cache of fonts."""
SEGUNDOS = 10
"""What a person waits for a document at most."""
DEMASIADO = (
    "El documento es demasiado grande para generarlo. Avise a soporte: no se ha emitido nada."
)
AHORA_NO = "En este momento no se pueden generar PDF. Inténtelo más tarde."


class PdfNoDisponible(Exception):
    """A PDF cannot be drawn, or kept, now; the message says so for people."""


def render(
    plantilla: str, contexto: dict[str, Any], *, adjuntos: tuple[Adjunto, ...] = (),
    identificador: str = "", segundos: float = SEGUNDOS,
) -> bytes:  # fmt: skip
    """Draw `plantilla` as A4, PDF/A-3a and PDF/UA-1, with `adjuntos` inside.

    Raises PdfNoDisponible: where Pango is missing, and for what takes more than `segundos` or
    more memory than the process has.
    """
    de_la_casa = {"es_demo": settings.PORTAL_DEMO, "portal_url": settings.PORTAL_URL}
    texto = render_to_string(plantilla, {**contexto, **de_la_casa})
    return _dibujante.dibujar(Encargo(texto, adjuntos, identificador), segundos)


class Dibujante:
    """The process that draws for this one; started when needed, ended when it must."""

    def __init__(self) -> None:
        self.turno = threading.Lock()
        self.proceso: subprocess.Popen[bytes] | None = None
        self.canal: Connection | None = None

    def dibujar(self, encargo: Encargo, segundos: float) -> bytes:
        """The PDF; one at a time. Raises PdfNoDisponible."""
        limite = time.monotonic() + segundos
        if not self.turno.acquire(timeout=segundos):
            raise PdfNoDisponible(AHORA_NO)
        try:
            # one that has gone meanwhile (no use, enough documents) gives way to another
            respuesta = self._pedir(encargo, limite) or self._pedir(encargo, limite)
        finally:
            self.turno.release()
        return _pdf(respuesta)

    def _pedir(self, encargo: Encargo, limite: float) -> bytes:
        """Its answer, or nothing if it has gone; too late, and it is ended."""
        try:
            canal = self._empezado()
            canal.send(tuple(encargo))
            if canal.poll(max(0, limite - time.monotonic())):
                return canal.recv_bytes()
            self.terminar()
            return GRANDE
        except (EOFError, OSError):
            self.terminar()
            return b""

    def _empezado(self) -> Connection:
        if self.canal is None:
            self.canal, suyo = Pipe()
            with suyo:
                self.proceso = subprocess.Popen(  # noqa: S603 -- our own module
                    [sys.executable, "-m", "portal.dibujo", str(suyo.fileno()),
                     str(settings.PDF_PRIORIDAD)],
                    pass_fds=[suyo.fileno()], stdin=subprocess.DEVNULL, cwd=RAIZ,
                    env={v: os.environ[v] for v in ENTORNO if v in os.environ},
                )  # fmt: skip
        return self.canal

    def terminar(self) -> None:
        """End the process, whatever it is at; the next document starts another."""
        if self.proceso and self.canal:
            self.canal.close()
            self.proceso.kill()
            self.proceso.wait()
            self.proceso = self.canal = None

    def olvidar(self) -> None:
        """After a fork the process is the parent's: close our end, and let it be."""
        self.turno = threading.Lock()
        if self.canal:
            self.canal.close()
            self.proceso = self.canal = None


def _pdf(respuesta: bytes) -> bytes:
    clase, resto = respuesta[:1], respuesta[1:]
    if clase == HECHO:
        return resto
    if clase == GRANDE:
        raise PdfNoDisponible(DEMASIADO)
    registro.error("no se pudo dibujar un PDF: %s", resto.decode(errors="replace"))
    raise PdfNoDisponible(AHORA_NO)


_dibujante = Dibujante()
atexit.register(_dibujante.terminar)
os.register_at_fork(after_in_child=_dibujante.olvidar)
