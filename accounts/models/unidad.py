"""The tree of units: MINEDU over its DRE and GRE, each over its UGEL."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate


class UnidadQuerySet(models.QuerySet["Unidad"]):
    """Units by the branch that a person has in charge."""

    def a_cargo(self, usuario: Any, permiso: str) -> UnidadQuerySet:
        """Units in the branch of each current role of `usuario` that grants `permiso`.

        `permiso` is "app.codename"; a DRE brings its UGEL, MINEDU everything.
        """
        if usuario.is_superuser:
            return self.all()
        app, codename = permiso.split(".")
        propias = Q(
            asignaciones__usuario=usuario,
            asignaciones__desde__lte=localdate(),
            asignaciones__rol__permissions__codename=codename,
            asignaciones__rol__permissions__content_type__app_label=app,
        ) & (Q(asignaciones__hasta=None) | Q(asignaciones__hasta__gte=localdate()))
        raices = Unidad.objects.filter(propias).values("pk")
        return self.filter(
            Q(pk__in=raices) | Q(superior__in=raices) | Q(superior__superior__in=raices)
        )

    def visible_to(self, usuario: Any, permiso: str) -> UnidadQuerySet:
        """Units of one's branch."""
        return self.a_cargo(usuario, permiso)

    def nacional(self, usuario: Any, permiso: str) -> bool:
        """Whether `usuario` has that right over the whole country."""
        return usuario.is_superuser or (
            self.a_cargo(usuario, permiso).filter(tipo=Unidad.Tipo.MINEDU).exists()
        )


class Unidad(models.Model):
    """A DRE (or GRE), a UGEL, or MINEDU itself, by its official six-digit code."""

    class Tipo(models.TextChoices):
        """Level of the unit in the sector."""

        MINEDU = "MINEDU", "MINEDU"
        DRE = "DRE", "DRE"
        UGEL = "UGEL", "UGEL"

    codigo = models.CharField("código", max_length=6)
    nombre = models.CharField("nombre", max_length=120)
    tipo = models.CharField("tipo", max_length=6, choices=Tipo)
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="inferiores",
        verbose_name="depende de",
    )  # fmt: skip
    provincia = models.CharField("provincia", max_length=80, blank=True)
    mesa_de_partes = models.URLField("mesa de partes virtual", blank=True)
    contacto = models.CharField("contacto", max_length=200, blank=True)

    objects = UnidadQuerySet.as_manager()

    class Meta:
        verbose_name = "unidad"
        verbose_name_plural = "unidades"
        ordering = ("codigo",)
        constraints = [
            models.UniqueConstraint(fields=["codigo"], name="unidad_codigo_unico"),
            models.CheckConstraint(
                condition=Q(codigo__regex=r"^\d{6}$"),
                name="unidad_codigo_de_seis_digitos",
                violation_error_message="El código de la unidad tiene seis dígitos.",
            ),
            models.CheckConstraint(
                condition=Q(tipo="MINEDU", superior=None)
                | Q(tipo__in=["DRE", "UGEL"], superior__isnull=False),
                name="unidad_depende_de_otra_salvo_minedu",
                violation_error_message="Toda DRE y toda UGEL depende de otra unidad.",
            ),
        ]

    def __str__(self) -> str:
        return self.nombre
