"""Who may ask for a password, and the asking."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models.functions import Lower

from accounts.models.unidad import Unidad


class NacionalQuerySet(models.QuerySet["models.Model"]):
    """Rows that belong to no unit."""

    def visible_to(self, usuario: Any, permiso: str) -> Self:
        """All of them for a right over the whole country; else none."""
        return self.all() if Unidad.objects.nacional(usuario, permiso) else self.none()


class PadronEvaluacion(models.Model):
    """A row of the imported padrón of Evaluación Docente: who may open an account by mail."""

    documento = models.CharField("número de documento", max_length=12)
    correo = models.EmailField("correo electrónico")
    nombre = models.CharField("nombre", max_length=200, blank=True)

    objects = NacionalQuerySet.as_manager()

    class Meta:
        verbose_name = "inscrito en el padrón"
        verbose_name_plural = "padrón de Evaluación Docente"
        ordering = ("documento",)
        constraints = [models.UniqueConstraint(fields=["documento"], name="padron_documento_unico")]
        indexes = [models.Index(Lower("correo"), name="padron_correo")]

    def __str__(self) -> str:
        return self.documento


class PedidoContrasena(models.Model):
    """A press of «Enviar correo», known address or not: the worker decides what is mailed.

    Writing the same row for every address keeps text, time and queries of the
    answer equal for all (SECURITY, findings 7 and 8).
    """

    correo = models.EmailField("correo electrónico")
    pedido_en = models.DateTimeField("pedido", auto_now_add=True)
    atendido_en = models.DateTimeField("atendido", null=True, editable=False)
    correos_enviados = models.PositiveSmallIntegerField("correos enviados", default=0)
    direccion = models.GenericIPAddressField("dirección", null=True)
    equipo = models.CharField("equipo", max_length=120, blank=True)

    objects = NacionalQuerySet.as_manager()

    class Meta:
        verbose_name = "pedido de contraseña"
        verbose_name_plural = "pedidos de contraseña"
        ordering = ("-pedido_en",)
        indexes = [models.Index(Lower("correo"), "pedido_en", name="pedido_correo_fecha")]

    def __str__(self) -> str:
        return f"{self.correo}, {self.pedido_en:%d/%m/%Y %H:%M}"
