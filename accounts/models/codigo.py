"""CodigoActivacion: what staff print for who cannot get a mail, once his identity is verified."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models.unidad import Unidad


class CodigoActivacionQuerySet(models.QuerySet["CodigoActivacion"]):
    """Codes by whether they still serve."""

    def anular(self, usuario: Any) -> None:
        """End the one of `usuario` that still lives, if there is one."""
        ahora = timezone.now()
        self.filter(usuario=usuario, vence_en__gt=ahora).update(vence_en=ahora)


class CodigoActivacion(models.Model):
    """A code that sets a password once, within a day; only its digest is kept."""

    class Identidad(models.TextChoices):
        """The document that the person showed."""

        DNI = "dni", "DNI"
        CARNET = "carnet", "Carnet de extranjería"
        PASAPORTE = "pasaporte", "Pasaporte"

    usuario = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="codigos")
    digest = models.CharField(max_length=64, editable=False)
    identidad = models.CharField("documento que mostró", max_length=10, choices=Identidad)
    emitido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="emitido por"
    )
    unidad = models.ForeignKey(Unidad, models.PROTECT, related_name="+", verbose_name="unidad")
    emitido_en = models.DateTimeField("emitido", default=timezone.now)
    vence_en = models.DateTimeField("vence")
    usado_en = models.DateTimeField("usado", null=True)
    intentos = models.PositiveIntegerField("veces que se probó", default=0)

    objects = CodigoActivacionQuerySet.as_manager()

    class Meta:
        verbose_name = "código de activación"
        verbose_name_plural = "códigos de activación"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Código del {timezone.localtime(self.emitido_en):%d/%m/%Y %H:%M}"
