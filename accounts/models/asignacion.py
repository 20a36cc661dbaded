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


def _sin_terminar(camino: str = "") -> Q:
    """Neither ended by somebody nor past its date; `camino` leads to the row."""
    sin_fin = Q(**{f"{camino}hasta": None}) | Q(**{f"{camino}hasta__gte": localdate()})
    return Q(**{f"{camino}terminada_en": None}) & sin_fin


class AsignacionQuerySet(models.QuerySet["Asignacion"]):
    """Assignments by date."""

    def vigentes(self) -> AsignacionQuerySet:
        """Those that hold today; a delegation, while what it comes from holds and is in hands.

        The titular's row began before the delegation did: only its end is looked at.
        """
        propia = Q(delegacion_de=None)
        del_titular = _sin_terminar("delegacion_de__") & Q(delegacion_de__usuario__is_active=True)
        return self.filter(_sin_terminar(), propia | del_titular, desde__lte=localdate())

    def propias(self) -> AsignacionQuerySet:
        """Those that were given, not delegated."""
        return self.filter(delegacion_de=None)

    def terminadas(self) -> AsignacionQuerySet:
        """Those that will not hold again."""
        empezadas = Q(desde__lte=localdate()) | Q(terminada_en__isnull=False)
        return self.filter(empezadas).exclude(pk__in=self.model.objects.vigentes())

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
    terminada_en = models.DateTimeField("terminada", null=True, editable=False)
    motivo = models.CharField("motivo", max_length=200, blank=True)
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
                condition=Q(terminada_en=None),
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

    @property
    def termino(self) -> bool:
        """Whether it will not hold again, by its own end."""
        return self.terminada_en is not None or (
            self.hasta is not None and self.hasta < localdate()
        )
