"""The forms of a page as a browser reads them, and how one is sent, whatever it carries."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote_from_bytes, urljoin

from tests.cadenas import octetos
from tests.cliente import Client

FRONTERA = "frontera-de-partes"


@dataclass
class Forma:
    """A form: who sees it, where it goes, and its fields with what they hold."""

    quien: Client
    direccion: str
    destino: str
    metodo: str
    campos: dict[str, str] = field(default_factory=dict)
    archivos: list[str] = field(default_factory=list)
    botones: list[tuple[str, str]] = field(default_factory=list)

    def por_boton(self) -> list[Forma]:
        """The form as each of its named buttons sends it; as it is, where it has none."""
        return [replace(self, campos=self.campos | {n: v}, botones=[(n, v)])
                for n, v in self.botones] or [self]  # fmt: skip

    def enviar(self, valores: dict[str, str], archivos: dict[str, tuple[str, bytes]]) -> Any:
        """Send it with these values, keeping the browser as it was."""
        galletas = self.quien.cookies.copy()
        try:
            return self._enviar(valores, archivos)
        finally:
            self.quien.cookies = galletas

    def _enviar(self, valores: dict[str, str], archivos: dict[str, tuple[str, bytes]]) -> Any:
        if self.metodo == "get":
            return self.quien.generic("GET", self.destino, QUERY_STRING=_consulta(valores))
        if not self.archivos:
            tipo = "application/x-www-form-urlencoded"
            return self.quien.generic("POST", self.destino, _consulta(valores), tipo)
        tipo = f"multipart/form-data; boundary={FRONTERA}"
        return self.quien.generic("POST", self.destino, _partes(valores, archivos), tipo)


def _consulta(valores: dict[str, str]) -> str:
    return "&".join(
        f"{quote_from_bytes(octetos(n))}={quote_from_bytes(octetos(v))}" for n, v in valores.items()
    )


def _partes(valores: dict[str, str], archivos: dict[str, tuple[str, bytes]]) -> bytes:
    cuerpo = []
    for nombre, valor in valores.items():
        cuerpo.append(_cabeza(f'name="{nombre}"') + octetos(valor))
    for nombre, (archivo, contenido) in archivos.items():
        limpio = archivo.replace('"', "").replace("\r", "").replace("\n", "")
        cuerpo.append(_cabeza(f'name="{nombre}"; filename="{limpio}"') + contenido)
    return b"\r\n".join([*cuerpo, f"--{FRONTERA}--\r\n".encode()])


def _cabeza(nombre: str) -> bytes:
    return octetos(f"--{FRONTERA}\r\nContent-Disposition: form-data; {nombre}\r\n\r\n")


class _Lector(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self, quien: Client, direccion: str) -> None:
        super().__init__()
        self.quien, self.direccion = quien, direccion
        self.formas: list[Forma] = []
        self.actual: Forma | None = None
        self.lista = ""

    def handle_starttag(self, etiqueta: str, pares: list[tuple[str, str | None]]) -> None:
        dato = {nombre: valor or "" for nombre, valor in pares}
        if etiqueta == "form":
            destino = urljoin(self.direccion, dato.get("action") or self.direccion)
            metodo = dato.get("method", "get").lower()
            self.actual = Forma(self.quien, self.direccion, destino, metodo)
            self.formas.append(self.actual)
        elif self.actual is not None:
            self._campo(etiqueta, dato)

    def _campo(self, etiqueta: str, dato: dict[str, str]) -> None:
        assert self.actual is not None
        nombre = dato.get("name", "")
        if etiqueta == "select":
            self.lista = nombre
        if etiqueta == "option" and self.lista and "selected" in dato:
            self.actual.campos[self.lista] = dato.get("value", "")
        if not nombre or nombre == "csrfmiddlewaretoken":
            return
        if dato.get("type") == "file":
            self.actual.archivos.append(nombre)
        elif etiqueta == "button":
            self.actual.botones.append((nombre, dato.get("value", "")))
        elif etiqueta in ("input", "select", "textarea"):
            self.actual.campos.setdefault(nombre, dato.get("value", ""))

    def handle_endtag(self, etiqueta: str) -> None:
        if etiqueta == "form":
            self.actual = None
        elif etiqueta == "select":
            self.lista = ""


def leer(quien: Client, direccion: str) -> list[Forma]:
    """The forms of a page that have a field, the way out apart; none where it is no page."""
    respuesta = quien.get(direccion, follow=True)
    if respuesta.status_code != 200 or "html" not in respuesta.headers.get("Content-Type", ""):
        return []
    ultima = respuesta.redirect_chain[-1][0] if respuesta.redirect_chain else direccion
    lector = _Lector(quien, urljoin(direccion, ultima))
    lector.feed(respuesta.content.decode())
    return [f for forma in lector.formas for f in forma.por_boton() if f.campos or f.archivos]
