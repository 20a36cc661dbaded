"""A small HTTP client: the cheapest that the standard library allows, over loopback.

gunicorn's sync workers close every connection after the answer, so there is nothing to
keep alive: each request opens its own, the same for what is measured and its reference.
"""

import re
import socket
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

HILOS = 2  # as many as workers


@dataclass(frozen=True, slots=True)
class Respuesta:
    """What came back: status, head and body as they travelled."""

    estado: int
    cabeza: str
    cuerpo: bytes

    def cabecera(self, nombre: str) -> str:
        """The value of a header; empty where there is none."""
        hallada = re.search(rf"^{nombre}: *(.*?)\r?$", self.cabeza, re.I | re.M)
        return hallada[1] if hallada else ""

    def galleta(self, nombre: str) -> str:
        """The value of a cookie that is set."""
        hallada = re.search(rf"^Set-Cookie: *{nombre}=([^;]*)", self.cabeza, re.I | re.M)
        return hallada[1] if hallada else ""


class Cliente:
    """Requests to one port of this machine, as one person if he has a session."""

    def __init__(self, puerto: int) -> None:
        self.puerto = puerto

    def crudo(
        self,
        ruta: str,
        *,
        sesion: str = "",
        cabeceras: str = "",
        datos: dict[str, str] | None = None,
    ) -> bytes:
        """A request as bytes; with `datos` it is a POST that CSRF lets through."""
        galletas = f"Cookie: sid={sesion}; csrf={_CSRF}\r\n"
        cuerpo = b""
        if datos is not None:
            cuerpo = urlencode({"csrfmiddlewaretoken": _CSRF, **datos}).encode()
            cabeceras += "Content-Type: application/x-www-form-urlencoded\r\n"
            cabeceras += f"Content-Length: {len(cuerpo)}\r\n"
        verbo = "GET" if datos is None else "POST"
        cabeza = f"{verbo} {ruta} HTTP/1.1\r\nHost: 127.0.0.1\r\n{galletas}{cabeceras}\r\n"
        return cabeza.encode() + cuerpo

    def enviar(self, crudo: bytes) -> Respuesta:
        """Send a request and read the whole answer."""
        with socket.create_connection(("127.0.0.1", self.puerto), timeout=30) as conexion:
            conexion.sendall(crudo)
            trozos = []
            while trozo := conexion.recv(65536):
                trozos.append(trozo)
        cabeza, _, cuerpo = b"".join(trozos).partition(b"\r\n\r\n")
        return Respuesta(int(cabeza[9:12]), cabeza.decode("latin-1"), cuerpo)

    def pedir(self, ruta: str, **opciones: object) -> Respuesta:
        """Make a request and send it."""
        return self.enviar(self.crudo(ruta, **opciones))  # type: ignore[arg-type]

    def exigir(self, crudo: bytes, estado: int) -> Respuesta:
        """Send; anything but `estado` ends the run with a sentence."""
        respuesta = self.enviar(crudo)
        if respuesta.estado != estado:
            primera = crudo.split(b"\r\n", 1)[0].decode()
            raise SystemExit(f"{primera}: se esperaba {estado} y respondió {respuesta.estado}")
        return respuesta


_CSRF = "b" * 32


def a_la_vez(
    tareas: Iterable[Callable[[], object]], hilos: int = HILOS
) -> tuple[float, list[float]]:
    """Do the tasks with so many threads; seconds that all took, and each."""

    def medida(tarea: Callable[[], object]) -> float:
        comienzo = time.perf_counter()
        tarea()
        return time.perf_counter() - comienzo

    with ThreadPoolExecutor(hilos) as equipo:
        comienzo = time.perf_counter()
        demoras = list(equipo.map(medida, tareas))
        return time.perf_counter() - comienzo, demoras
