"""Boleta: a published payslip, frozen; a correction is a new version."""

from __future__ import annotations

import secrets
import time
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from accounts.models import Unidad
from boletas.models.importacion import Importacion
from legajo.models import Servidor
from legajo.models.servidor import propio

CLAVE = ("servidor", "periodo", "planilla", "numero_cargo", "unidad")
"""What makes a boleta the same boleta; its versions share it."""


def uuid_ordenado() -> UUID:
    """A UUID version 7 (RFC 9562): the time to a quarter of a microsecond, 62 random bits.

    Time first keeps the inserts of a month at the end of the index, and its pages full.
    """
    return UUID(int=numero_ordenado())


def numero_ordenado() -> int:
    """The same as a number, which is all that an import writes."""
    milisegundo, resto = divmod(time.time_ns(), 1_000_000)
    fraccion = resto * 4096 // 1_000_000
    azar = secrets.randbits(62)
    return milisegundo << 80 | 0x7 << 76 | fraccion << 64 | 0x2 << 62 | azar


class BoletaQuerySet(models.QuerySet["Boleta"]):
    """Payslips by who looks."""

    def publicadas(self) -> BoletaQuerySet:
        """Those whose hour of publishing has come; what was retired has none, ever."""
        return self.filter(importacion__publicada_en__lte=timezone.now())

    def de(self, servidor: Servidor) -> BoletaQuerySet:
        """The published boletas of one servidor, every version."""
        return self.publicadas().filter(servidor=servidor)

    def vigentes(self) -> BoletaQuerySet:
        """The newest version of each, the newest period first."""
        return self.order_by(
            "-periodo", "planilla", "numero_cargo", "unidad_id", "-version"
        ).distinct("periodo", "planilla", "numero_cargo", "unidad_id")

    def visible_to(self, usuario: Any, permiso: str = "boletas.view_boleta") -> BoletaQuerySet:
        """Published boletas of units of a branch where `usuario` holds `permiso`; never his own."""
        return (
            self.publicadas()
            .filter(unidad__in=Unidad.objects.a_cargo(usuario, permiso))
            .exclude(propio(usuario, "servidor__"))
        )


def _si(funcion: str, *campos: str) -> Func:
    """A boolean function of the database (made in the first migration) over some columns."""
    return Func(*map(F, campos), function=funcion, output_field=models.BooleanField())


class Boleta(models.Model):
    """A payslip: whose, which month and planilla, its lines and its totals.

    `conceptos` is a list of [codigo, signo, nombre, "monto"]; `datos` the header as it
    came, {name: text}. `periodo` is AAAAMM, or AAAAMM + 20 for the adicional of that month.
    Columns are ordered so that PostgreSQL pads none.
    """

    publico = models.UUIDField(primary_key=True, default=uuid_ordenado, editable=False)
    servidor = models.ForeignKey(Servidor, models.PROTECT, related_name="boletas", db_index=False)
    unidad = models.ForeignKey(Unidad, models.PROTECT, related_name="+", db_index=False)
    importacion = models.ForeignKey(
        Importacion, models.PROTECT, related_name="boletas", db_index=False,
        verbose_name="importación",
    )  # fmt: skip
    periodo = models.IntegerField("periodo")
    version = models.PositiveSmallIntegerField("versión", default=1)
    planilla = models.CharField("planilla", max_length=20)
    numero_cargo = models.CharField("número de cargo", max_length=12)
    ingresos = models.DecimalField("ingresos", max_digits=12, decimal_places=2)
    descuentos = models.DecimalField("descuentos", max_digits=12, decimal_places=2)
    aportes = models.DecimalField("aportes del empleador", max_digits=12, decimal_places=2)
    liquido = models.DecimalField("líquido", max_digits=12, decimal_places=2)
    imponible = models.DecimalField("monto imponible", max_digits=12, decimal_places=2)
    conceptos = models.JSONField("conceptos")
    datos = models.JSONField("datos", default=dict)

    objects = BoletaQuerySet.as_manager()

    class Meta:
        verbose_name = "boleta"
        verbose_name_plural = "boletas"
        ordering = ("-periodo",)
        indexes = [models.Index(fields=["periodo", "unidad"], name="boleta_periodo_unidad")]
        constraints = [
            models.UniqueConstraint(
                # unidad last: its eight bytes are then aligned without padding
                fields=["servidor", "periodo", "version", "planilla", "numero_cargo", "unidad"],
                name="boleta_una_por_cargo_y_version",
                violation_error_message="Esa versión de la boleta ya existe.",
            ),
            models.CheckConstraint(
                condition=_si("boleta_periodo_valido", "periodo"),
                name="boleta_periodo_es_un_mes",
                violation_error_message="El periodo es AAAAMM; el mes, de 01 a 12 o de 21 a 32.",
            ),
            models.CheckConstraint(
                condition=_si("boleta_conceptos_validos", "conceptos"),
                name="boleta_conceptos_bien_formados",
                violation_error_message="Cada concepto es código, signo, nombre y monto.",
            ),
            models.CheckConstraint(
                condition=_si("boleta_cuadra", "conceptos", "ingresos", "descuentos", "aportes"),
                name="boleta_totales_suman_los_conceptos",
                violation_error_message="Los totales no son la suma de los conceptos.",
            ),
            models.CheckConstraint(
                condition=Q(liquido=F("ingresos") - F("descuentos")),
                name="boleta_liquido_es_ingresos_menos_descuentos",
                violation_error_message="El líquido no es ingresos menos descuentos.",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="boleta_version_empieza_en_uno"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.periodo} {self.planilla} {self.numero_cargo}"
