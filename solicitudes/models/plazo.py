"""Terms and holidays, as data; and the notices that a term has already caused."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import Unidad
from legajo.models import RegimenLaboral
from solicitudes.models.solicitud import Solicitud


class Plazo(models.Model):
    """How many working days a step may take, for everybody or for one régimen."""

    class Procedimiento(models.TextChoices):
        """The steps that have a term."""

        MODIFICACION = "modificacion", "Responder una modificación del legajo"
        HOJA_DE_VIDA = "hoja_de_vida", "Responder un pedido de hoja de vida"
        INFORME = "informe_escalafonario", "Responder un pedido de informe escalafonario"
        CONSTANCIA = "constancia_tiempo", "Responder un pedido de constancia de tiempo de servicios"
        COPIA = "copia_a_fecha", "Responder un pedido de copia del legajo a una fecha"
        SUBSANACION = "subsanacion", "Subsanar lo observado"
        RECORDATORIO = "recordatorio", "Recordar antes de que venza"
        ESCALAMIENTO = "escalamiento", "Pasar a la DRE después de vencida"

    procedimiento = models.CharField("procedimiento", max_length=24, choices=Procedimiento)
    regimen = models.ForeignKey(
        RegimenLaboral, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="régimen laboral", help_text="Vacío: para todos los demás.",
    )  # fmt: skip
    dias = models.PositiveSmallIntegerField("días hábiles")

    class Meta:
        verbose_name = "plazo"
        verbose_name_plural = "plazos"
        ordering = ("procedimiento", "regimen")
        constraints = [
            models.UniqueConstraint(
                fields=["procedimiento", "regimen"], nulls_distinct=False, name="plazo_uno_solo",
                violation_error_message="Ese plazo ya está: cámbielo.",
            ),
            models.CheckConstraint(
                condition=Q(dias__range=(1, 250)),
                name="plazo_de_uno_a_250_dias",
                violation_error_message="El plazo es de 1 a 250 días hábiles.",
            ),
            models.CheckConstraint(
                condition=Q(procedimiento__in=[
                    "modificacion", "hoja_de_vida", "informe_escalafonario", "constancia_tiempo",
                    "copia_a_fecha", "subsanacion", "recordatorio", "escalamiento",
                ]),
                name="plazo_procedimiento_conocido",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_procedimiento_display()}: {self.dias} días hábiles"


class Feriado(models.Model):
    """A day that is no working day, in the whole country or in one branch of it."""

    dia = models.DateField("día")
    nombre = models.CharField("nombre", max_length=120)
    unidad = models.ForeignKey(
        Unidad, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="DRE o UGEL", help_text="Vacío: en todo el país.",
    )  # fmt: skip

    class Meta:
        verbose_name = "feriado"
        verbose_name_plural = "feriados"
        ordering = ("-dia",)
        constraints = [
            models.UniqueConstraint(
                fields=["dia", "unidad"],
                nulls_distinct=False,
                name="feriado_una_vez",
                violation_error_message="Ese feriado ya está.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dia:%d/%m/%Y}: {self.nombre}"


class AvisoDePlazo(models.Model):
    """A reminder or an escalation that was sent: once each, however often the command runs."""

    class Clase(models.TextChoices):
        """What was told."""

        RECORDATORIO = "recordatorio", "Por vencer"
        VENCIDA = "vencida", "Vencida: al responsable"
        ESCALADA = "escalada", "Vencida: a la DRE"
        SUBSANAR = "subsanar", "Venció el plazo para subsanar"

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="avisos")
    clase = models.CharField("aviso", max_length=12, choices=Clase)
    vence = models.DateField("plazo que lo causó")
    cuando = models.DateTimeField("cuándo", auto_now_add=True)

    class Meta:
        verbose_name = "aviso de plazo"
        verbose_name_plural = "avisos de plazo"
        constraints = [
            models.UniqueConstraint(
                fields=["solicitud", "clase", "vence"], name="aviso_de_plazo_una_vez"
            ),
            models.CheckConstraint(
                condition=Q(clase__in=["recordatorio", "vencida", "escalada", "subsanar"]),
                name="aviso_de_plazo_conocido",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_clase_display()}: {self.solicitud_id}"
