"""Section VI: pension system and end of service."""

from django.core.validators import MaxValueValidator
from django.db import models

from legajo.columnas import SUSTENTO
from legajo.models.catalogos import Accion, MotivoAccion, RegimenLaboral
from legajo.models.catalogos_simples import Afp, RegimenPensionario
from legajo.models.registro import Registro
from legajo.reglas import documento_no_futuro, motivo_de_la_accion
from legajo.tipos import AGREGAR_Y_CAMBIAR, SOLO_CAMBIAR, tipo_de_registro


@tipo_de_registro(
    "pension",
    "Sistema pensionario",
    "Sistema pensionario",
    columnas=("regimen_pensionario", "afp", "comision", "cuspp", "fecha_afiliacion",
              "fecha_devengue", SUSTENTO),
    campos=("regimen_pensionario", "afp", "comision", "cuspp", "fecha_afiliacion",
            "fecha_devengue", "fecha_desafiliacion"),
    operaciones=AGREGAR_Y_CAMBIAR,
    orden=("-fecha_afiliacion", "-pk"),
    reglas=(documento_no_futuro,),
)  # fmt: skip
class Pension(Registro):
    """The pension system that the servidor chose, with its dates."""

    class Comision(models.TextChoices):
        """How an AFP charges."""

        FLUJO = "F", "Flujo"
        MIXTA = "M", "Mixta"

    regimen_pensionario = models.ForeignKey(
        RegimenPensionario, models.PROTECT, related_name="+", verbose_name="régimen pensionario"
    )
    afp = models.ForeignKey(
        Afp, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="AFP"
    )
    comision = models.CharField("tipo de comisión", max_length=1, choices=Comision, blank=True)
    cuspp = models.CharField("CUSPP", max_length=50, blank=True)
    fecha_afiliacion = models.DateField("fecha de afiliación", null=True, blank=True)
    fecha_devengue = models.DateField("fecha de devengue", null=True, blank=True)
    fecha_desafiliacion = models.DateField("fecha de desafiliación", null=True, blank=True)

    class Meta:
        verbose_name = "sistema pensionario"
        verbose_name_plural = "sistemas pensionarios"


@tipo_de_registro(
    "ceses",
    "Ceses",
    "Cese",
    columnas=("regimen", "accion", "motivo", "fecha_cese", "anios", "meses", "dias", SUSTENTO),
    campos=("regimen", "accion", "motivo", "fecha_cese", "anios", "meses", "dias"),
    operaciones=SOLO_CAMBIAR,
    grupo_de_accion=Accion.Grupo.CESE,
    orden=("-fecha_cese", "-pk"),
    reglas=(documento_no_futuro, motivo_de_la_accion),
)
class Cese(Registro):
    """The end of service, with the time of service that the resolution recognises."""

    regimen = models.ForeignKey(
        RegimenLaboral, models.PROTECT, related_name="+", verbose_name="régimen laboral"
    )
    accion = models.ForeignKey(Accion, models.PROTECT, related_name="+", verbose_name="acción")
    motivo = models.ForeignKey(
        MotivoAccion, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="motivo de la acción",
    )  # fmt: skip
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
