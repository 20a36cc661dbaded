"""Section VI: pension system and end of service."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from legajo.columnas import SUSTENTO
from legajo.models import busqueda
from legajo.models.catalogos import Accion, MotivoAccion, RegimenLaboral
from legajo.models.catalogos_simples import Afp, RegimenPensionario
from legajo.models.llaves import de_catalogo
from legajo.models.registro import Registro
from legajo.reglas import (
    DE_CASCADA,
    DESAFILIACION_ANTERIOR,
    desafiliacion_posterior,
    documento_no_futuro,
)
from legajo.tipos import AGREGAR_Y_CAMBIAR, SOLO_CAMBIAR, tipo_de_registro


@tipo_de_registro(
    "pension",
    "Sistema pensionario",
    "Sistema pensionario",
    columnas=("regimen_pensionario", "afp", "comision", "cuspp", "fecha_afiliacion",
              "fecha_devengue", SUSTENTO),
    campos=("regimen_pensionario", "afp", "comision", "cuspp", "fecha_afiliacion",
            "fecha_vigencia", "fecha_devengue", "fecha_desafiliacion"),
    operaciones=AGREGAR_Y_CAMBIAR,
    orden=("-fecha_afiliacion", "-pk"),
    reglas=(documento_no_futuro, desafiliacion_posterior),
)  # fmt: skip
class Pension(Registro):
    """The pension system that the servidor chose, with its dates."""

    class Comision(models.TextChoices):
        """How an AFP charges."""

        FLUJO = "F", "Flujo"
        MIXTA = "M", "Mixta"

    regimen_pensionario = de_catalogo(RegimenPensionario, "régimen pensionario")
    afp = de_catalogo(Afp, "AFP", opcional=True)
    comision = models.CharField("tipo de comisión", max_length=1, choices=Comision, blank=True)
    cuspp = models.CharField("CUSPP", max_length=50, blank=True)
    fecha_afiliacion = models.DateField("fecha de afiliación", null=True, blank=True)
    fecha_vigencia = models.DateField("fecha de vigencia", null=True, blank=True)
    fecha_devengue = models.DateField("fecha de devengue", null=True, blank=True)
    fecha_desafiliacion = models.DateField("fecha de desafiliación", null=True, blank=True)

    class Meta:
        verbose_name = "sistema pensionario"
        verbose_name_plural = "sistemas pensionarios"
        constraints = [
            models.CheckConstraint(
                condition=Q(fecha_desafiliacion__gte=F("fecha_afiliacion")),
                name="pension_desafiliacion_posterior",
                violation_error_message=DESAFILIACION_ANTERIOR,
            )
        ]


@tipo_de_registro(
    "ceses",
    "Ceses",
    "Cese",
    columnas=("regimen", "accion", "motivo", "fecha_cese", "anios", "meses", "dias", SUSTENTO),
    campos=("regimen", "accion", "motivo", "fecha_cese", "anios", "meses", "dias"),
    operaciones=SOLO_CAMBIAR,
    grupo_de_accion=Accion.Grupo.CESE,
    orden=("-fecha_cese", "-pk"),
    reglas=(documento_no_futuro, *DE_CASCADA),
)
class Cese(Registro):
    """The end of service, with the time of service that the resolution recognises."""

    regimen = de_catalogo(RegimenLaboral, "régimen laboral")
    accion = de_catalogo(Accion, "acción")
    motivo = de_catalogo(MotivoAccion, "motivo de la acción", opcional=True)
    fecha_cese = models.DateField("fecha de cese")
    anios = models.PositiveSmallIntegerField("años de servicio", null=True, blank=True)
    meses = models.PositiveSmallIntegerField(
        "meses", null=True, blank=True, validators=[MaxValueValidator(11)]
    )
    dias = models.PositiveSmallIntegerField(
        "días", null=True, blank=True, validators=[MaxValueValidator(30)]
    )

    class Meta:
        verbose_name = "cese"
        verbose_name_plural = "ceses"
        constraints = [
            models.CheckConstraint(
                condition=(Q(meses=None) | Q(meses__lte=11)) & (Q(dias=None) | Q(dias__lte=30)),
                name="cese_meses_y_dias_de_calendario",
                violation_error_message="Los meses van de 0 a 11 y los días, de 0 a 30.",
            )
        ]
        indexes = busqueda.indices_de_cese()
