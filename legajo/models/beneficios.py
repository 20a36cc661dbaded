"""Section V: what is granted and what is withheld."""

from django.core.validators import MinValueValidator
from django.db import models

from legajo.columnas import SUSTENTO
from legajo.models.catalogos import Accion
from legajo.models.catalogos_simples import TipoPago, TipoRetencion
from legajo.models.registro import CAMPOS_ACCION, AccionPersonal, Registro
from legajo.reglas import DE_ACCION, documento_no_futuro
from legajo.tipos import AGREGAR_Y_CAMBIAR, SOLO_CAMBIAR, tipo_de_registro

POSITIVO = (MinValueValidator(0),)


class Moneda(models.TextChoices):
    """Currency of an amount."""

    SOLES = "PEN", "Soles"
    DOLARES = "USD", "Dólares"


@tipo_de_registro(
    "compensaciones",
    "Compensaciones, asignaciones e incentivos",
    "Compensación",
    columnas=("accion", "tipo_pago", "fecha_inicio", "moneda", "monto", "motivo_pago", SUSTENTO),
    campos=(*CAMPOS_ACCION, "tipo_pago", "moneda", "monto", "motivo_pago"),
    operaciones=AGREGAR_Y_CAMBIAR,
    grupo_de_accion=Accion.Grupo.COMPENSACION,
    orden=("-fecha_inicio", "-pk"),
    reglas=DE_ACCION,
)
class Compensacion(AccionPersonal):
    """A benefit granted: ATS, luto y sepelio, bonificaciones."""

    tipo_pago = models.ForeignKey(
        TipoPago, models.PROTECT, related_name="+", verbose_name="tipo de pago"
    )
    moneda = models.CharField("moneda", max_length=3, choices=Moneda, default=Moneda.SOLES)
    monto = models.DecimalField(
        "monto", max_digits=12, decimal_places=2, null=True, blank=True, validators=POSITIVO
    )
    motivo_pago = models.CharField("motivo del pago", max_length=150, blank=True)

    class Meta(AccionPersonal.Meta):
        verbose_name = "compensación"
        verbose_name_plural = "compensaciones, asignaciones e incentivos"


@tipo_de_registro(
    "retenciones",
    "Retenciones judiciales y pagos indebidos",
    "Retención",
    columnas=("tipo_retencion", "moneda", "monto_total", "cuotas", "monto_mensual",
              "porcentaje_mensual", "beneficiario", SUSTENTO),
    campos=("tipo_retencion", "moneda", "monto_total", "cuotas", "monto_mensual",
            "porcentaje_mensual", "entidad", "beneficiario"),
    operaciones=SOLO_CAMBIAR,
    orden=("-fecha_documento", "-pk"),
    sensible=True,
    reglas=(documento_no_futuro,),
)  # fmt: skip
class Retencion(Registro):
    """A withholding ordered by a judge, or the return of an undue payment."""

    tipo_retencion = models.ForeignKey(
        TipoRetencion, models.PROTECT, related_name="+", verbose_name="tipo de retención"
    )
    moneda = models.CharField("moneda", max_length=3, choices=Moneda, default=Moneda.SOLES)
    monto_total = models.DecimalField(
        "monto total", max_digits=12, decimal_places=2, validators=POSITIVO
    )
    cuotas = models.PositiveSmallIntegerField("número de cuotas", validators=[MinValueValidator(1)])
    monto_mensual = models.DecimalField(
        "monto fijo mensual", max_digits=12, decimal_places=2, null=True, blank=True,
        validators=POSITIVO,
    )  # fmt: skip
    porcentaje_mensual = models.DecimalField(
        "porcentaje mensual", max_digits=5, decimal_places=2, null=True, blank=True,
        validators=POSITIVO,
    )  # fmt: skip
    entidad = models.CharField("entidad que ordena", max_length=300, blank=True)
    beneficiario = models.CharField("beneficiario", max_length=300, blank=True)

    class Meta:
        verbose_name = "retención"
        verbose_name_plural = "retenciones judiciales y pagos indebidos"
