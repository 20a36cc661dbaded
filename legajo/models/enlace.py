"""Enlace: what its holder lets somebody else see of an issued document; and each time it was."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from legajo.models.documento import Documento


class EnlaceQuerySet(models.QuerySet["Enlace"]):
    """Links by whether they still open."""

    def vivos(self) -> EnlaceQuerySet:
        """Neither withdrawn nor over."""
        return self.filter(retirado_en=None, vence_en__gt=timezone.now())

    def con_aperturas(self) -> EnlaceQuerySet:
        """Each with how many times it was opened, and when last."""
        return self.annotate(
            veces=models.Count("aperturas"), ultima=models.Max("aperturas__cuando")
        )


class Enlace(models.Model):
    """A link to one document, until a day. Its secret is not kept, only the hash of it."""

    publico = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    documento = models.ForeignKey(
        Documento, models.PROTECT, related_name="enlaces", verbose_name="documento"
    )
    huella = models.CharField(max_length=64, unique=True, editable=False)
    para = models.CharField("para quién", max_length=120)
    creado_en = models.DateTimeField("creado", default=timezone.now)
    vence_en = models.DateTimeField("vale hasta")
    retirado_en = models.DateTimeField("retirado", null=True)

    objects = EnlaceQuerySet.as_manager()
    # of those that come from con_aperturas()
    veces: int
    ultima: datetime | None

    class Meta:
        verbose_name = "enlace compartido"
        verbose_name_plural = "enlaces compartidos"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(vence_en__gt=F("creado_en")), name="enlace_vence_despues_de_crearse"
            )
        ]

    def __str__(self) -> str:
        return f"Enlace para {self.para}"

    @property
    def vivo(self) -> bool:
        """Whether it still opens."""
        return self.retirado_en is None and self.vence_en > timezone.now()


class Apertura(models.Model):
    """One opening of a link: when, from which network, with which device. Never changed."""

    class Que(models.TextChoices):
        """What was opened."""

        PAGINA = "pagina", "Vio el documento"
        PDF = "pdf", "Descargó el PDF"

    enlace = models.ForeignKey(
        Enlace, models.PROTECT, related_name="aperturas", verbose_name="enlace"
    )
    que = models.CharField("qué", max_length=6, choices=Que)
    cuando = models.DateTimeField("cuándo", default=timezone.now)
    red = models.CharField("red", max_length=50, blank=True)
    equipo = models.CharField("equipo", max_length=120, blank=True)

    class Meta:
        verbose_name = "apertura de un enlace"
        verbose_name_plural = "aperturas de enlaces"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.get_que_display()}, {timezone.localtime(self.cuando):%d/%m/%Y %H:%M}"


class FalloDeVerificacion(models.Model):
    """A code and a datum that did not match. Both code and address are keyed hashes."""

    codigo = models.CharField(max_length=32)
    direccion = models.CharField(max_length=32)
    en = models.DateTimeField()

    class Meta:
        verbose_name = "fallo al verificar"
        verbose_name_plural = "fallos al verificar"
        indexes = [
            models.Index(fields=["codigo", "en"], name="fallo_codigo"),
            models.Index(fields=["direccion", "en"], name="fallo_direccion"),
            models.Index(fields=["en"], name="fallo_cuando"),
        ]

    def __str__(self) -> str:
        return f"{self.en:%d/%m/%Y %H:%M}"
