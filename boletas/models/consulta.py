"""Consulta: what a servidor asks about a line of his boleta, and what planillas answers."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Unidad
from boletas.periodo import nombre_de
from legajo.models import Servidor
from legajo.models.servidor import propio


class ConsultaQuerySet(models.QuerySet["Consulta"]):
    """Questions by who looks."""

    def visible_to(self, usuario: Any, permiso: str = "boletas.view_consulta") -> ConsultaQuerySet:
        """Those about boletas that units of one's branch paid; never one's own."""
        unidades = Unidad.objects.a_cargo(usuario, permiso)
        return self.filter(unidad__in=unidades).exclude(propio(usuario, "servidor__"))


class Consulta(models.Model):
    """A question about line `linea` (its place, from 0) of a boleta, and its answer.

    No foreign key to the boleta, whose table may be partitioned; a boleta is never changed,
    so its key and the place of a line mean the same for ever.
    """

    class Estado(models.TextChoices):
        """How far it is."""

        ABIERTA = "abierta", "Esperando respuesta"
        RESPONDIDA = "respondida", "Respondida"

    publico = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    servidor = models.ForeignKey(
        Servidor, models.PROTECT, related_name="consultas_de_boleta", verbose_name="servidor"
    )
    unidad = models.ForeignKey(
        Unidad, models.PROTECT, related_name="+", verbose_name="unidad que pagó"
    )
    boleta = models.UUIDField("boleta")
    periodo = models.IntegerField("periodo")
    linea = models.PositiveSmallIntegerField("línea")
    pregunta = models.TextField("pregunta", max_length=1000)
    estado = models.CharField("estado", max_length=10, choices=Estado, default=Estado.ABIERTA)
    creada_en = models.DateTimeField("enviada", auto_now_add=True)
    respuesta = models.TextField("respuesta", max_length=2000, blank=True)
    respondida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="respondida por",
    )  # fmt: skip
    respondida_en = models.DateTimeField("respondida", null=True)

    objects = ConsultaQuerySet.as_manager()

    class Meta:
        verbose_name = "consulta sobre una boleta"
        verbose_name_plural = "consultas sobre boletas"
        ordering = ("-creada_en",)
        permissions = [("responder_consulta", "Puede responder consultas sobre boletas")]
        constraints = [
            models.CheckConstraint(
                condition=Q(estado="abierta")
                | Q(estado="respondida", respondida_en__isnull=False, respondida_por__isnull=False)
                & ~Q(respuesta=""),
                name="consulta_respondida_dice_quien_cuando_y_que",
            ),
            models.UniqueConstraint(
                fields=["boleta", "linea"],
                condition=Q(estado="abierta"),
                name="consulta_una_abierta_por_linea",
            ),
        ]
        indexes = [
            models.Index(fields=["servidor", "-creada_en"], name="consulta_servidor_fecha"),
            models.Index(fields=["boleta"], name="consulta_boleta"),
            models.Index(fields=["unidad", "estado", "creada_en"], name="consulta_bandeja"),
        ]

    def __str__(self) -> str:
        return f"Consulta sobre la boleta de {nombre_de(self.periodo).lower()}"

    @property
    def abierta(self) -> bool:
        """Whether it waits for an answer."""
        return self.estado == self.Estado.ABIERTA
