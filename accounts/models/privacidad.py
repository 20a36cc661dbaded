"""AceptacionPrivacidad: who read which version of the privacy notice, when and from where."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class AceptacionPrivacidad(models.Model):
    """One person and one version of the notice. The database refuses to alter it."""

    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="aceptaciones"
    )
    version = models.CharField("versión del aviso", max_length=20)
    aceptada_en = models.DateTimeField("aceptado", auto_now_add=True)
    direccion = models.GenericIPAddressField("dirección", null=True)
    equipo = models.CharField("equipo", max_length=120, blank=True)

    class Meta:
        verbose_name = "aceptación del aviso de privacidad"
        verbose_name_plural = "aceptaciones del aviso de privacidad"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["usuario", "version"], name="privacidad_se_acepta_una_vez"
            )
        ]

    def __str__(self) -> str:
        return self.version
