"""Parentesco: a relative whom a member of the staff declares, whose requests he does not decide."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q


class ParentescoQuerySet(models.QuerySet["Parentesco"]):
    """Declarations by who made them."""

    def vigentes(self) -> ParentescoQuerySet:
        """Those not taken back."""
        return self.filter(retirado_en=None)

    def visible_to(self, usuario: Any, permiso: str = "") -> ParentescoQuerySet:
        """One's own and nobody else's, whatever one's role."""
        return self.filter(usuario=usuario.pk)


class Parentesco(models.Model):
    """Abstención, art. 99 TUO Ley 27444: the degrees that keep an authority from deciding."""

    class Vinculo(models.TextChoices):
        """Up to the fourth degree of consanguinity, the second of affinity; spouse, partner."""

        CONYUGE = "conyuge", "Cónyuge o conviviente"
        PADRE_HIJO = "padre_hijo", "Padre, madre, hijo o hija"
        HERMANO = "hermano", "Hermano o hermana"
        ABUELO_NIETO = "abuelo_nieto", "Abuelo, abuela, nieto o nieta"
        TIO_SOBRINO = "tio_sobrino", "Tío, tía, sobrino o sobrina"
        CONSANGUINEO = "consanguineo", "Otro hasta el cuarto grado (primos, bisabuelos…)"
        SUEGRO_YERNO = "suegro_yerno", "Suegro, suegra, yerno o nuera"
        CUNADO = "cunado", "Cuñado o cuñada"
        AFIN = "afin", "Otro afín hasta el segundo grado"

    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="parientes", editable=False
    )
    documento = models.CharField("número de documento del pariente", max_length=12)
    vinculo = models.CharField("parentesco", max_length=12, choices=Vinculo)
    declarado_en = models.DateTimeField("declarado", auto_now_add=True)
    retirado_en = models.DateTimeField("retirado", null=True, editable=False)

    objects = ParentescoQuerySet.as_manager()
    cuenta_del_titular = "usuario_id"
    """Of whom a row tells, for the log of who saw it."""

    class Meta:
        verbose_name = "pariente declarado"
        verbose_name_plural = "parientes declarados (abstención)"
        ordering = ("-declarado_en",)
        constraints = [
            models.UniqueConstraint(
                fields=["usuario", "documento"],
                condition=Q(retirado_en=None),
                name="parentesco_se_declara_una_vez",
                violation_error_message="Ya declaró a esa persona.",
            ),
            models.CheckConstraint(
                condition=Q(documento__regex=r"^[0-9A-Z]{8,12}$"),
                name="parentesco_documento_posible",
                violation_error_message="El documento tiene de 8 a 12 cifras o letras.",
            ),
            models.CheckConstraint(
                condition=Q(vinculo__in=[
                    "conyuge", "padre_hijo", "hermano", "abuelo_nieto", "tio_sobrino",
                    "consanguineo", "suegro_yerno", "cunado", "afin",
                ]),
                name="parentesco_vinculo_conocido",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.documento} ({self.get_vinculo_display()})"
