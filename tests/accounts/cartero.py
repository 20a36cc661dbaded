"""A mail server of the size of a test: real SMTP on loopback, with the answers that one sets."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Cartero(socketserver.ThreadingTCPServer):
    """Keeps what it accepts; `a_quien` and `al_mensaje` answer RCPT and DATA; no key is right."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, puerto: int = 0) -> None:
        super().__init__(("127.0.0.1", puerto), _Charla)
        self.a_quien = self.al_mensaje = "250 bien"
        self.recibidos: list[str] = []

    @property
    def puerto(self) -> int:
        return self.server_address[1]


class _Charla(socketserver.StreamRequestHandler):
    server: Cartero

    def handle(self) -> None:
        self.decir("220 cartero.invalid")
        for linea in self.rfile:
            orden = linea.strip().upper()
            if orden.startswith(b"QUIT"):
                return self.decir("221 adios")
            if orden.startswith(b"EHLO"):
                self.decir("250-cartero.invalid\r\n250 AUTH PLAIN")
            elif orden.startswith(b"AUTH"):
                self.decir("535 5.7.8 Clave equivocada")
            elif orden.startswith(b"DATA"):
                self.decir("354 diga")
                cuerpo = b"".join(iter(self.rfile.readline, b".\r\n"))
                if self.server.al_mensaje.startswith("2"):
                    self.server.recibidos.append(cuerpo.decode())
                self.decir(self.server.al_mensaje)
            elif orden.startswith(b"RCPT"):
                self.decir(self.server.a_quien)
            else:
                self.decir("250 bien")
        return None

    def decir(self, respuesta: str) -> None:
        self.wfile.write(f"{respuesta}\r\n".encode())


@contextmanager
def cartero(puerto: int = 0) -> Iterator[Cartero]:
    """A mail server that is up inside the block."""
    with Cartero(puerto) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.02})
        hilo.start()
        try:
            yield servidor
        finally:
            servidor.shutdown()
            hilo.join()
