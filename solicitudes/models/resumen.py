"""Resumen: what a unit did with its requests in a month, by kind of record."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from accounts.models import Unidad


class ResumenQuerySet(models.QuerySet["Resumen"]):
    """Summaries by who looks."""

    def visible_to(self, usuario: Any, permiso: str = "solicitudes.view_resumen") -> Any:
        """Those of the units of one's branch."""
        unidades = Unidad.objects.claves_a_cargo(usuario, permiso)
        return self if unidades is None else self.filter(unidad__in=unidades)


class Resumen(models.Model):
    """Counts of a month, which `resumir_solicitudes` writes anew; the panel reads nothing else.

    What was received counts in the month of its sending, the rest in that of its decision;
    what waits beyond its term, in the month that runs.
    """

    unidad = models.ForeignKey(Unidad, models.PROTECT, related_name="+", db_index=False)
    mes = models.DateField("mes")
    tipo_slug = models.CharField("tipo de registro", max_length=40, blank=True)
    recibidas = models.PositiveIntegerField(default=0)
    atendidas = models.PositiveIntegerField(default=0)
    rechazadas = models.PositiveIntegerField(default=0)
    anuladas = models.PositiveIntegerField(default=0)
    observadas = models.PositiveIntegerField(default=0)
    vencidas = models.PositiveIntegerField(default=0)
    opiniones = models.PositiveIntegerField(default=0)
    suma_de_opiniones = models.PositiveIntegerField(default=0)
    dias = ArrayField(models.PositiveIntegerField(), default=list)
    """How many were decided in 0, 1, 2... working days, the last place for all beyond."""
    motivos = models.JSONField(default=dict)
    """Reason of observation -> how many."""
    actualizado_en = models.DateTimeField("actualizado", default=timezone.now, editable=False)

    objects = ResumenQuerySet.as_manager()

    class Meta:
        verbose_name = "panel de solicitudes"
        verbose_name_plural = "panel de solicitudes"
        ordering = ("unidad", "mes", "tipo_slug")
        constraints = [
            models.UniqueConstraint(
                fields=["unidad", "mes", "tipo_slug"], name="resumen_uno_por_mes_y_tipo"
            )
        ]
        indexes = [models.Index(fields=["mes"], name="resumen_mes")]

    def __str__(self) -> str:
        return f"{self.unidad}, {self.mes:%m/%Y}"
