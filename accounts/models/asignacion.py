"""Asignacion: a role, held in a unit, between two dates."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.timezone import localdate

from accounts.models.unidad import Unidad


class AsignacionQuerySet(models.QuerySet["Asignacion"]):
    """Assignments by date."""

    def vigentes(self) -> AsignacionQuerySet:
        """Those that hold today."""
        hoy = localdate()
        return self.filter(Q(hasta=None) | Q(hasta__gte=hoy), desde__lte=hoy)

    def visible_to(self, usuario: Any, permiso: str) -> AsignacionQuerySet:
        """Those of the units of one's branch; never one's own."""
        unidades = Unidad.objects.a_cargo(usuario, permiso)
        return self.filter(unidad__in=unidades).exclude(usuario=usuario.pk)


class Asignacion(models.Model):
    """Who has which role where. The role's rights are those of its Group: data, not code."""

    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="asignaciones"
    )
    rol = models.ForeignKey(Group, models.PROTECT, related_name="asignaciones")
    unidad = models.ForeignKey(Unidad, models.PROTECT, related_name="asignaciones")
    desde = models.DateField("desde", default=localdate)
    hasta = models.DateField("hasta", null=True, blank=True)
    dada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name="dada por",
    )  # fmt: skip
    dada_en = models.DateTimeField("dada", default=timezone.now, editable=False)
    delegacion_de = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="delegaciones",
        verbose_name="delegación de",
    )  # fmt: skip

    objects = AsignacionQuerySet.as_manager()

    class Meta:
        verbose_name = "asignación de rol"
        verbose_name_plural = "asignaciones de rol"
        ordering = ("unidad", "rol", "usuario")
        constraints = [
            models.UniqueConstraint(
                fields=["usuario", "rol", "unidad", "desde"],
                name="asignacion_unica",
                violation_error_message=(
                    "Esa persona ya tiene ese rol en esa unidad desde esa fecha."
                ),
            ),
            models.CheckConstraint(
                condition=Q(hasta=None) | Q(hasta__gte=F("desde")),
                name="asignacion_termina_despues_de_empezar",
                violation_error_message="La asignación no puede terminar antes de empezar.",
            ),
            models.CheckConstraint(
                condition=Q(delegacion_de=None) | Q(hasta__isnull=False),
                name="asignacion_delegada_tiene_fin",
                violation_error_message="Una delegación dice hasta cuándo dura.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.usuario}: {self.rol} en {self.unidad}"
