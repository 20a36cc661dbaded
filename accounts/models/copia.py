"""CopiaDeDatos: the copy of everything that the portal holds about a person, for that person."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.archivos import nombre_al_azar

SE_GUARDA = timedelta(days=7)
PACIENCIA = timedelta(hours=1)
"""After which one that does not move is given up: whoever prepared it is no more."""


class CopiaDeDatos(models.Model):
    """A request of one's own data, and its file while it is kept. Nobody else ever gets it."""

    class Estado(models.TextChoices):
        """How far it is."""

        EN_PREPARACION = "en_preparacion", "En preparación"
        LISTA = "lista", "Lista"
        FALLIDA = "fallida", "No se pudo preparar"
        VENCIDA = "vencida", "Ya no se guarda"

    publico = models.UUIDField(default=uuid.uuid4, editable=False)
    usuario = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="copias")
    estado = models.CharField(
        "estado", max_length=14, choices=Estado, default=Estado.EN_PREPARACION
    )
    pedida_en = models.DateTimeField("pedida", default=timezone.now)
    movida_en = models.DateTimeField("último avance", default=timezone.now)
    avance = models.PositiveSmallIntegerField("avance en porcentaje", default=0)
    lista_en = models.DateTimeField("lista", null=True)
    archivo = models.FileField("archivo", upload_to=nombre_al_azar, blank=True)
    bytes = models.PositiveBigIntegerField("tamaño en bytes", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    error = models.CharField("por qué no se pudo", max_length=300, blank=True)

    class Meta:
        verbose_name = "copia de datos"
        verbose_name_plural = "copias de datos"
        ordering = ("-pedida_en", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["publico"], name="copia_publico_unico"),
            models.UniqueConstraint(
                fields=["usuario"],
                condition=Q(estado="en_preparacion"),
                name="copia_una_en_preparacion_por_persona",
                violation_error_message="Ya se está preparando una copia de sus datos.",
            ),
            models.CheckConstraint(
                condition=Q(estado__in=["en_preparacion", "lista", "fallida", "vencida"]),
                name="copia_estado_conocido",
            ),
            models.CheckConstraint(
                condition=~Q(estado="lista") | ~Q(archivo="") & Q(lista_en__isnull=False),
                name="copia_lista_tiene_archivo",
            ),
        ]
        indexes = [models.Index(fields=["usuario", "-pedida_en"], name="copia_usuario_pedida")]

    def __str__(self) -> str:
        return f"{self.get_estado_display()} ({timezone.localtime(self.pedida_en):%d/%m/%Y %H:%M})"

    @property
    def vence_en(self) -> datetime | None:
        """Until when it can be downloaded."""
        return self.lista_en + SE_GUARDA if self.lista_en else None

    @property
    def disponible(self) -> bool:
        """Whether it can be downloaded now."""
        lista = self.estado == self.Estado.LISTA
        return bool(lista and self.vence_en and timezone.now() < self.vence_en)

    @property
    def en_curso(self) -> bool:
        """Whether somebody is preparing it, as far as can be told."""
        return (
            self.estado == self.Estado.EN_PREPARACION
            and timezone.now() < self.movida_en + PACIENCIA
        )
