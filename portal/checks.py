"""System checks of a deployment: nothing goes unencrypted to another machine (ASVS 12.3), and
the certificate of the signature signs.
"""

from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.utils.timezone import now

from portal import firma

AVISO_DE_VENCIMIENTO = timedelta(days=30)


@register(Tags.security, deploy=True)
def red_cifrada(**_: Any) -> list[CheckMessage]:
    """Database, mail and store on other machines: by TLS, with a certificate that is verified."""
    return [Warning(remedio, id=clave) for clave, remedio in _descubiertos()]


@register(Tags.security, deploy=True)
def firma_utilizable(**_: Any) -> list[CheckMessage]:
    """The certificate opens with its password and lasts; the law is not named without reason."""
    try:
        quien = firma.firmante()
    except firma.FirmaNoDisponible as error:
        return [Error(str(error), id="portal.E001")]
    avisos: list[CheckMessage] = []
    if quien and quien.vence < now() + AVISO_DE_VENCIMIENTO:
        fin = f"{quien.vence:%Y-%m-%d}"
        avisos.append(Warning(f"The certificate ends on {fin}: renew it.", id="portal.W004"))
    if quien and settings.FIRMA["accredited"] and not quien.acreditada:
        remedio = "FIRMA_ACREDITADA, but the certificate vouches for itself, or is a demo's."
        avisos.append(Warning(remedio, id="portal.W005"))
    return avisos


def _descubiertos() -> Iterator[tuple[str, str]]:
    base = settings.DATABASES["default"]
    modo = base.get("OPTIONS", {}).get("sslmode")
    if _lejos(base.get("HOST", "")) and modo != "verify-full":
        yield "portal.W001", "The database is elsewhere: ?sslmode=verify-full in DATABASE_URL."
    cifrado = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    if "smtp" in settings.EMAIL_BACKEND and _lejos(settings.EMAIL_HOST) and not cifrado:
        yield "portal.W002", "The mail server is elsewhere: smtp+tls:// in EMAIL_URL."
    almacen = urlsplit(settings.STORAGES["default"].get("OPTIONS", {}).get("endpoint_url") or "")
    if almacen.scheme == "http" and _lejos(almacen.hostname or ""):
        yield "portal.W003", "The store is elsewhere: https:// in S3_ENDPOINT_URL."


def _lejos(host: str) -> bool:
    """Whether it leaves this machine: no socket, no loopback, no container (a name without dot)."""
    if host.startswith("/"):
        return False
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return "." in host
