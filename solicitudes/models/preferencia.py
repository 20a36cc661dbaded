"""Preferencia: of which steps of his requests a person wants no mail."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Preferencia(models.Model):
    """Absent: every mail is sent."""

    usuario = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="preferencia_de_correos"
    )
    callados = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    """Classes of accounts.Envio that are not sent to him."""

    class Meta:
        verbose_name = "preferencia de correos"
        verbose_name_plural = "preferencias de correos"

    def __str__(self) -> str:
        return str(self.usuario)
