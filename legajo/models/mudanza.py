"""Mudanza: a file that passes from one unit to another, by the act that orders it."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Unidad
from legajo.models.catalogos_simples import TipoDocumento
from legajo.models.servidor import Servidor, propio


class MudanzaQuerySet(models.QuerySet["Mudanza"]):
    """Moves by who looks."""

    def visible_to(self, usuario: Any, permiso: str) -> MudanzaQuerySet:
        """Those that leave or enter one's branch; never one's own."""
        unidades = Unidad.objects.a_cargo(usuario, permiso)
        return self.filter(Q(de__in=unidades) | Q(a__in=unidades)).exclude(
            propio(usuario, "servidor__")
        )


class Mudanza(models.Model):
    """From which unit to which, by which act, who did it and when. Never changed, never deleted."""

    clave = models.UUIDField("clave de envío", default=uuid.uuid4, editable=False)
    servidor = models.ForeignKey(Servidor, models.PROTECT, related_name="mudanzas")
    de = models.ForeignKey(Unidad, models.PROTECT, related_name="+", verbose_name="de")
    a = models.ForeignKey(Unidad, models.PROTECT, related_name="+", verbose_name="a")
    tipo_documento = models.ForeignKey(
        TipoDocumento, models.PROTECT, related_name="+", verbose_name="tipo de documento"
    )
    numero_documento = models.CharField("número de documento", max_length=150)
    fecha_documento = models.DateField("fecha del documento")
    motivo = models.TextField("motivo", max_length=1000, blank=True)
    por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="hecha por"
    )
    cuando = models.DateTimeField("hecha", default=timezone.now)

    objects = MudanzaQuerySet.as_manager()

    class Meta:
        verbose_name = "mudanza de legajo"
        verbose_name_plural = "mudanzas de legajos"
        ordering = ("-cuando", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["clave"], name="mudanza_clave_unica"),
            models.CheckConstraint(
                condition=~Q(de=F("a")),
                name="mudanza_a_otra_unidad",
                violation_error_message="El legajo ya está en esa unidad.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.servidor}: de {self.de} a {self.a}"
