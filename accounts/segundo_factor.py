"""The second factor: a code of the telephone (TOTP) or one of ten recovery codes.

Whether a session has gone through it is told by the session alone (decision 0025).
"""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import envios, sesiones, sucesos
from accounts.models import Unidad, Usuario
from accounts.origen import Origen
from accounts.sucesos import NADIE_EN_PARTICULAR, Tipo

CON_FACTOR = "_con_factor"
NOMBRE = "telefono"
RESPALDOS = 10
LETRAS = "abcdefghjkmnpqrstuvwxyz23456789"
CODIGO_ERRADO = (
    "El código no es correcto o ya se usó. Escriba el que su aplicación muestra ahora, o un código"
    " de respaldo que no haya usado."
)


def exigido(usuario: Usuario, sesion: Any) -> bool:
    """Whether this session must still go through the second factor; asks no database."""
    if DEVICE_ID_SESSION_KEY in sesion:
        return False
    return bool(sesion.get(CON_FACTOR)) or usuario.is_staff


def anunciar(usuario: Usuario, sesion: Any) -> None:
    """Note, in a session just logged in, that its owner has a factor to show."""
    if dispositivo(usuario):
        sesion[CON_FACTOR] = True


def dispositivo(usuario: Usuario) -> TOTPDevice | None:
    """The telephone in use, if any."""
    return TOTPDevice.objects.filter(user=usuario, confirmed=True).first()


def pagina(usuario: Usuario, adonde: str) -> str:
    """Address of the page where this person shows his factor, or sets it up, and goes on."""
    vista = "verificar_factor" if dispositivo(usuario) else "activar_factor"
    return f"{reverse(vista)}?{urlencode({'next': adonde})}"


def por_activar(usuario: Usuario) -> TOTPDevice:
    """The telephone that is being set up: the same secret until it is confirmed."""
    pendientes = TOTPDevice.objects.filter(user=usuario, confirmed=False).order_by("pk")
    return pendientes.first() or TOTPDevice.objects.create(
        user=usuario, name=NOMBRE, confirmed=False
    )


def activar(*, usuario: Usuario, codigo: str, sesion: Any, origen: Origen) -> list[str]:
    """Confirm the new telephone and drop the former; returns the recovery codes, told this once.

    ValidationError for a wrong code. The other sessions of the account end.
    """
    nuevo = por_activar(usuario)
    if not _probar(nuevo, codigo):
        sucesos.anotar(Tipo.FACTOR_FALLIDO, usuario=usuario, origen=origen, detalle="al activar")
        raise _error(nuevo)
    with transaction.atomic():
        TOTPDevice.objects.filter(user=usuario).exclude(pk=nuevo.pk).delete()
        TOTPDevice.objects.filter(pk=nuevo.pk).update(confirmed=True)
        codigos = _poner_respaldos(usuario)
        sesiones.cerrar_todas(usuario=usuario, menos=sesion.session_key)
        _dar_por_verificada(sesion, nuevo)
        sucesos.anotar(Tipo.FACTOR_ACTIVADO, usuario=usuario, origen=origen)
        _avisar(usuario, "se activó con un teléfono nuevo", origen)
    return codigos


def verificar(*, usuario: Usuario, codigo: str, sesion: Any, origen: Origen) -> None:
    """Let this session through with a code of the telephone or of the paper; ValidationError."""
    telefono = dispositivo(usuario)
    if telefono is None:
        raise ValidationError("Su segundo factor ya no está activo. Actívelo de nuevo.")
    codigo = codigo.replace(" ", "").replace("-", "").lower()
    es_respaldo = not (codigo.isascii() and codigo.isdigit() and len(codigo) == telefono.digits)
    papel = StaticDevice.objects.filter(user=usuario).first() if es_respaldo else None
    usado = papel or telefono
    if not _probar(usado, codigo):
        sucesos.anotar(Tipo.FACTOR_FALLIDO, usuario=usuario, origen=origen)
        raise _error(usado)
    _dar_por_verificada(sesion, telefono)
    if papel:
        quedan = papel.token_set.count()
        detalle = f"quedan {quedan}"
        sucesos.anotar(Tipo.RESPALDO_USADO, usuario=usuario, origen=origen, detalle=detalle)
        _avisar(usuario, f"se usó un código de respaldo; quedan {quedan}", origen)


