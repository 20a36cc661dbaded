"""PedidoArco: a person exercises a right over his data (Ley 29733), and what was answered."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.models import Unidad


class PedidoArcoQuerySet(models.QuerySet["PedidoArco"]):
    """Petitions by who looks."""

    def visible_to(
        self, usuario: Any, permiso: str = "solicitudes.view_pedidoarco"
    ) -> PedidoArcoQuerySet:
        """Those sent to the units of one's branch; never one's own."""
        unidades = Unidad.objects.a_cargo(usuario, permiso)
        return self.filter(unidad__in=unidades).exclude(usuario=usuario.pk)


class PedidoArco(models.Model):
    """What an account, with a legajo or without, asks of the unit that keeps its data."""

    class Derecho(models.TextChoices):
        """The four rights of the law, as people say them."""

        ACCESO = "acceso", "Acceso: saber qué datos míos hay y cómo se usan"
        RECTIFICACION = "rectificacion", "Rectificación: que se corrija o complete un dato"
        CANCELACION = "cancelacion", "Cancelación: que se retire un dato que no corresponde"
        OPOSICION = "oposicion", "Oposición: que no se use un dato para un fin"

    class Estado(models.TextChoices):
        """How far it is."""

        EN_TRAMITE = "en_tramite", "En trámite"
        ATENDIDO = "atendido", "Atendido"
        DENEGADO = "denegado", "Denegado"

    publico = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    clave = models.UUIDField("clave de envío", default=uuid.uuid4, unique=True, editable=False)
    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="pedidos_arco",
        verbose_name="persona",
    )  # fmt: skip
    unidad = models.ForeignKey(Unidad, models.PROTECT, related_name="+", verbose_name="unidad")
    derecho = models.CharField("derecho", max_length=13, choices=Derecho)
    pedido = models.TextField("qué pide", max_length=2000)
    estado = models.CharField("estado", max_length=10, choices=Estado, default=Estado.EN_TRAMITE)
    creado_en = models.DateTimeField("enviado", auto_now_add=True)
    vence = models.DateField("plazo para responder")
    respuesta = models.TextField("respuesta", max_length=2000, blank=True)
    atendido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="respondido por",
    )  # fmt: skip
    atendido_en = models.DateTimeField("respondido", null=True)

    objects = PedidoArcoQuerySet.as_manager()
    cuenta_del_titular = "usuario_id"
    """Of whom a row tells, for the log of who saw it."""

    class Meta:
        verbose_name = "pedido sobre datos personales"
        verbose_name_plural = "pedidos sobre datos personales (ARCO)"
        ordering = ("-creado_en",)
        permissions = [("atender_arco", "Puede responder pedidos sobre datos personales")]
        constraints = [
            models.CheckConstraint(
                condition=Q(derecho__in=["acceso", "rectificacion", "cancelacion", "oposicion"]),
                name="arco_derecho_conocido",
            ),
            models.CheckConstraint(
                condition=Q(estado="en_tramite")
                | Q(estado__in=["atendido", "denegado"])
                & Q(atendido_en__isnull=False, atendido_por__isnull=False)
                & ~Q(respuesta=""),
                name="arco_respondido_dice_quien_cuando_y_que",
            ),
        ]
        indexes = [
            models.Index(fields=["usuario", "-creado_en"], name="arco_usuario_fecha"),
            models.Index(fields=["unidad", "estado", "vence"], name="arco_unidad_plazo"),
        ]

    def __str__(self) -> str:
        return f"N° {self.numero}: {self.asunto}"

    @property
    def numero(self) -> str:
        """Number that people quote."""
        return f"ARCO-{self.pk:06}"

    def como_motivo(self) -> str:
        """What the log of accesses writes where his file is opened from this petition."""
        return self.numero

    @property
    def asunto(self) -> str:
        """The right, in a word."""
        return self.get_derecho_display().partition(":")[0]

    @property
    def abierto(self) -> bool:
        """Whether it waits for an answer."""
        return self.estado == self.Estado.EN_TRAMITE

    @property
    def vencido(self) -> bool:
        """Whether it waits beyond its term."""
        return self.abierto and localdate() > self.vence


class EventoArco(models.Model):
    """What happened to a petition: append-only."""

    pedido = models.ForeignKey(PedidoArco, models.PROTECT, related_name="eventos")
    hacia = models.CharField("estado", max_length=10, choices=PedidoArco.Estado)
    por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cuando = models.DateTimeField("cuándo", auto_now_add=True)
    comentario = models.TextField("texto", blank=True)

    class Meta:
        verbose_name = "evento de un pedido sobre datos personales"
        verbose_name_plural = "eventos de los pedidos sobre datos personales"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.get_hacia_display()
