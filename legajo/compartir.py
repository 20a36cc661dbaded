"""Sharing an issued document: a link that its holder makes, withdraws, and sees being opened."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Usuario
from accounts.origen import Origen, red
from accounts.sucesos import Tipo, anotar
from legajo.models import Apertura, Documento, Enlace, Servidor

VIVOS = 20
"""Links of a person that open at once: enough for every contest, and few enough to keep in mind."""
DIAS, DIAS_MAX = 7, 30
LA_MISMA = timedelta(minutes=10)
"""What one device opens again within so long is one opening."""
DEMASIADOS = f"Ya tiene {VIVOS} enlaces que funcionan. Retire uno para crear otro."
ANULADO = "Este documento está anulado: no se puede compartir."
YA = (
    "Ese enlace ya se creó, y se muestra una sola vez. Si no lo copió, retírelo de la lista y "
    "cree otro."
)


@transaction.atomic
def crear(
    documento: Documento, *, para: str, dias: int, clave: UUID, por: Usuario, origen: Origen
) -> str:
    """Make a link to one of his documents; returns its token, which is kept nowhere.

    `clave` identifies one press of the button. Raises ValidationError: too many, annulled,
    made already.
    """
    Servidor.objects.select_for_update(no_key=True).get(pk=documento.titular_id)  # one at a time
    if Enlace.objects.filter(publico=clave).exists():
        raise ValidationError(YA)
    if hasattr(documento, "anulacion"):
        raise ValidationError(ANULADO)
    vivos = Enlace.objects.vivos().filter(documento__titular=documento.titular_id)
    if vivos.count() >= VIVOS:
        raise ValidationError(DEMASIADOS)
    token = f"c-{secrets.token_hex(16)}"  # a shape that portal.registro leaves out of the log
    ahora = timezone.now()
    Enlace.objects.create(
        publico=clave, documento=documento, huella=_huella(token), para=para,
        creado_en=ahora, vence_en=ahora + timedelta(days=dias),
    )  # fmt: skip
    detalle = f"{documento}, por {dias} días"
    anotar(Tipo.ENLACE_CREADO, usuario=por, origen=origen, detalle=detalle)
    return token


@transaction.atomic
def retirar(enlace: Enlace, *, por: Usuario, origen: Origen) -> bool:
    """End it at once; False if it had ended."""
    vivo = Enlace.objects.vivos().filter(pk=enlace.pk)
    if not vivo.update(retirado_en=timezone.now()):
        return False
    anotar(Tipo.ENLACE_RETIRADO, usuario=por, origen=origen, detalle=str(enlace.documento))
    return True


def hallar(token: str) -> Enlace | None:
    """The link that this token opens; None whether it is over, withdrawn or never was."""
    enlaces = Enlace.objects.vivos().select_related("documento")
    return enlaces.filter(huella=_huella(token)).first()


def abierto(enlace: Enlace, que: Apertura.Que, *, origen: Origen) -> None:
    """Write down that it was opened: of the address only the network (/24, /48)."""
    de_quien = {
        "enlace": enlace, "que": que, "red": red(origen.direccion, v4=24, v6=48),
        "equipo": origen.equipo,
    }  # fmt: skip
    if not Apertura.objects.filter(**de_quien, cuando__gt=timezone.now() - LA_MISMA).exists():
        Apertura.objects.create(**de_quien)


def _huella(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
