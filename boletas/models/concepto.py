"""Concepto: a line of the payroll catalog (SUP), by its real code."""

from django.db import models
from django.db.models import Q


class Concepto(models.Model):
    """What a line of a boleta is: an income, a discount or the employer's contribution.

    Codes are text: "001" is an income and "0001" a discount. A boleta keeps its own copy
    of code and name, so that a change here never changes what was published. What it
    explains (the glossary) is read when the boleta is shown.
    """

    class Signo(models.TextChoices):
        """On which side of the boleta it stands."""

        INGRESO = "+", "Ingreso"
        DESCUENTO = "-", "Descuento"
        APORTE = "A", "Aporte del empleador"

    codigo = models.CharField("código SUP", max_length=10)
    signo = models.CharField("tipo", max_length=1, choices=Signo)
    nombre = models.CharField("nombre en la boleta", max_length=40)
    grupo = models.CharField("grupo", max_length=30, blank=True)
    explicacion = models.TextField(
        "explicación", max_length=600, blank=True,
        help_text="Qué es, en palabras de todos los días; la lee el servidor en su boleta.",
    )  # fmt: skip
    norma = models.CharField("norma", max_length=200, blank=True)
    sensible = models.BooleanField(
        "sensible", default=False,
        help_text="Sindicato, juzgado o salud: no se nombra en listas, correos ni registros.",
    )  # fmt: skip

    class Meta:
        verbose_name = "concepto"
        verbose_name_plural = "conceptos"
        ordering = ("signo", "codigo")
        constraints = [
            models.UniqueConstraint(
                fields=["codigo"],
                name="concepto_codigo_unico",
                violation_error_message="Ya hay un concepto con ese código.",
            ),
            models.UniqueConstraint(
                fields=["signo", "nombre"],
                name="concepto_nombre_unico_por_tipo",
                violation_error_message="Ya hay un concepto de ese tipo con ese nombre.",
            ),
            models.CheckConstraint(
                condition=Q(signo__in=["+", "-", "A"]),
                name="concepto_es_ingreso_descuento_o_aporte",
                violation_error_message="Un concepto es ingreso, descuento o aporte.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.codigo} {self.nombre}"
