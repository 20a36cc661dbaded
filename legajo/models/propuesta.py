"""Propuesta: a change of a sensitive datum by one of the staff, which another must confirm."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Unidad
from legajo.models.servidor import VER_SENSIBLES, Servidor, propio

CONFIRMAR = "legajo.confirmar_propuesta"


class PropuestaQuerySet(models.QuerySet["Propuesta"]):
    """Proposals by who looks."""

    def visible_to(self, usuario: Any, permiso: str = "legajo.view_propuesta") -> PropuestaQuerySet:
        """Those over files kept in one's branch; never over one's own.

        Of a sensitive kind, only with the right to see such data.
        """
        unidades = Unidad.objects.claves_a_cargo(usuario, permiso)
        con_derecho = Unidad.objects.claves_a_cargo(usuario, VER_SENSIBLES)
        filas = self if unidades is None else self.filter(servidor__unidad__in=unidades)
        if con_derecho is not None:
            filas = filas.filter(Q(sensible=False) | Q(servidor__unidad__in=con_derecho))
        return filas.exclude(propio(usuario, "servidor__"))

    def pendientes(self) -> PropuestaQuerySet:
        """Those that wait for the second person."""
        return self.filter(estado=Propuesta.Estado.PENDIENTE)


class Propuesta(models.Model):
    """What a record, or the identity of a servidor, said, and what is proposed to say."""

    class Estado(models.TextChoices):
        """How far it is."""

        PENDIENTE = "pendiente", "Por confirmar"
        CONFIRMADA = "confirmada", "Confirmada"
        DEVUELTA = "devuelta", "Devuelta"

    publico = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    servidor = models.ForeignKey(Servidor, models.PROTECT, related_name="propuestas")
    tipo_slug = models.CharField("tipo de registro", max_length=40, blank=True)
    """Empty: the identity itself."""
    registro = models.UUIDField("registro", null=True, blank=True)
    sensible = models.BooleanField(default=False, editable=False)
    datos = models.JSONField("datos")
    """Of each field: campo, rotulo, antes, antes_texto, pedido, pedido_texto."""
    estado = models.CharField("estado", max_length=10, choices=Estado, default=Estado.PENDIENTE)
    propuesta_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="propuesta por"
    )
    propuesta_en = models.DateTimeField("propuesta", default=timezone.now)
    decidida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="decidida por",
    )  # fmt: skip
    decidida_en = models.DateTimeField("decidida", null=True)
    motivo = models.TextField("motivo", max_length=1000, blank=True)

    objects = PropuestaQuerySet.as_manager()

    class Meta:
        verbose_name = "cambio por confirmar"
        verbose_name_plural = "cambios por confirmar"
        ordering = ("-propuesta_en", "-pk")
        permissions = [("confirmar_propuesta", "Puede confirmar lo que otro propuso")]
        constraints = [
            models.UniqueConstraint(
                fields=["servidor", "tipo_slug", "registro"],
                condition=Q(estado="pendiente"),
                nulls_distinct=False,
                name="propuesta_una_pendiente",
                violation_error_message=(
                    "Ya hay un cambio por confirmar sobre lo mismo: decídalo primero."
                ),
            ),
            models.CheckConstraint(
                condition=Q(estado="pendiente", decidida_por=None, decidida_en=None)
                | Q(
                    estado__in=["confirmada", "devuelta"],
                    decidida_por__isnull=False,
                    decidida_en__isnull=False,
                ),
                name="propuesta_decidida_dice_quien_y_cuando",
            ),
            models.CheckConstraint(
                condition=~Q(estado="confirmada") | ~Q(decidida_por=models.F("propuesta_por")),
                name="propuesta_la_confirma_otro",
                violation_error_message="Usted propuso este cambio: lo confirma otra persona.",
            ),
        ]
        indexes = [models.Index(fields=["servidor", "-propuesta_en"], name="propuesta_servidor")]

    def __str__(self) -> str:
        return f"{self.servidor}: {', '.join(dato['rotulo'] for dato in self.datos)}"
