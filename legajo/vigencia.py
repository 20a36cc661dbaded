"""Whether an issued document still speaks: vigente, vencido, reemplazado or anulado."""

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from legajo.models import Documento


class Vigencia(models.TextChoices):
    """What a document is worth today."""

    VIGENTE = "vigente", "Vigente"
    VENCIDO = "vencido", "Vencido"
    REEMPLAZADO = "reemplazado", "Reemplazado por uno posterior"
    ANULADO = "anulado", "Anulado"


def vigencia_de(documento: Documento) -> Vigencia:
    """What one of `Documento.objects.con_vigencia()` is worth today; the gravest first.

    Other apps tell whether one of their kinds was replaced (settings DOCUMENTO_REEMPLAZADO).
    """
    if documento.anulado_en:
        return Vigencia.ANULADO
    if documento.reemplazado or _reemplazado_segun_su_app(documento):
        return Vigencia.REEMPLAZADO
    if documento.vence and documento.vence < localdate():
        return Vigencia.VENCIDO
    return Vigencia.VIGENTE


def _reemplazado_segun_su_app(documento: Documento) -> bool:
    ruta = settings.DOCUMENTO_REEMPLAZADO.get(documento.clase)
    return bool(ruta and import_string(ruta)(documento))
