"""Borrador: what a servidor is still writing, which is no request; and the files put to it."""

from __future__ import annotations

import uuid

from django.db import models

from legajo.models import Servidor
from portal.archivos import nombre_al_azar
from solicitudes.models.solicitud import OPERACIONES, Solicitud


class Borrador(models.Model):
    """One per thing that may be asked, kept as it was typed until it is sent or thrown away."""

    clave = models.UUIDField("clave de envío", default=uuid.uuid4, unique=True, editable=False)
    servidor = models.ForeignKey(Servidor, models.PROTECT, related_name="borradores")
    tipo_slug = models.CharField("tipo de registro", max_length=40)
    operacion = models.CharField("operación", max_length=8, choices=OPERACIONES)
    registro = models.UUIDField("registro", null=True, blank=True)
    subsana = models.OneToOneField(
        Solicitud, models.PROTECT, null=True, related_name="borrador", verbose_name="subsana a"
    )
    valores = models.JSONField("lo escrito", default=dict)
    """Name of a field -> the texts sent under it."""
    guardado_en = models.DateTimeField("guardado", auto_now=True)

    class Meta:
        verbose_name = "borrador"
        verbose_name_plural = "borradores"
        ordering = ("-guardado_en",)
        constraints = [
            models.UniqueConstraint(
                fields=["servidor", "tipo_slug", "operacion", "registro", "subsana"],
                nulls_distinct=False, name="borrador_uno_por_pedido",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_operacion_display()}: {self.tipo_slug}"


class Adjunto(models.Model):
    """A file as it was taken or scanned, checked; sent, all of them become one PDF."""

    borrador = models.ForeignKey(Borrador, models.CASCADE, related_name="adjuntos")
    archivo = models.FileField("archivo", upload_to=nombre_al_azar)
    nombre = models.CharField("nombre", max_length=120)
    paginas = models.PositiveSmallIntegerField("páginas")
    octetos = models.PositiveIntegerField("tamaño en bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    puesto_en = models.DateTimeField("adjuntado", auto_now_add=True)

    class Meta:
        verbose_name = "adjunto"
        verbose_name_plural = "adjuntos"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.nombre
