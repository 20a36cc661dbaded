"""How often: failed logins per usuario and address, mailed links per mail address."""

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import PedidoContrasena
from accounts.models.correo import del_correo
from accounts.origen import direccion
from accounts.pausas import falta

FALLOS_DE_UN_USUARIO = 20
FALLOS_DE_UNA_DIRECCION = 100  # a whole UGEL may share one
CORREOS_POR_HORA = 3
CORREOS_POR_DIA = 5


def usuario_tecleado(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The usuario by which failures are counted: `ab12` and ` AB12 ` are one."""
    datos = credentials or {}
    return normalizar(datos.get("username") or datos.get("documento") or "")


def normalizar(usuario: str) -> str:
    """A número de documento as it is stored."""
    return usuario.strip().upper()


def minutos_de_espera(request: HttpRequest, usuario: str) -> int:
    """Minutes until this usuario may try again from this address; 0 if he may now.

    A few failures of one usuario from one address; more of him from anywhere, or from one
    address over any usuario: who guesses changes either (SECURITY, finding 3).
    """
    desde = timezone.now() - settings.AXES_COOLOFF_TIME
    recientes = AccessAttempt.objects.filter(attempt_time__gte=desde)
    suyos = recientes.filter(username=normalizar(usuario))
    de_aqui = {"ip_address": direccion(request)}
    return max(
        _espera(suyos.filter(**de_aqui), settings.AXES_FAILURE_LIMIT, desde),
        _espera(suyos, FALLOS_DE_UN_USUARIO, desde),
        _espera(recientes.filter(**de_aqui), FALLOS_DE_UNA_DIRECCION, desde),
    )


def _espera(intentos: QuerySet[AccessAttempt], limite: int, desde: datetime) -> int:
    fallos = intentos.aggregate(cuantos=Sum("failures_since_start"), ultimo=Max("attempt_time"))
    if (fallos["cuantos"] or 0) < limite:
        return 0
    return max(1, ceil((fallos["ultimo"] - desde) / timedelta(minutes=1)))


def olvidar_fallos(usuario: str) -> None:
    """Let who has just proved to be himself try again, from anywhere."""
    reset(username=normalizar(usuario))


def puede_recibir_enlace(correo: str, ahora: datetime) -> bool:
    """Whether another request of this address may be answered by mail: pause, hour and day."""
    enviados = del_correo(PedidoContrasena.objects.filter(correos_enviados__gt=0), correo)
    del_dia = enviados.filter(atendido_en__gt=ahora - timedelta(days=1)).order_by("-atendido_en")
    horas = list(del_dia.values_list("atendido_en", flat=True))
    de_la_hora = [cuando for cuando in horas if cuando > ahora - timedelta(hours=1)]
    return (
        not falta(horas, ahora) and len(de_la_hora) < CORREOS_POR_HORA
        and len(horas) < CORREOS_POR_DIA
    )  # fmt: skip
