"""Importacion: a file of payroll on its way to being published, and what it sums."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import Unidad
from portal.archivos import nombre_al_azar
from portal.texto import fecha_hora


class ImportacionQuerySet(models.QuerySet["Importacion"]):
    """Imports by who looks."""

    def visible_to(
        self, usuario: Any, permiso: str = "boletas.view_importacion"
    ) -> ImportacionQuerySet:
        """Those made from a unit of one's branch, and those with boletas of one."""
        unidades = Unidad.objects.a_cargo(usuario, permiso)
        de_mi_rama = Total.objects.filter(importacion=OuterRef("pk"), unidad__in=unidades)
        return self.filter(Q(unidad__in=unidades) | Exists(de_mi_rama))


class Cotejo(NamedTuple):
    """What a trial found that would be written; the writing must find it again."""

    filas: int
    ingresos: Decimal
    descuentos: Decimal
    aportes: Decimal
    liquido: Decimal
    nuevas: int
    corregidas: int
    iguales: int


def _suma(rotulo: str) -> models.DecimalField[Any, Any]:
    return models.DecimalField(rotulo, max_digits=16, decimal_places=2, default=Decimal(0))


class Importacion(models.Model):
    """A file: read, tried, given an hour. Its boletas are seen from `publicada_en` on.

    The hour stands here because a boleta is never updated: while it has not come, the
    import is retired by taking it away; once it came, nothing does (the database's trigger).
    No job publishes: the clock does. The application never deletes a row.
    """

    class Estado(models.TextChoices):
        """How far it came. PROGRAMADA is «publicada» once its hour has come."""

        EN_PREPARACION = "P", "En preparación"
        REVISADA = "R", "Revisada, sin publicar"
        ILEGIBLE = "I", "No se pudo leer"
        PROGRAMADA = "A", "Programada o publicada"
        RETIRADA = "X", "Retirada antes de publicarse"

    class Formato(models.TextChoices):
        """What the file was."""

        LIS = "L", "Boletas del SUP (.lis)"
        CSV = "C", "Exportación en CSV"
        XLSX = "X", "Exportación en Excel"

    class Pedido(models.TextChoices):
        """What the worker was asked for and has not done yet."""

        NINGUNO = "", "Nada"
        REVISAR = "R", "Revisar"
        PUBLICAR = "P", "Publicar"

    archivo = models.CharField("archivo", max_length=200)
    guardado = models.FileField("archivo subido", upload_to=nombre_al_azar, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    formato = models.CharField("formato", max_length=1, choices=Formato, blank=True)
    hecha_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="hecha por",
    )  # fmt: skip
    unidad = models.ForeignKey(
        Unidad, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unidad"
    )
    estado = models.CharField("estado", max_length=1, choices=Estado, default=Estado.EN_PREPARACION)
    cuando = models.DateTimeField("subida", default=timezone.now)
    pedido = models.CharField("qué se pidió", max_length=1, choices=Pedido, blank=True)
    pedido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="quién lo pidió",
    )  # fmt: skip
    publicar_en = models.DateTimeField("hora pedida", null=True, blank=True)
    parcial = models.BooleanField("aunque tenga hallazgos", default=False)
    publicada_en = models.DateTimeField("se publica", null=True, blank=True)
    retirada_en = models.DateTimeField("retirada", null=True, blank=True)
    tamano = models.BigIntegerField("por leer", default=0)
    avance = models.BigIntegerField("leído", default=0)
    leidas = models.PositiveIntegerField("boletas leídas", default=0)
    malas = models.PositiveIntegerField("boletas con errores", default=0)
    dudas = models.PositiveIntegerField("boletas con dudas", default=0)
    nuevas = models.PositiveIntegerField("boletas nuevas", default=0)
    corregidas = models.PositiveIntegerField("boletas corregidas", default=0)
    iguales = models.PositiveIntegerField("boletas que ya estaban igual", default=0)
    filas = models.PositiveIntegerField("boletas sin errores", default=0)
    ingresos = _suma("total de ingresos")
    descuentos = _suma("total de descuentos")
    aportes = _suma("total de aportes")
    liquido = _suma("total líquido")
    control = models.JSONField("totales de control", default=dict, blank=True)
    desconocidos = models.JSONField("sin catálogo", default=dict, blank=True)
    mensaje = models.TextField("mensaje", blank=True)

    objects = ImportacionQuerySet.as_manager()

    class Meta:
        verbose_name = "importación de boletas"
        verbose_name_plural = "importaciones de boletas"
        ordering = ("-cuando", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(estado__in=["P", "R", "I", "A", "X"]),
                name="importacion_en_estado_conocido",
            ),
            models.CheckConstraint(
                condition=Q(estado="A", publicada_en__isnull=False)
                | (~Q(estado="A") & Q(publicada_en__isnull=True)),
                name="importacion_con_hora_solo_si_se_publica",
                violation_error_message="Solo lo programado tiene hora de publicación.",
            ),
            models.CheckConstraint(
                condition=Q(estado="X", retirada_en__isnull=False)
                | (~Q(estado="X") & Q(retirada_en__isnull=True)),
                name="importacion_retirada_dice_cuando",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="lo_publicado_queda",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition(
                    "OLD.publicada_en <= clock_timestamp() AND (NEW.estado, NEW.publicada_en)"
                    " IS DISTINCT FROM (OLD.estado, OLD.publicada_en)"
                ),
                func="RAISE EXCEPTION 'boletas: lo publicado no se retira ni cambia de hora';",
            )
        ]

    def __str__(self) -> str:
        return f"{self.archivo} ({timezone.localtime(self.cuando):%d/%m/%Y %H:%M})"

    @property
    def cotejo(self) -> Cotejo:
        """What its trial found."""
        return Cotejo(*(getattr(self, campo) for campo in Cotejo._fields))

    def anotar(self, cotejo: Cotejo) -> None:
        """Take down what a trial found; not saved."""
        for campo, valor in cotejo._asdict().items():
            setattr(self, campo, valor)

    @property
    def situacion(self) -> str:
        """The state as people say it, with the hour: «Programada para el 28/11/2026 06:00»."""
        if self.publicada_en is None:
            return self.get_estado_display()
        hora = fecha_hora(self.publicada_en)
        return f"Programada para el {hora}" if self.por_publicarse() else f"Publicada el {hora}"

    def por_publicarse(self, ahora: datetime | None = None) -> bool:
        """Whether it has an hour that has not come."""
        return self.publicada_en is not None and self.publicada_en > (ahora or timezone.now())


class Total(models.Model):
    """Sums of the good boletas of an import, by unit and planilla: what is squared."""

    importacion = models.ForeignKey(Importacion, models.CASCADE, related_name="totales")
    unidad = models.ForeignKey(Unidad, models.PROTECT, related_name="+", verbose_name="unidad")
    planilla = models.CharField("planilla", max_length=20)
    boletas = models.PositiveIntegerField("boletas")
    ingresos = _suma("ingresos")
    descuentos = _suma("descuentos")
    aportes = _suma("aportes")
    liquido = _suma("líquido")

    class Meta:
        verbose_name = "total de una importación"
        verbose_name_plural = "totales de las importaciones"
        ordering = ("unidad__codigo", "planilla")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["importacion", "unidad", "planilla"], name="total_uno_por_planilla"
            )
        ]