@transaction.atomic
def nuevos_respaldos(*, usuario: Usuario, origen: Origen) -> list[str]:
    """Ten fresh recovery codes; the former ones serve no more."""
    if dispositivo(usuario) is None:
        raise PermissionDenied("No tiene un segundo factor activo.")
    sucesos.anotar(Tipo.RESPALDOS_NUEVOS, usuario=usuario, origen=origen)
    return _poner_respaldos(usuario)


@transaction.atomic
def retirar(*, usuario: Usuario, por: Usuario, origen: Origen = NADIE_EN_PARTICULAR) -> None:
    """End the factor of an account and all its sessions; PermissionDenied with the sentence.

    Staff replace theirs, or a colleague with the right and within his branch retires it.
    """
    if usuario.pk == por.pk and usuario.is_staff:
        raise PermissionDenied("El personal no retira su propio segundo factor: lo reemplaza.")
    if usuario.pk != por.pk and not _puede_retirar(por, usuario):
        raise PermissionDenied("Solo puede retirar el segundo factor del personal a su cargo.")
    TOTPDevice.objects.filter(user=usuario).delete()
    StaticDevice.objects.filter(user=usuario).delete()
    sesiones.cerrar_todas(usuario=usuario)
    ajeno = por if por.pk != usuario.pk else None
    sucesos.anotar(Tipo.FACTOR_RETIRADO, usuario=usuario, por=ajeno, origen=origen)
    quien = "una persona que administra los accesos" if ajeno else "usted"
    _avisar(usuario, f"lo retiró {quien}; se cerraron todas sus sesiones", origen)


def _avisar(usuario: Usuario, que: str, origen: Origen) -> None:
    envios.avisar(
        usuario, "factor_cambiado", que=que,
        cuando=timezone.now(), equipo=origen.equipo, direccion=origen.direccion,
    )  # fmt: skip


def codigo_de_demostracion(telefono: TOTPDevice | None) -> str:
    """The code that would be accepted now, for the demo alone; empty outside it."""
    if not settings.PORTAL_DEMO or telefono is None:
        return ""
    reloj = TOTP(telefono.bin_key, telefono.step, telefono.t0, telefono.digits)
    reloj.time = time.time()
    reloj.drift = max(0, telefono.last_t + 1 - reloj.t())
    return f"{reloj.token():06}"


def _puede_retirar(por: Usuario, usuario: Usuario) -> bool:
    derecho = "accounts.retirar_factor"
    if usuario.is_superuser and not por.is_superuser:
        return False
    if por.is_superuser or Unidad.objects.nacional(por, derecho):
        return True
    return Usuario.objects.visible_to(por, derecho).filter(pk=usuario.pk).exists()


def _probar(aparato: Any, codigo: str) -> bool:
    """Whether a code is right, with the row locked: of two equal codes at once, one serves."""
    with transaction.atomic():
        bloqueado = type(aparato).objects.select_for_update().filter(pk=aparato.pk).first()
        return bloqueado is not None and bloqueado.verify_token(codigo)


def _error(aparato: Any) -> ValidationError:
    aparato.refresh_from_db()
    _, datos = aparato.verify_is_allowed()
    if datos and aparato.throttling_failure_count > 1:
        segundos = int(datos["locked_until"].timestamp() - time.time()) + 1
        cuanto = f"{segundos} segundos" if segundos < 90 else f"{segundos // 60 + 1} minutos"
        return ValidationError(f"{CODIGO_ERRADO} Antes de intentarlo de nuevo, espere {cuanto}.")
    return ValidationError(CODIGO_ERRADO)


def _dar_por_verificada(sesion: Any, telefono: TOTPDevice) -> None:
    sesion.cycle_key()
    sesion[CON_FACTOR], sesion[DEVICE_ID_SESSION_KEY] = True, telefono.persistent_id


def _poner_respaldos(usuario: Usuario) -> list[str]:
    StaticDevice.objects.filter(user=usuario).delete()
    papel = StaticDevice.objects.create(user=usuario, name=NOMBRE)
    codigos = [get_random_string(10, LETRAS) for _ in range(RESPALDOS)]
    StaticToken.objects.bulk_create(StaticToken(device=papel, token=c) for c in codigos)
    return [f"{c[:5]}-{c[5:]}" for c in codigos]
