"""Annulling an issued document: it stays as it is, and says everywhere that it speaks no more."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import envios, sucesos
from accounts.models import Usuario
from accounts.origen import Origen
from legajo.models import Anulacion, Documento

ANULAR = "legajo.anular_documento"
YA = "Este documento ya está anulado."
CARGO = "Un cargo de recepción no se anula: prueba que la solicitud llegó."
NADIE_EN_PARTICULAR = Origen()


def anular(
    pk: int, *, motivo: str, por: Usuario, origen: Origen = NADIE_EN_PARTICULAR
) -> Anulacion:
    """Annul a document of one's branch, at once and for good, and mail its holder.

    Raises ValidationError (no motive; already annulled; a cargo), Documento.DoesNotExist
    (not of one's branch, or about oneself).
    """
    mios = Documento.objects.visible_to(por, ANULAR).select_related("titular__usuario", "unidad")
    documento = mios.get(pk=pk)
    if documento.clase == Documento.Clase.CARGO:
        raise ValidationError(CARGO)
    return anotar_anulacion(documento, motivo=motivo, por=por, origen=origen)


def anotar_anulacion(
    documento: Documento, *, motivo: str, por: Usuario, origen: Origen = NADIE_EN_PARTICULAR
) -> Anulacion:
    """Write down an annulment that was decided already, whoever may decide it.

    Raises ValidationError (no motive; already annulled).
    """
    if Anulacion.objects.filter(documento=documento).exists():
        raise ValidationError(YA)
    anulacion = Anulacion(documento=documento, motivo=motivo.strip(), por=por)
    anulacion.full_clean()
    try:
        with transaction.atomic():
            anulacion.save(force_insert=True)
            _avisar(documento, por, origen)
    except IntegrityError as error:  # two at once
        raise ValidationError(YA) from error
    return anulacion


def _avisar(documento: Documento, por: Usuario, origen: Origen) -> None:
    """The security event, and the mail, which says neither what it was nor why."""
    titular = documento.titular.usuario
    sucesos.anotar(
        sucesos.Tipo.DOCUMENTO_ANULADO, usuario=titular, por=por, origen=origen,
        unidad=documento.unidad, detalle=f"{documento}, código {documento.codigo}",
    )  # fmt: skip
    if titular is not None:
        envios.avisar(titular, "documento_anulado", ruta=reverse("legajo:documentos"))
