"""The verbs of access: ask for a link, set the password with it, open somebody's access."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts import envios, limites, pausas, sesiones, sucesos, tareas
from accounts.models import CodigoActivacion, Envio, PedidoContrasena, Unidad, Usuario
from accounts.origen import Origen
from accounts.sucesos import NADIE_EN_PARTICULAR, Tipo
from accounts.tokens import enlaces


class EnlaceVencido(Exception):
    """The link was used, has expired, or a newer one was issued."""


@transaction.atomic
def pedir_enlace(*, correo: str, origen: Origen = NADIE_EN_PARTICULAR) -> PedidoContrasena:
    """Note that somebody asked for a link; whether the address is known is not looked at here.

    The same two rows are written for every address, so that neither text nor time of
    the answer tells who has an account (SECURITY, finding 8).
    """
    pedido = PedidoContrasena.objects.create(
        correo=correo.strip().lower(), direccion=origen.direccion, equipo=origen.equipo
    )
    tareas.atender_pedido.enqueue(pedido.pk)
    return pedido


@transaction.atomic
def poner_contrasena(
    *, usuario: Usuario, enlace: str, contrasena: str, origen: Origen = NADIE_EN_PARTICULAR
) -> None:
    """Set the password once per link (`EnlaceVencido`); ends all sessions of the account."""
    bloqueado = Usuario.objects.select_for_update().get(pk=usuario.pk)
    if not (bloqueado.is_active and enlaces.check_token(bloqueado, enlace)):
        raise EnlaceVencido
    bloqueado.set_password(contrasena)
    bloqueado.save(update_fields=["password"])
    sesiones.cerrar_todas(usuario=bloqueado)
    limites.olvidar_fallos(bloqueado.documento)
    CodigoActivacion.objects.anular(bloqueado)
    sucesos.anotar(Tipo.CONTRASENA_PUESTA, usuario=bloqueado, origen=origen)
    envios.avisar(
        bloqueado, "contrasena_cambiada",
        cuando=timezone.now(), equipo=origen.equipo, direccion=origen.direccion,
    )  # fmt: skip


def abrir_cuenta(
    *, documento: str, nombre: str, por: Usuario, correo: str = "", unidad: Unidad | None = None,
    origen: Origen = NADIE_EN_PARTICULAR,
) -> Usuario:  # fmt: skip
    """The account of a person, opened if there is none; ValidationError if it is deactivated.

    In the transaction of whoever calls: the account comes locked.
    """
    documento = limites.normalizar(documento)
    _, nueva = Usuario.objects.get_or_create(
        documento=documento, defaults={"correo": correo, "password": make_password(None)}
    )
    usuario = Usuario.objects.select_for_update().get(documento=documento)
    if not usuario.is_active:
        raise ValidationError("El usuario está desactivado: pida a MINEDU que lo active.")
    if nombre and usuario.nombre != nombre:
        usuario.nombre = nombre
        usuario.save(update_fields=["nombre"])
    if nueva:
        sucesos.anotar(Tipo.ACCESO_CREADO, usuario=usuario, por=por, unidad=unidad, origen=origen)
    return usuario


@transaction.atomic
def crear_acceso(
    *, documento: str, correo: str, nombre: str, por: Usuario, unidad: Unidad | None = None,
    origen: Origen = NADIE_EN_PARTICULAR,
) -> Usuario:  # fmt: skip
    """Open or mend the access of a person, and mail the link to set the password.

    Raises ValidationError with a sentence for people when the mail or the account does
    not allow it, and PermissionDenied rather than take over an account with rights.
    """
    correo = correo.strip().lower()
    validate_email(correo)
    quien: dict[str, Any] = {"por": por, "unidad": unidad, "origen": origen}
    usuario = abrir_cuenta(documento=documento, correo=correo, nombre=nombre, **quien)
    cambiar_correo(usuario=usuario, correo=correo, **quien)
    _encolar_enlace(usuario, **quien)
    return usuario


@transaction.atomic
def enviar_enlace(
    *, usuario: Usuario, por: Usuario, unidad: Unidad | None = None,
    origen: Origen = NADIE_EN_PARTICULAR,
) -> None:  # fmt: skip
    """Mail another link to the address that the account has; each time the pause grows.

    ValidationError with a sentence when it may not be, or not yet.
    """
    actual = Usuario.objects.select_for_update().get(pk=usuario.pk)
    if not actual.correo or not actual.is_active:
        raise ValidationError("No tiene correo, o está desactivado.")
    if espera := espera_para_enviar(actual):
        raise ValidationError(
            f"Ya se le envió un enlace. Puede enviarle otro en {pausas.en_palabras(espera)}."
        )
    _encolar_enlace(actual, por=por, unidad=unidad, origen=origen)


def espera_para_enviar(usuario: Usuario) -> timedelta:
    """How long staff have to wait before another link may be mailed; zero for not at all."""
    ahora = timezone.now()
    suyos = Envio.objects.filter(
        usuario=usuario, clase=Envio.Clase.ENLACE, creado_en__gt=ahora - pausas.SE_OLVIDA
    )
    return pausas.falta(list(suyos.values_list("creado_en", flat=True)), ahora)


def _encolar_enlace(usuario: Usuario, **quien: Any) -> None:
    envios.avisar(usuario, "enlace")
    sucesos.anotar(Tipo.CONTRASENA_PEDIDA, usuario=usuario, **quien)


@transaction.atomic
def cambiar_correo(
    *, usuario: Usuario, correo: str, por: Any, unidad: Unidad | None = None,
    origen: Origen = NADIE_EN_PARTICULAR,
) -> None:  # fmt: skip
    """Change the address to which links go, and tell the old one.

    PermissionDenied where the account has rights: who could redirect the link of a
    colleague would have them.
    """
    anterior, usuario.correo = usuario.correo, correo.strip().lower()
    if usuario.correo == anterior:
        return
    exigir_alcance(usuario, por)
    usuario.save(update_fields=["correo"])
    sucesos.anotar(Tipo.CORREO_CAMBIADO, usuario=usuario, por=por, unidad=unidad, origen=origen)
    if anterior:
        envios.encolar(
            "correo_cambiado", usuario=usuario, para=anterior, datos={"cuando": timezone.now()}
        )


def exigir_alcance(usuario: Usuario, por: Any) -> None:
    """PermissionDenied where the account has rights, unless by MINEDU."""
    if usuario.is_staff and not Unidad.objects.nacional(por, "accounts.change_usuario"):
        raise PermissionDenied("El acceso de quien tiene un rol solo lo cambia MINEDU.")
