"""Sustento: the papers that came with a request, as one PDF, and the images of its pages."""

from __future__ import annotations

from django.db import models

from portal.archivos import nombre_al_azar
from solicitudes.models.solicitud import Solicitud


class Sustento(models.Model):
    """What was attached when it was sent, or when it was mended: one PDF, never changed."""

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="sustentos")
    archivo = models.FileField("archivo", upload_to=nombre_al_azar)
    folios = models.PositiveSmallIntegerField("folios")
    sha256 = models.CharField("SHA-256", max_length=64)
    partes = models.JSONField("archivos de que se hizo")
    """Of each file: its name, pages and SHA-256 as it was sent."""
    recibido_en = models.DateTimeField("recibido", auto_now_add=True)

    class Meta:
        verbose_name = "sustento"
        verbose_name_plural = "sustentos"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.folios} folios"


class Pagina(models.Model):
    """A page of a sustento as an image, drawn by the worker."""

    sustento = models.ForeignKey(Sustento, models.PROTECT, related_name="paginas")
    numero = models.PositiveSmallIntegerField("folio")
    imagen = models.FileField("imagen", upload_to=nombre_al_azar)
    ancho = models.PositiveSmallIntegerField("ancho en píxeles")
    alto = models.PositiveSmallIntegerField("alto en píxeles")

    class Meta:
        verbose_name = "página"
        verbose_name_plural = "páginas"
        ordering = ("numero",)
        constraints = [
            models.UniqueConstraint(fields=["sustento", "numero"], name="pagina_una_por_folio")
        ]

    def __str__(self) -> str:
        return f"Folio {self.numero}"
