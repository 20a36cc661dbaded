"""Motivo: a reason to observe or to reject that many requests share."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class MotivoQuerySet(models.QuerySet["Motivo"]):
    """Reasons by what they serve."""

    def de_observacion(self) -> MotivoQuerySet:
        """Those in use to observe."""
        return self.filter(vigente=True, clase=Motivo.Clase.OBSERVACION)

    def de_rechazo(self) -> MotivoQuerySet:
        """Those in use to reject."""
        return self.filter(vigente=True, clase=Motivo.Clase.RECHAZO)


class Motivo(models.Model):
    """A line of the catalog; the free text of each request completes it."""

    class Clase(models.TextChoices):
        """What it serves."""

        OBSERVACION = "observacion", "Observación"
        RECHAZO = "rechazo", "Rechazo"

    codigo = models.CharField("código", max_length=20, unique=True)
    clase = models.CharField("sirve para", max_length=12, choices=Clase)
    texto = models.CharField("texto que lee el servidor", max_length=200)
    vigente = models.BooleanField("en uso", default=True)

    objects = MotivoQuerySet.as_manager()

    class Meta:
        verbose_name = "motivo"
        verbose_name_plural = "motivos de observación y rechazo"
        ordering = ("clase", "codigo")
        constraints = [
            models.CheckConstraint(
                condition=Q(clase__in=["observacion", "rechazo"]), name="motivo_clase_conocida"
            )
        ]

    def __str__(self) -> str:
        return self.texto
