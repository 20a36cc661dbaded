"""Section V: what is granted and what is withheld."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from legajo.columnas import SUSTENTO
from legajo.models.catalogos import Accion
from legajo.models.catalogos_simples import (
    Parentesco,
    TipoBeneficiario,
    TipoPago,
    TipoRetencion,
)
from legajo.models.llaves import de_catalogo
from legajo.models.registro import CAMPOS_ACCION, AccionPersonal, Registro
from legajo.reglas import (
    DE_ACCION,
    MAS_DE_CIEN,
    PARENTESCO_SIN_FAMILIAR,
    documento_no_futuro,
    parentesco_solo_de_familiar,
    porcentaje_hasta_cien,
)
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
    campos=(*CAMPOS_ACCION, "tipo_pago", "fecha_cumplimiento", "moneda", "monto", "motivo_pago",
            "fallecido", "parentesco_fallecido", "derechohabiente_fallecido",
            "derechohabiente_subsidiado"),
    operaciones=AGREGAR_Y_CAMBIAR,
    grupo_de_accion=Accion.Grupo.COMPENSACION,
    orden=("-fecha_inicio", "-pk"),
    reglas=(*DE_ACCION, parentesco_solo_de_familiar),
)  # fmt: skip
class Compensacion(AccionPersonal):
    """A benefit granted: ATS, luto y sepelio, bonificaciones."""

    class Fallecido(models.TextChoices):
        """Whose death gives the subsidio por luto y sepelio."""

        TITULAR = "T", "El servidor"
        FAMILIAR = "F", "Un familiar directo"

    tipo_pago = de_catalogo(TipoPago, "tipo de pago")
    fecha_cumplimiento = models.DateField(
        "fecha en que cumplió el beneficio", null=True, blank=True
    )
    moneda = models.CharField("moneda", max_length=3, choices=Moneda, default=Moneda.SOLES)
    monto = models.DecimalField(
        "monto", max_digits=12, decimal_places=2, null=True, blank=True, validators=POSITIVO
    )
    motivo_pago = models.CharField("motivo del pago", max_length=150, blank=True)
    fallecido = models.CharField(
        "luto y sepelio: quién falleció", max_length=1, choices=Fallecido, blank=True
    )
    parentesco_fallecido = de_catalogo(
        Parentesco, "luto y sepelio: parentesco del familiar", opcional=True
    )
    derechohabiente_fallecido = models.CharField(
        "luto y sepelio: nombre del fallecido", max_length=200, blank=True
    )
    derechohabiente_subsidiado = models.CharField(
        "luto y sepelio: quién recibe el subsidio", max_length=200, blank=True
    )

    class Meta(AccionPersonal.Meta):
        verbose_name = "compensación"
        verbose_name_plural = "compensaciones, asignaciones e incentivos"
        constraints = [
            *AccionPersonal.Meta.constraints,
            models.CheckConstraint(
                condition=Q(fallecido="F") | Q(parentesco_fallecido=None),
                name="compensacion_parentesco_solo_de_familiar",
                violation_error_message=PARENTESCO_SIN_FAMILIAR,
            ),
        ]


@tipo_de_registro(
    "retenciones",
    "Retenciones judiciales y pagos indebidos",
    "Retención",
    columnas=("tipo_retencion", "moneda", "monto_total", "cuotas", "monto_mensual",
              "porcentaje_mensual", "beneficiario", SUSTENTO),
    campos=("tipo_retencion", "moneda", "monto_total", "cuotas", "monto_mensual",
            "porcentaje_mensual", "entidad", "tipo_beneficiario", "beneficiario"),
    operaciones=SOLO_CAMBIAR,
    orden=("-fecha_documento", "-pk"),
    sensible=True,
    reglas=(documento_no_futuro, porcentaje_hasta_cien),
)  # fmt: skip
class Retencion(Registro):
    """A withholding ordered by a judge, or the return of an undue payment."""

    tipo_retencion = de_catalogo(TipoRetencion, "tipo de retención")
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
    tipo_beneficiario = de_catalogo(TipoBeneficiario, "tipo de beneficiario", opcional=True)
    beneficiario = models.CharField("beneficiario", max_length=300, blank=True)

    class Meta:
        verbose_name = "retención"
        verbose_name_plural = "retenciones judiciales y pagos indebidos"
        constraints = [
            models.CheckConstraint(
                condition=Q(porcentaje_mensual=None) | Q(porcentaje_mensual__lte=100),
                name="retencion_hasta_cien_por_ciento",
                violation_error_message=MAS_DE_CIEN,
            )
        ]
