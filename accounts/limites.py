"""How often: failed logins per usuario and address, mailed links per mail address."""

from datetime import datetime, timedelta
from ipaddress import ip_address
from math import ceil
from typing import Any

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.db.models import Max, Sum
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import PedidoContrasena
from accounts.models.correo import del_correo

CORREOS_POR_HORA = 3
CORREOS_POR_DIA = 5


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


def usuario_tecleado(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The usuario by which failures are counted: `ab12` and ` AB12 ` are one."""
    datos = credentials or {}
    return normalizar(datos.get("username") or datos.get("documento") or "")


def normalizar(usuario: str) -> str:
    """A número de documento as it is stored."""
    return usuario.strip().upper()


def minutos_de_espera(request: HttpRequest, usuario: str) -> int:
    """Minutes until this usuario may try again from this address; 0 if he may now."""
    desde = timezone.now() - settings.AXES_COOLOFF_TIME
    fallos = AccessAttempt.objects.filter(
        username=normalizar(usuario), ip_address=direccion(request), attempt_time__gte=desde
    ).aggregate(cuantos=Sum("failures_since_start"), ultimo=Max("attempt_time"))
    if (fallos["cuantos"] or 0) < settings.AXES_FAILURE_LIMIT:
        return 0
    return max(1, ceil((fallos["ultimo"] - desde) / timedelta(minutes=1)))


def olvidar_fallos(usuario: str) -> None:
    """Let who has just proved to be himself try again, from anywhere."""
    reset(username=normalizar(usuario))


def puede_recibir_enlace(correo: str, ahora: datetime) -> bool:
    """Whether another request of this address may be answered by mail."""
    enviados = del_correo(PedidoContrasena.objects.filter(correos_enviados__gt=0), correo)
    ultima_hora = enviados.filter(atendido_en__gt=ahora - timedelta(hours=1)).count()
    ultimo_dia = enviados.filter(atendido_en__gt=ahora - timedelta(days=1)).count()
    return ultima_hora < CORREOS_POR_HORA and ultimo_dia < CORREOS_POR_DIA
