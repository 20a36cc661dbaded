"""Acceso: who of the staff saw whose file, when, what of it and why; once written never changed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from accounts.models import Asignacion, Unidad

MAX_TEXTO = 120


class AccesoQuerySet(models.QuerySet["Acceso"]):
    """Accesses by whose file, and by who looks into the log."""

    def de(self, servidor: int) -> AccesoQuerySet:
        """Those in which a servidor was shown."""
        return self.filter(servidores__contains=[servidor])

    def visible_to(self, usuario: Any, permiso: str) -> AccesoQuerySet:
        """Those to files of one's branch, whoever made them, and those that its staff made."""
        unidades = Unidad.objects.claves_a_cargo(usuario, permiso)
        return self.all() if unidades is None else self.filter(unidades__overlap=unidades)


class Acceso(models.Model):
    """A page that showed one person, or the row of a list that showed many.

    `unidades` are those that kept these files at that moment, and that of who looked: whose
    auditors it concerns.
    """

    class Motivo(models.TextChoices):
        """Why a file is opened; a list asks for none."""

        SOLICITUD = "solicitud", "Solicitud del servidor"
        PEDIDO = "pedido", "Atender un pedido del servidor"
        ACTUALIZAR = "actualizar", "Actualizar el legajo"
        DOCUMENTO = "documento", "Emitir un documento"
        CONCURSO = "concurso", "Concurso o evaluación"
        CONTROL = "control", "Verificación o control"
        OTRO = "otro", "Otro"

    ocurrido_en = models.DateTimeField("cuándo", auto_now_add=True)
    por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="quién",
        db_index=False,
    )  # fmt: skip
    asignacion = models.ForeignKey(
        Asignacion, models.PROTECT, null=True, related_name="+", verbose_name="con qué rol",
        db_index=False,
    )  # fmt: skip
    que = models.CharField("qué vio", max_length=MAX_TEXTO)
    buscado = models.CharField("qué buscó", max_length=MAX_TEXTO, blank=True)
    motivo = models.CharField("motivo", max_length=10, choices=Motivo, blank=True)
    referencia = models.CharField("referencia del motivo", max_length=MAX_TEXTO, blank=True)
    servidores = ArrayField(models.BigIntegerField(), verbose_name="legajos")
    unidades = ArrayField(models.BigIntegerField(), verbose_name="unidades")

    objects = AccesoQuerySet.as_manager()

    class Meta:
        verbose_name = "acceso a legajos"
        verbose_name_plural = "accesos a legajos"
        ordering = ("-pk",)
        indexes = [
            GinIndex(fields=["servidores"], name="acceso_servidores"),
            GinIndex(fields=["unidades"], name="acceso_unidades"),
            models.Index(fields=["por", "-id"], name="acceso_por"),
            models.Index(fields=["ocurrido_en"], name="acceso_cuando"),
        ]

    def __str__(self) -> str:
        return self.que

    @property
    def cargo(self) -> str:
        """«Especialista de escalafón, UGEL Huancayo»; of a superuser, what he is."""
        if self.asignacion is None:
            return "Administración de la plataforma"
        return f"{self.asignacion.rol}, {self.asignacion.unidad}"

    @property
    def porque(self) -> str:
        """«Solicitud del servidor N° 00000012», «Otro: encargo de…»; of a list, nothing."""
        return en_palabras(self.motivo, self.referencia)


def en_palabras(motivo: str, referencia: str) -> str:
    """A reason and what it refers to, for people."""
    if not motivo:
        return ""
    nombre = Acceso.Motivo(motivo).label
    if motivo == Acceso.Motivo.SOLICITUD:
        return f"{nombre} N° {referencia}"
    return f"{nombre}: {referencia}" if referencia else str(nombre)
