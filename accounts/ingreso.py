"""The verb of every door: is this the secret of this usuario, if one may still ask."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import authenticate
from django.db import transaction

from accounts import activacion, limites, sucesos, tareas
from accounts.models import Usuario
from accounts.origen import Origen
from accounts.sucesos import Tipo


def comprobar(*, documento: str, contrasena: str, origen: Origen) -> Usuario | None:
    """The account, or None where usuario or password are wrong; `limites.Bloqueado`."""

    def probar() -> Usuario | None:
        usuario = authenticate(username=documento, password=contrasena)
        if usuario is None:
            quien = _de(documento)
            sucesos.anotar(Tipo.INGRESO_FALLIDO, usuario=quien, origen=origen, tecleado=documento)
        return usuario

    return _contado(documento, origen, probar)


def comprobar_codigo(*, documento: str, codigo: str, origen: Origen) -> Usuario | None:
    """The same with an activation code, which is spent; guesses of both are counted together."""

    def probar() -> Usuario | None:
        return activacion.usar_codigo(documento=documento, codigo=codigo, origen=origen)

    return _contado(documento, origen, probar)


def _contado(
    documento: str, origen: Origen, probar: Callable[[], Usuario | None]
) -> Usuario | None:
    """Let `probar` look at one guess within the limits.

    All that is done for an account that exists is done for one that does not, so that
    neither the answer nor its time tells which (SECURITY, findings 3 and 8).
    """
    intento = limites.reservar(documento, origen.direccion)
    usuario = probar()
    if usuario is not None:
        limites.devolver(intento)
        return usuario
    with transaction.atomic():
        cerradas = limites.confirmar(intento)
        _anotar_bloqueos(documento, origen, cerradas)
    if cerradas:
        raise limites.Bloqueado(cerradas)
    return None


def _anotar_bloqueos(documento: str, origen: Origen, cerradas: limites.Cerradas) -> None:
    """Note the locks that a failure brings; the worker finds out whom to tell."""
    usuario = _de(documento)
    for limite in cerradas:
        bloqueo = sucesos.anotar(
            Tipo.BLOQUEO, usuario=usuario, origen=origen, tecleado=documento,
            detalle=f"{limite.cuantos} fallos {limite.de_quien}",
        )  # fmt: skip
        if limite is not limites.DE_UNA_DIRECCION:
            tareas.avisar_bloqueo.enqueue(bloqueo.pk)


def _de(documento: str) -> Usuario | None:
    return Usuario.objects.filter(documento=documento).first()
