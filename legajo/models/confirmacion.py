"""Confirmacion: «these data are right», said by the servidor of a section on a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.timezone import localdate

from legajo.models.catalogos import RegimenLaboral
from legajo.models.servidor import Servidor


class Confirmacion(models.Model):
    """What a servidor confirmed, and the print of what the section said then. Only added."""

    servidor = models.ForeignKey(
        Servidor, models.PROTECT, related_name="confirmaciones", db_index=False
    )  # its unique constraint begins with it
    estructura = models.CharField("estructura", max_length=2, choices=RegimenLaboral.Estructura)
    seccion = models.CharField("sección", max_length=50)
    huella = models.CharField("huella de lo confirmado", max_length=64)
    dia = models.DateField("día", default=localdate)
    confirmada_en = models.DateTimeField("confirmada", default=timezone.now)
    por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "confirmación de datos"
        verbose_name_plural = "confirmaciones de datos"
        ordering = ("-confirmada_en", "-pk")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["servidor", "estructura", "seccion", "dia", "huella"],
                name="confirmacion_una_al_dia_de_lo_mismo",
                violation_error_message="Ya confirmó hoy estos datos.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.seccion}, {self.dia:%d/%m/%Y}"
