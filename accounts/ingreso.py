"""The verb of every login: is this the password of this usuario, if one may still ask."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.db import transaction

from accounts import limites, sucesos, tareas
from accounts.models import Usuario
from accounts.origen import Origen
from accounts.sucesos import Tipo


def comprobar(*, documento: str, contrasena: str, origen: Origen) -> Usuario | None:
    """The account, or None where usuario or password are wrong; `limites.Bloqueado`.

    All that is done for an account that exists is done for one that does not, so that
    neither the answer nor its time tells which (SECURITY, findings 3 and 8).
    """
    intento = limites.reservar(documento, origen.direccion)
    usuario = authenticate(username=documento, password=contrasena)
    if usuario is not None:
        limites.devolver(intento)
        return usuario
    with transaction.atomic():
        cerradas = limites.confirmar(intento)
        _anotar(documento, origen, cerradas)
    if cerradas:
        raise limites.Bloqueado(cerradas)
    return None


def _anotar(documento: str, origen: Origen, cerradas: limites.Cerradas) -> None:
    """Note the failure and the locks that it brings; the worker finds out who to tell."""
    usuario = Usuario.objects.filter(documento=documento).first()
    sucesos.anotar(Tipo.INGRESO_FALLIDO, usuario=usuario, origen=origen, tecleado=documento)
    for limite in cerradas:
        bloqueo = sucesos.anotar(
            Tipo.BLOQUEO, usuario=usuario, origen=origen, tecleado=documento,
            detalle=f"{limite.cuantos} fallos {limite.de_quien}",
        )  # fmt: skip
        if limite is not limites.DE_UNA_DIRECCION:
            tareas.avisar_bloqueo.enqueue(bloqueo.pk)
