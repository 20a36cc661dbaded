"""The privacy notice: who has accepted the version in force, and how it is accepted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts import sucesos
from accounts.models import AceptacionPrivacidad, Usuario
from accounts.origen import Origen

ACEPTADA = "_privacidad"
"""Where the session keeps the version accepted, so that no page asks the database again."""


def aceptar(*, usuario: Usuario, origen: Origen) -> None:
    """Keep that `usuario` accepts the version in force; a second click changes nothing."""
    version = settings.AVISO_DE_PRIVACIDAD
    try:
        with transaction.atomic():
            AceptacionPrivacidad.objects.create(
                usuario=usuario, version=version, direccion=origen.direccion, equipo=origen.equipo
            )
            sucesos.anotar(
                sucesos.Tipo.PRIVACIDAD_ACEPTADA,
                usuario=usuario, origen=origen, detalle=f"Versión {version}",
            )  # fmt: skip
    except IntegrityError:
        if not _aceptada(usuario):
            raise


def falta_aceptar(usuario: Usuario, sesion: Any) -> bool:
    """Whether `usuario` has still to accept; the answer «no» is kept in his session."""
    version = settings.AVISO_DE_PRIVACIDAD
    if sesion.get(ACEPTADA) == version:
        return False
    if not _aceptada(usuario):
        return True
    sesion[ACEPTADA] = version
    return False


def _aceptada(usuario: Usuario) -> bool:
    version = settings.AVISO_DE_PRIVACIDAD
    return AceptacionPrivacidad.objects.filter(usuario=usuario, version=version).exists()
