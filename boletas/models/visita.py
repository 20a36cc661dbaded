"""Visita: up to where a servidor has looked. Encargo: a PDF of a year for a worker to draw."""

from __future__ import annotations

from django.db import models

from legajo.models import Servidor


class Visita(models.Model):
    """Up to which hour of publishing a servidor has opened his boletas: one row a person."""

    servidor = models.OneToOneField(
        Servidor, models.PROTECT, primary_key=True, related_name="visita_de_boletas"
    )
    hasta = models.DateTimeField("vio lo publicado hasta")

    class Meta:
        verbose_name = "última boleta vista"
        verbose_name_plural = "últimas boletas vistas"

    def __str__(self) -> str:
        return f"{self.hasta:%d/%m/%Y %H:%M}"


class Encargo(models.Model):
    """The PDF of a year was asked for, when, and why it could not be drawn if so."""

    servidor = models.ForeignKey(Servidor, models.PROTECT, related_name="+")
    anio = models.PositiveSmallIntegerField("año")
    pedido_en = models.DateTimeField("pedido")
    fallo = models.CharField("por qué no se pudo", max_length=300, blank=True)

    class Meta:
        verbose_name = "PDF de un año"
        verbose_name_plural = "PDF de un año"
        constraints = [
            models.UniqueConstraint(fields=["servidor", "anio"], name="encargo_uno_por_anio")
        ]

    def __str__(self) -> str:
        return f"{self.anio}"
