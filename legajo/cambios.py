"""The one way to write a legajo: alta, change and retirement, each with who, why and through what.

Admin, import and attended requests call these verbs. The database keeps every version
by itself (triggers); the context given here goes into the same history row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Unidad, Usuario
from legajo.models import Mudanza, Registro, Servidor


@dataclass(frozen=True)
class Autoria:
    """Who changes a file, through what («admin», «solicitud 12», «importación 3»), and why.

    Nobody, where the system's operator gives an order.
    """

    por: Usuario | None
    medio: str
    motivo: str = ""


@contextmanager
def como(autoria: Autoria) -> Iterator[None]:
    """One transaction whose history rows carry the authorship."""
    contexto = {
        "usuario": autoria.por.pk if autoria.por else None,
        "documento": autoria.por.documento if autoria.por else "",
        "medio": autoria.medio,
        "motivo": autoria.motivo,
    }
    with transaction.atomic(), pghistory.context(**contexto):
        yield


def agregar(registro: Registro, *, unidad: Unidad, autoria: Autoria) -> Registro:
    """Add a new record, already valid, to the file of `registro.servidor`."""
    registro.unidad = unidad
    registro.version = 1
    with como(autoria):
        registro.save(force_insert=True)
    return registro


def cambiar(registro: Registro, *, campos: tuple[str, ...], autoria: Autoria) -> Registro:
    """Write the changed `campos` of a record; its version must still be the one that was read.

    Raises ValidationError when somebody changed or retired it in between.
    """
    with como(autoria):
        _exigir_version(registro)
        registro.version += 1
        registro.save(update_fields=[*campos, "version"])
    return registro


def retirar(registro: Registro, *, autoria: Autoria) -> Registro:
    """Take a record out of force; it stays, struck through, in the history.

    Raises ValidationError when somebody changed or retired it in between.
    """
    with como(autoria):
        _exigir_version(registro)
        registro.retirado = True
        registro.version += 1
        registro.save(update_fields=["retirado", "version"])
    return registro


def abrir_legajo(servidor: Servidor, *, autoria: Autoria) -> Servidor:
    """Open the legajo of a person, already valid."""
    with como(autoria):
        servidor.save(force_insert=True)
    return servidor


def cambiar_servidor(servidor: Servidor, *, campos: tuple[str, ...], autoria: Autoria) -> Servidor:
    """Write the changed `campos` of identity, account or physical place, and nothing else."""
    with como(autoria):
        servidor.save(update_fields=campos)
    return servidor


MUDAR = "legajo.mudar_servidor"


def mudar(servidor: Servidor, mudanza: Mudanza, *, por: Usuario, motivo: str = "") -> Mudanza:
    """Pass a file from `mudanza.de`, where it was read, to `mudanza.a`, by the act that it names.

    The same `clave` moves once, however often it is sent. Raises Servidor.DoesNotExist for a
    file out of the branch of who moves it, ValidationError for what may not be or was moved
    in between.
    """
    with como(Autoria(por=por, medio="admin", motivo=motivo)):
        actual = Servidor.objects.select_for_update(of=("self",)).get(pk=servidor.pk)
        if hecha := Mudanza.objects.filter(clave=mudanza.clave, por=por).first():
            return hecha
        Servidor.objects.visible_to(por, MUDAR).get(pk=actual.pk)
        _exigir_mudable(actual, mudanza)
        mudanza.servidor, mudanza.por = actual, por
        mudanza.save(force_insert=True)
        actual.unidad = mudanza.a
        actual.save(update_fields=["unidad"])
    return mudanza


def _exigir_mudable(actual: Servidor, mudanza: Mudanza) -> None:
    if actual.unidad_id == mudanza.a_id:
        raise ValidationError(f"El legajo ya está en la {mudanza.a}.")
    if actual.unidad_id != mudanza.de_id:
        raise ValidationError(f"El legajo ya no está en la {mudanza.de}: otra persona lo mudó.")
    if mudanza.a.tipo == Unidad.Tipo.MINEDU:
        raise ValidationError("Un legajo lo lleva una DRE o una UGEL.")


def enlazar_cuenta(usuario: Usuario) -> bool:
    """Give the account its legajo, when one with the same número de documento has none yet.

    Whoever comes in by the padrón has an account before anybody links it.
    """
    with como(Autoria(por=usuario, medio="acceso", motivo="Mismo número de documento")):
        sin_cuenta = Servidor.objects.filter(usuario=None, documento=usuario.documento)
        return bool(sin_cuenta.update(usuario=usuario))


def _exigir_version(registro: Registro) -> None:
    modelo: Any = type(registro)
    actual = modelo.objects.select_for_update(of=("self",)).get(pk=registro.pk)
    if actual.version != registro.version or actual.retirado:
        raise ValidationError(
            "El registro cambió mientras usted lo editaba. Revíselo y vuelva a intentarlo.",
            code="version",
        )
