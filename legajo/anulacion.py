"""Annulling an issued document: it stays as it is, and says everywhere that it speaks no more."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Usuario
from legajo.models import Anulacion, Documento

ANULAR = "legajo.anular_documento"
YA = "Este documento ya está anulado."


def anular(pk: int, *, motivo: str, por: Usuario) -> Anulacion:
    """Annul a document of one's branch, at once and for good.

    Raises ValidationError (no motive; already annulled), Documento.DoesNotExist.
    """
    documento = Documento.objects.visible_to(por, ANULAR).get(pk=pk)
    anulacion = Anulacion(documento=documento, motivo=motivo.strip(), por=por)
    if Anulacion.objects.filter(documento=documento).exists():
        raise ValidationError(YA)
    anulacion.full_clean()
    try:
        with transaction.atomic():
            anulacion.save(force_insert=True)
    except IntegrityError as error:  # two at once
        raise ValidationError(YA) from error
    return anulacion
