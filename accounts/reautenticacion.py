"""To be asked for the password again: before what changes how a person gets in (ASVS 7.5).

Whoever sits down at a session that somebody left open may read, but not make it his own.
"""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import sucesos
from accounts.models import Suceso, Usuario
from accounts.origen import Origen
from accounts.sesiones import ABIERTA
from accounts.sucesos import Tipo

CONFIRMADA = "_confirmada"
FALLOS = 5
DETALLE = "al confirmar su identidad"
ANTES_DE = {
    "activar_factor": "activar_factor",
    "respaldos": "mi_factor",
    "retirar_factor": "mi_factor",
    "cerrar_sesion": "mis_sesiones",
}
"""Name of each address that asks for it -> where a person goes on whose form met the question."""


class SesionTerminada(Exception):
    """Too many wrong passwords in a session that was open: it has ended."""


def reciente(sesion: Any) -> bool:
    """Whether the password was typed in this session a moment ago."""
    ultima = max(sesion.get(ABIERTA, 0), sesion.get(CONFIRMADA, 0))
    return time.time() - ultima < settings.CONFIRMACION.total_seconds()


def confirmar(*, usuario: Usuario, contrasena: str, sesion: Any, origen: Origen) -> None:
    """Note that the password was typed again, under a new key; as `comprobar` otherwise."""
    comprobar(usuario=usuario, contrasena=contrasena, sesion=sesion, origen=origen)
    sesion.cycle_key()
    sesion[CONFIRMADA] = int(time.time())


def comprobar(*, usuario: Usuario, contrasena: str, sesion: Any, origen: Origen) -> None:
    """ValidationError for a wrong password; at the fifth of an account the session ends.

    One at a time for each account, so that no more are looked at however many come at once.
    """
    with transaction.atomic():
        bloqueado = Usuario.objects.select_for_update().get(pk=usuario.pk)
        fallos = Suceso.objects.filter(
            usuario=bloqueado, tipo=Tipo.INGRESO_FALLIDO, detalle=DETALLE,
            ocurrido_en__gt=timezone.now() - settings.CONFIRMACION,
        ).count()  # fmt: skip
        if fallos < FALLOS and bloqueado.check_password(contrasena):
            return
        sucesos.anotar(Tipo.INGRESO_FALLIDO, usuario=bloqueado, origen=origen, detalle=DETALLE)
    if fallos + 1 >= FALLOS:
        sesion.flush()
        raise SesionTerminada
    raise ValidationError("La contraseña no es correcta.", "contrasena")
