"""Importacion: a file of payroll taken in, by whom, when, and what it summed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import Unidad


class ImportacionQuerySet(models.QuerySet["Importacion"]):
    """Imports by who looks."""

    def visible_to(
        self, usuario: Any, permiso: str = "boletas.view_importacion"
    ) -> ImportacionQuerySet:
        """Imports that wrote boletas of a unit of one's branch: a file may carry several."""
        de_mi_rama = Importacion.unidades.through.objects.filter(
            importacion=models.OuterRef("pk"),
            unidad__in=Unidad.objects.a_cargo(usuario, permiso),
        )
        return self.filter(models.Exists(de_mi_rama))


class Importacion(models.Model):
    """One import that wrote something. Its boletas are seen from `publicada_en` on.

    The hour of publishing stands here because a boleta is never updated.
    """

    archivo = models.CharField("archivo", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    hecha_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="hecha por",
    )  # fmt: skip
    cuando = models.DateTimeField("fecha y hora", default=timezone.now)
    publicada_en = models.DateTimeField("publicada", default=timezone.now)
    unidades = models.ManyToManyField(Unidad, related_name="+", verbose_name="unidades")
    filas = models.PositiveIntegerField("boletas escritas")
    ingresos = models.DecimalField("total de ingresos", max_digits=16, decimal_places=2)
    descuentos = models.DecimalField("total de descuentos", max_digits=16, decimal_places=2)
    aportes = models.DecimalField("total de aportes", max_digits=16, decimal_places=2)
    liquido = models.DecimalField("total líquido", max_digits=16, decimal_places=2)

    objects = ImportacionQuerySet.as_manager()

    class Meta:
        verbose_name = "importación de boletas"
        verbose_name_plural = "importaciones de boletas"
        ordering = ("-cuando", "-pk")

    def __str__(self) -> str:
        return f"{self.archivo} ({timezone.localtime(self.cuando):%d/%m/%Y %H:%M})"
