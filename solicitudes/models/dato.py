"""Dato: one datum asked, and what was decided of it."""

from __future__ import annotations

from django.db import models

from solicitudes.models.solicitud import Solicitud


class DatoQuerySet(models.QuerySet["Dato"]):
    """Data by what became of them."""

    def pedidos(self) -> DatoQuerySet:
        """Those still asked: what was mended may ask less."""
        return self.exclude(decision=Dato.Decision.RETIRADO)

    def aceptados(self) -> DatoQuerySet:
        """Those accepted, or that nobody refused yet."""
        return self.filter(decision__in=("", Dato.Decision.ACEPTADO))


class Dato(models.Model):
    """One datum asked: what it was when asked, what is asked, and what was decided of it.

    `antes` and `pedido` are the values as the form of the record takes them; the texts
    beside them are what people read.
    """

    class Decision(models.TextChoices):
        """What the reviewer decided of this datum."""

        ACEPTADO = "aceptado", "Aceptado"
        RECHAZADO = "rechazado", "Rechazado"
        RETIRADO = "retirado", "Ya no se pide"

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="datos")
    campo = models.CharField("campo", max_length=60)
    rotulo = models.CharField("dato", max_length=120)
    antes = models.TextField("valor al solicitar", blank=True)
    antes_texto = models.TextField("al solicitar", blank=True)
    pedido = models.TextField("valor pedido", blank=True)
    pedido_texto = models.TextField("pedido", blank=True)
    decision = models.CharField("decisión", max_length=10, choices=Decision, blank=True)
    motivo = models.TextField("motivo", max_length=1000, blank=True)

    objects = DatoQuerySet.as_manager()

    class Meta:
        verbose_name = "dato pedido"
        verbose_name_plural = "datos pedidos"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["solicitud", "campo"], name="dato_uno_por_campo"),
            models.CheckConstraint(
                condition=~models.Q(decision="rechazado") | ~models.Q(motivo=""),
                name="dato_rechazado_dice_por_que",
                violation_error_message="Escriba el motivo de cada dato que rechaza.",
            ),
        ]

    def __str__(self) -> str:
        return self.rotulo
