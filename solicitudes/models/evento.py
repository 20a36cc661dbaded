"""Evento: a verb that happened to a request."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from solicitudes.models.motivo import Motivo
from solicitudes.models.solicitud import Solicitud


class Evento(models.Model):
    """A verb that happened to a request: append-only."""

    class Verbo(models.TextChoices):
        """What happened, as people read it."""

        ENVIAR = "enviar", "Enviada"
        TOMAR = "tomar", "Tomada"
        SOLTAR = "soltar", "Dejada sin asignar"
        REASIGNAR = "reasignar", "Reasignada"
        OBSERVAR = "observar", "Observada"
        SUBSANAR = "subsanar", "Subsanada"
        PROPONER = "proponer", "Decisión propuesta"
        DEVOLVER = "devolver", "Decisión devuelta"
        CONFIRMAR = "confirmar", "Confirmada y atendida"
        PRIORIZAR = "priorizar", "Cambio de prioridad"
        ATENDER = "atender", "Atendida"
        RECHAZAR = "rechazar", "Rechazada"
        ANULAR = "anular", "Anulada"

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="eventos")
    verbo = models.CharField("verbo", max_length=12, choices=Verbo)
    desde = models.CharField("desde", max_length=12, blank=True)
    hacia = models.CharField("hacia", max_length=12)
    por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cuando = models.DateTimeField("cuándo", auto_now_add=True)
    comentario = models.TextField("comentario", blank=True)
    motivo = models.ForeignKey(
        Motivo, models.PROTECT, null=True, related_name="+", verbose_name="motivo de catálogo"
    )

    class Meta:
        verbose_name = "evento"
        verbose_name_plural = "eventos"
        ordering = ("cuando", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verbo__in=[
                    "enviar", "tomar", "soltar", "reasignar", "observar", "subsanar", "proponer",
                    "devolver", "confirmar", "priorizar", "atender", "rechazar", "anular",
                ]),
                name="evento_verbo_conocido",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.verbo} {self.cuando:%d/%m/%Y %H:%M}"
