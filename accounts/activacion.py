"""The activation code: a second way to the first password, for who cannot get a mail."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import contrasenas, limites, sucesos
from accounts.captcha import ALFABETO
from accounts.models import CodigoActivacion, Unidad, Usuario
from accounts.origen import Origen
from accounts.sucesos import NADIE_EN_PARTICULAR, Tipo

CREAR_ACCESO = "accounts.crear_acceso"
VALE = timedelta(hours=24)
LETRAS = 10  # of an alphabet of 31: 49 bits
INTENTOS = 5


@transaction.atomic
def emitir_codigo(
    *, usuario: Usuario, identidad: str, por: Usuario, unidad: Unidad, origen: Origen
) -> tuple[str, CodigoActivacion]:
    """Issue a code for who proved with the document `identidad` to be `usuario`; older ones die.

    The code is returned to be printed, and kept nowhere. PermissionDenied out of one's
    branch, for oneself, and for who has rights.
    """
    if not Unidad.objects.a_cargo(por, CREAR_ACCESO).filter(pk=unidad.pk).exists():
        raise PermissionDenied("No tiene el derecho de dar accesos en esa unidad.")
    if usuario.pk == por.pk:
        raise PermissionDenied("Nadie se da un código a sí mismo.")
    contrasenas.exigir_alcance(usuario, por)
    Usuario.objects.select_for_update().get(pk=usuario.pk)
    CodigoActivacion.objects.anular(usuario)
    ahora = timezone.now()
    codigo = "".join(secrets.choice(ALFABETO) for _ in range(LETRAS))
    fila = CodigoActivacion.objects.create(
        usuario=usuario, digest=_digest(usuario.documento, codigo), identidad=identidad,
        emitido_por=por, unidad=unidad, emitido_en=ahora, vence_en=ahora + VALE,
    )  # fmt: skip
    sucesos.anotar(
        Tipo.CODIGO_EMITIDO, usuario=usuario, por=por, unidad=unidad, origen=origen,
        detalle=f"Mostró su {fila.get_identidad_display()}.",
    )  # fmt: skip
    return f"{codigo[: LETRAS // 2]}-{codigo[LETRAS // 2 :]}", fila


@transaction.atomic
def usar_codigo(
    *, documento: str, codigo: str, origen: Origen = NADIE_EN_PARTICULAR
) -> Usuario | None:
    """The account whose code this is, spending it; None for whatever is wrong, all alike.

    The try is charged before the code is looked at, and the row stays locked until the end:
    of many at once exactly the first five are looked at, and exactly one can win. The same
    statements run for an usuario that does not exist.
    """
    documento = limites.normalizar(documento)
    usuario = Usuario.objects.filter(documento=documento, is_active=True).first()
    ahora = timezone.now()
    vivo = CodigoActivacion.objects.filter(
        usuario=usuario.pk if usuario else 0, usado_en=None, vence_en__gt=ahora
    )
    vivo.update(intentos=F("intentos") + 1)
    acertado = vivo.filter(intentos__lte=INTENTOS, digest=_digest(documento, codigo))
    if acertado.update(usado_en=ahora) and usuario:
        sucesos.anotar(Tipo.CODIGO_USADO, usuario=usuario, origen=origen)
        return usuario
    sucesos.anotar(
        Tipo.CODIGO_FALLIDO, usuario=usuario, tecleado="" if usuario else documento, origen=origen
    )
    return None


def _digest(documento: str, codigo: str) -> str:
    """Keyed by SECRET_KEY, so that a copy of the table alone tells no code."""
    limpio = "".join(c for c in codigo.upper() if c.isalnum())
    de_que = f"{documento}|{limpio}"
    return salted_hmac("accounts.activacion", de_que, algorithm="sha256").hexdigest()
