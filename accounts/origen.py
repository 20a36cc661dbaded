"""Where a request comes from: the address, and what the browser says that it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NAVEGADORES = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
               ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SISTEMAS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip

_peticion: ContextVar[HttpRequest | None] = ContextVar("peticion", default=None)


@dataclass(frozen=True, slots=True)
class Origen:
    """The address of the client and the name of his device; verbs take it, never a request."""

    direccion: str | None = None
    equipo: str = ""


class OrigenMiddleware:
    """Let who draws a page's image code know for whom: a widget never sees the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the request at hand."""
        marca = _peticion.set(request)
        try:
            return self.get_response(request)
        finally:
            _peticion.reset(marca)


def direccion_actual() -> str | None:
    """Address of the client of the page that is being made, if one is."""
    request = _peticion.get()
    return direccion(request) if request else None


def origen(request: HttpRequest) -> Origen:
    """What is known of who sends this request."""
    return Origen(direccion(request), equipo(request.headers.get("User-Agent", "")))


def direccion(request: HttpRequest) -> str | None:
    """Address of the client: what the trusted proxies say, deaf to what the client forges.

    Each proxy appends the address that it saw, so with n proxies ours is the n-th from
    the right of X-Forwarded-For; whatever stands left of it was written by anybody.
    """
    candidata = request.META.get("REMOTE_ADDR", "")
    if cuantos := settings.PROXIES_CONFIABLES:
        saltos = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        candidata = saltos[-cuantos].strip() if len(saltos) >= cuantos else candidata
    try:
        return str(ip_address(candidata))
    except ValueError:
        return None


def red(direccion: str | None, *, v4: int, v6: int) -> str:
    """The network of an address, of so many bits: «198.51.100.0/24»; nothing for none."""
    if direccion is None:
        return ""
    bits = v4 if ip_address(direccion).version == 4 else v6
    return str(ip_network(f"{direccion}/{bits}", strict=False))


def equipo(agente: str) -> str:
    """A User-Agent as people name devices: "Chrome en Android"; only known words get through."""
    navegador = next((nombre for clave, nombre in NAVEGADORES if clave in agente), "")
    sistema = next((nombre for clave, nombre in SISTEMAS if re.search(clave, agente)), "")
    return " en ".join(filter(None, (navegador or "Navegador", sistema)))
