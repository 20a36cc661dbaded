"""The verbs of access: ask for a link, set the password with it, open somebody's access."""

import logging
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts import limites, sesiones, sucesos, tareas
from accounts.models import PedidoContrasena, Unidad, Usuario
from accounts.origen import Origen
from accounts.sucesos import Tipo
from accounts.tokens import enlaces

registro = logging.getLogger(__name__)


class EnlaceVencido(Exception):
    """The link was used, has expired, or a newer one was issued."""


@transaction.atomic
def pedir_enlace(*, correo: str) -> PedidoContrasena:
    """Note that somebody asked for a link; whether the address is known is not looked at here.

    The same two rows are written for every address, so that neither text nor time of
    the answer tells who has an account (SECURITY, finding 8).
    """
    pedido = PedidoContrasena.objects.create(correo=correo.strip().lower())
    tareas.atender_pedido.enqueue(pedido.pk)
    return pedido


@transaction.atomic
def poner_contrasena(*, usuario: Usuario, enlace: str, contrasena: str) -> None:
    """Set the password once per link (`EnlaceVencido`); ends all sessions of the account."""
    bloqueado = Usuario.objects.select_for_update().get(pk=usuario.pk)
    if not (bloqueado.is_active and enlaces.check_token(bloqueado, enlace)):
        raise EnlaceVencido
    bloqueado.set_password(contrasena)
    bloqueado.save(update_fields=["password"])
    sesiones.cerrar_todas(usuario=bloqueado)
    limites.olvidar_fallos(bloqueado.documento)


@transaction.atomic
def cambiar_contrasena(*, usuario: Usuario, contrasena: str, esta: str, origen: Origen) -> None:
    """Set another password of who is in and has shown the one he had; `esta` session stays."""
    usuario.set_password(contrasena)
    usuario.save(update_fields=["password"])
    sesiones.cerrar_todas(usuario=usuario, menos=esta)
    limites.olvidar_fallos(usuario.documento)
    sucesos.anotar(Tipo.CONTRASENA_PUESTA, usuario=usuario, origen=origen)


@transaction.atomic
def crear_acceso(*, documento: str, correo: str, nombre: str, por: Usuario) -> Usuario:
    """Open or mend the access of a person, and mail the link to set the password.

    Raises ValidationError with a sentence for people when the mail or the account does
    not allow it, and PermissionDenied rather than take over an account with rights.
    """
    correo = correo.strip().lower()
    validate_email(correo)
    usuario = _cuenta(documento, correo)
    if not usuario.is_active:
        raise ValidationError("El usuario está desactivado: pida a MINEDU que lo active.")
    cambiar_correo(usuario=usuario, correo=correo, por=por)
    if nombre and usuario.nombre != nombre:
        usuario.nombre = nombre
        usuario.save(update_fields=["nombre"])
    tareas.enviar_enlace.enqueue(usuario.pk)
    registro.info("acceso de usuario %s abierto por usuario %s", usuario.pk, por.pk)
    return usuario


@transaction.atomic
def cambiar_correo(*, usuario: Usuario, correo: str, por: Any) -> None:
    """Change the address to which links go, and tell the old one.

    PermissionDenied where the account has rights: who could redirect the link of a
    colleague would have them.
    """
    anterior, usuario.correo = usuario.correo, correo.strip().lower()
    if usuario.correo == anterior:
        return
    if usuario.is_staff and not Unidad.objects.nacional(por, "accounts.change_usuario"):
        raise PermissionDenied("El correo de quien tiene un rol solo lo cambia MINEDU.")
    usuario.save(update_fields=["correo"])
    if anterior:
        tareas.avisar_cambio_de_correo.enqueue(usuario.pk, anterior)


def _cuenta(documento: str, correo: str) -> Usuario:
    documento = limites.normalizar(documento)
    Usuario.objects.get_or_create(
        documento=documento, defaults={"correo": correo, "password": make_password(None)}
    )
    return Usuario.objects.select_for_update().get(documento=documento)
