"""What the payroll system calls a unit or a concept, told once by who imports."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from accounts.models import Unidad
from boletas.models.concepto import Concepto


class AliasQuerySet(models.QuerySet[Any]):
    """Aliases by who looks, and by who imports."""

    def visible_to(self, usuario: Any, permiso: str) -> AliasQuerySet:
        """Those told in one's branch."""
        return self.filter(ambito__in=Unidad.objects.a_cargo(usuario, permiso))

    def que_valen_en(self, unidad: Unidad | None) -> AliasQuerySet:
        """Those told in that unit or above it, the farthest first: the nearest then wins.

        A UGEL cannot so lead the slips of another to itself: what it tells holds for its own
        files alone. `unidad` None is the whole country: only what MINEDU told.
        """
        de_minedu = Q(ambito__tipo=Unidad.Tipo.MINEDU)
        arriba = [unidad.pk, unidad.superior_id] if unidad else []
        orden = {"MINEDU": 0, "DRE": 1, "UGEL": 2}
        cuando = [models.When(ambito__tipo=t, then=n) for t, n in orden.items()]
        return self.filter(de_minedu | Q(ambito__in=[u for u in arriba if u])).order_by(
            models.Case(*cuando, output_field=models.IntegerField()), "pk"
        )


class Alias(models.Model):
    """What every alias has: for which branch it holds."""

    ambito = models.ForeignKey(
        Unidad, models.PROTECT, related_name="+", editable=False, verbose_name="vale en",
    )  # fmt: skip

    objects = AliasQuerySet.as_manager()

    class Meta:
        abstract = True


class AliasDeUnidad(Alias):
    """A block code of the SUP, or the RUC of who pays, and the unit that it means."""

    codigo = models.CharField(
        "código de bloque o RUC", max_length=20,
        validators=[RegexValidator(r"^[0-9A-Z][0-9A-Z./-]*\Z", "Use mayúsculas, cifras, . / o -.")],
        help_text="Como está en el archivo; por ejemplo: CP10B000.",
    )  # fmt: skip
    unidad = models.ForeignKey(Unidad, models.PROTECT, related_name="+", verbose_name="unidad")

    class Meta:
        verbose_name = "código de unidad del SUP"
        verbose_name_plural = "códigos de unidad del SUP"
        ordering = ("codigo", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["codigo", "ambito"],
                name="alias_de_unidad_unico",
                violation_error_message="Ese código ya tiene su unidad.",
            )
        ]

    def __str__(self) -> str:
        return self.codigo


class AliasDeConcepto(Alias):
    """A short name of a concept, with its sign, and the concept that it means."""

    signo = models.CharField("tipo", max_length=1, choices=Concepto.Signo)
    nombre = models.CharField(
        "nombre en el archivo", max_length=40, help_text="Sin distinguir mayúsculas: «basica»."
    )
    concepto = models.ForeignKey(
        Concepto, models.PROTECT, related_name="+", verbose_name="concepto"
    )

    class Meta:
        verbose_name = "nombre corto de concepto"
        verbose_name_plural = "nombres cortos de conceptos"
        ordering = ("signo", "nombre", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["signo", "nombre", "ambito"],
                name="alias_de_concepto_unico",
                violation_error_message="Ese nombre ya tiene su concepto.",
            ),
            models.CheckConstraint(
                condition=Q(signo__in=["+", "-", "A"]),
                name="alias_de_concepto_es_ingreso_descuento_o_aporte",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signo}{self.nombre}"
