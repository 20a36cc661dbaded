"""The tree of units: MINEDU over its DRE and GRE, each over its UGEL."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from portal.preparadas import Preparada


class UnidadQuerySet(models.QuerySet["Unidad"]):
    """Units by the branch that a person has in charge."""

    def a_cargo(self, usuario: Any, permiso: str) -> UnidadQuerySet:
        """Units in the branch of each current role of `usuario` that grants `permiso`.

        `permiso` is "app.codename"; a DRE brings its UGEL, MINEDU everything.
        """
        return self.all() if usuario.is_superuser else self._a_cargo_de(usuario.pk, permiso)

    def opciones_a_cargo(self, usuario: Any, permiso: str) -> list[tuple[int, str]]:
        """The same as key and name, read once for this `usuario`, as Django reads his rights."""
        if usuario.is_superuser:
            return list(self.values_list("pk", "nombre"))
        return [(pk, nombre) for pk, nombre, _ in _leer_a_cargo(usuario, permiso)]

    def claves_a_cargo(self, usuario: Any, permiso: str) -> list[int] | None:
        """The keys alone; None for the whole country.

        Of values the planner knows how many rows of a big table they have; of a subquery it
        cannot tell one UGEL from the country.
        """
        if usuario.is_superuser:
            return None
        filas = _leer_a_cargo(usuario, permiso)
        if any(tipo == Unidad.Tipo.MINEDU for _, _, tipo in filas):
            return None
        return [pk for pk, _, _ in filas]

    def _a_cargo_de(self, usuario: int, permiso: str) -> UnidadQuerySet:
        """One EXISTS over the three levels: to plan one subquery for each took 2 ms a time."""
        from accounts.models import Asignacion

        app, codename = permiso.split(".")
        aqui_o_arriba = (
            Q(unidad=OuterRef("pk"))
            | Q(unidad=OuterRef("superior"))
            | Q(unidad=OuterRef("superior__superior"))
        )
        lo_dan = Asignacion.objects.vigentes().filter(
            aqui_o_arriba,
            usuario=usuario,
            rol__permissions__codename=codename,
            rol__permissions__content_type__app_label=app,
        )
        return self.filter(Exists(lo_dan))

    def visible_to(self, usuario: Any, permiso: str) -> UnidadQuerySet:
        """Units of one's branch."""
        return self.a_cargo(usuario, permiso)

    def nacional(self, usuario: Any, permiso: str) -> bool:
        """Whether `usuario` has that right over the whole country."""
        return usuario.is_superuser or (
            self.a_cargo(usuario, permiso).filter(tipo=Unidad.Tipo.MINEDU).exists()
        )


@cache
def _a_cargo(permiso: str) -> Preparada:
    todas = Unidad.objects.all()
    return Preparada(
        lambda usuario: todas._a_cargo_de(usuario, permiso).values_list("pk", "nombre", "tipo")
    )


def _leer_a_cargo(usuario: Any, permiso: str) -> list[tuple[int, str, str]]:
    """Key, name and level of the units in charge, kept on the account, which lives a request."""
    if not hasattr(usuario, "unidades_a_cargo"):
        usuario.unidades_a_cargo = {}
    if permiso not in usuario.unidades_a_cargo:
        usuario.unidades_a_cargo[permiso] = list(_a_cargo(permiso).filas(usuario.pk))
    return usuario.unidades_a_cargo[permiso]


class Unidad(models.Model):
    """A DRE (or GRE), a UGEL, or MINEDU itself, by its official six-digit code."""

    class Tipo(models.TextChoices):
        """Level of the unit in the sector."""

        MINEDU = "MINEDU", "MINEDU"
        DRE = "DRE", "DRE"
        UGEL = "UGEL", "UGEL"

    class Recibe(models.TextChoices):
        """Which ways it takes the papers that support a request."""

        PLATAFORMA = "plataforma", "Solo en la plataforma"
        MESA = "mesa", "Solo por su mesa de partes"
        AMBAS = "ambas", "En la plataforma o por su mesa de partes"

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
    recibe_sustentos = models.CharField(
        "cómo recibe los sustentos", max_length=10, choices=Recibe, default=Recibe.AMBAS,
        help_text="De las solicitudes de modificación del legajo.",
    )  # fmt: skip

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
            models.CheckConstraint(
                condition=Q(recibe_sustentos__in=["plataforma", "mesa", "ambas"]),
                name="unidad_recibe_sustentos_de_un_modo_conocido",
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def dre(self) -> str:
        """Name of the DRE that it hangs from; blank where it hangs from the ministry alone."""
        superior = self.superior
        return superior.nombre if superior and superior.superior_id else ""

    @property
    def recibe_en_plataforma(self) -> bool:
        """Whether papers may be attached to a request."""
        return self.recibe_sustentos != self.Recibe.MESA

    @property
    def recibe_en_mesa(self) -> bool:
        """Whether papers may be carried to its mesa de partes."""
        return self.recibe_sustentos != self.Recibe.PLATAFORMA
