"""Where a request comes from: the address, and what the browser says that it is."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

NAVEGADORES = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
               ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SISTEMAS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origen:
    """The address of the client and the name of his device; verbs take it, never a request."""

    direccion: str | None = None
    equipo: str = ""


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


def equipo(agente: str) -> str:
    """A User-Agent as people name devices: "Chrome en Android"; only known words get through."""
    navegador, sistema = (
        next((nombre for clave, nombre in conocidos if clave in agente), "")
        for conocidos in (NAVEGADORES, SISTEMAS)
    )
    return " en ".join(filter(None, (navegador or "Navegador", sistema)))
