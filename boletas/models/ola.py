"""Ola: how far the mails of a published import have gone."""

from django.db import models

from boletas.models.importacion import Importacion


class Ola(models.Model):
    """The servidor told last, how many were told, and when everybody was."""

    importacion = models.OneToOneField(Importacion, models.PROTECT, related_name="ola")
    hasta = models.BigIntegerField("hasta el servidor", default=0)
    avisados = models.PositiveIntegerField("avisados", default=0)
    terminada_en = models.DateTimeField("terminada", null=True, blank=True)

    class Meta:
        verbose_name = "avisos de una publicación"
        verbose_name_plural = "avisos de publicaciones"

    def __str__(self) -> str:
        return f"{self.importacion}: {self.avisados} avisados"
