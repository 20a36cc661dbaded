"""Lote: one kind of document issued for many servidores, row by row, by the workers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Unidad
from legajo.models.documento import DELICADOS, Documento
from legajo.models.servidor import VER_SENSIBLES, Servidor
from portal.archivos import nombre_al_azar


class LoteQuerySet(models.QuerySet["Lote"]):
    """Batches by who looks."""

    def visible_to(self, usuario: Any, permiso: str = "legajo.view_lote") -> LoteQuerySet:
        """Those of one's branch, of the kinds whose documents one may see."""
        suyas = Unidad.objects.a_cargo(usuario, permiso)
        sensibles = Unidad.objects.a_cargo(usuario, VER_SENSIBLES)
        return self.filter(Q(unidad__in=sensibles) | ~Q(clase__in=DELICADOS), unidad__in=suyas)


class Lote(models.Model):
    """What is issued, for which unit and by which expediente; how far it is, its rows tell."""

    class Estado(models.TextChoices):
        """What the workers do with it."""

        PREPARADO = "preparado", "Por confirmar"
        EN_MARCHA = "en_marcha", "En marcha"
        EN_PAUSA = "en_pausa", "En pausa"
        TERMINADO = "terminado", "Terminado"
        CANCELADO = "cancelado", "Cancelado"

    clave = models.UUIDField("clave", editable=False, help_text="Una por formulario enviado.")
    clase = models.CharField("documento", max_length=24, choices=Documento.Clase)
    unidad = models.ForeignKey(Unidad, models.PROTECT, related_name="+", verbose_name="unidad")
    pedido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="pedido por"
    )
    pedido_en = models.DateTimeField("pedido", default=timezone.now)
    expediente = models.CharField("número de expediente", max_length=300)
    fecha_expediente = models.DateField("fecha de expediente")
    solicitante = models.CharField("nombre del solicitante", max_length=300)
    anotaciones = models.TextField("anotaciones", blank=True)
    a_la_fecha = models.DateField("muestra el legajo al", null=True)
    estado = models.CharField("estado", max_length=10, choices=Estado, default=Estado.PREPARADO)
    en_marcha_desde = models.DateTimeField("en marcha desde", null=True)
    terminado_en = models.DateTimeField("terminado", null=True)
    paginas = models.FloatField("páginas por documento, según la prueba", null=True)
    segundos = models.FloatField("segundos por documento, según la prueba", null=True)
    reparo = models.CharField("qué dijo la prueba", max_length=300, blank=True)
    paquete = models.FileField("ZIP", upload_to=nombre_al_azar, blank=True)
    paquete_pedido_en = models.DateTimeField("ZIP pedido", null=True)
    paquete_en = models.DateTimeField("ZIP listo", null=True)
    paquete_bytes = models.PositiveBigIntegerField("tamaño del ZIP en bytes", default=0)
    paquete_sha256 = models.CharField("SHA-256 del ZIP", max_length=64, blank=True)
    paquete_error = models.CharField("por qué no hay ZIP", max_length=300, blank=True)

    objects = LoteQuerySet.as_manager()

    class Meta:
        verbose_name = "emisión en lote"
        verbose_name_plural = "emisiones en lote"
        ordering = ("-pedido_en", "-pk")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["clave"], name="lote_uno_por_formulario"),
            models.CheckConstraint(
                condition=Q(
                    estado__in=["preparado", "en_marcha", "en_pausa", "terminado", "cancelado"]
                ),
                name="lote_estado_conocido",
            ),
            models.CheckConstraint(
                condition=~Q(estado="en_marcha") | Q(en_marcha_desde__isnull=False),
                name="lote_en_marcha_dice_desde_cuando",
            ),
            models.CheckConstraint(
                condition=~Q(clase="copia_a_fecha") | Q(a_la_fecha__isnull=False),
                name="lote_de_copias_dice_a_que_fecha",
            ),
            models.CheckConstraint(
                condition=Q(paquete_en=None) | ~Q(paquete=""), name="lote_con_zip_tiene_archivo"
            ),
        ]

    def __str__(self) -> str:
        return f"Lote {self.pk}: {self.get_clase_display()}"


class FilaDeLote(models.Model):
    """A servidor of a batch, and what became of his document."""

    class Estado(models.TextChoices):
        """How far it is."""

        PENDIENTE = "pendiente", "Por emitir"
        EN_CURSO = "en_curso", "Emitiéndose"
        EMITIDA = "emitida", "Emitido"
        FALLIDA = "fallida", "No se emitió"
        CANCELADA = "cancelada", "Cancelado"

    lote = models.ForeignKey(Lote, models.PROTECT, related_name="filas", db_index=False)
    orden = models.PositiveIntegerField("orden")
    servidor = models.ForeignKey(
        Servidor, models.PROTECT, related_name="+", verbose_name="servidor"
    )
    estado = models.CharField("estado", max_length=9, choices=Estado, default=Estado.PENDIENTE)
    documento = models.OneToOneField(
        Documento, models.PROTECT, null=True, related_name="fila_de_lote", verbose_name="documento"
    )
    error = models.CharField("por qué no se emitió", max_length=300, blank=True)
    intentos = models.PositiveSmallIntegerField("intentos", default=0)
    toca_en = models.DateTimeField("toca", default=timezone.now)
    intentada_en = models.DateTimeField("último intento", null=True)
    hecha_en = models.DateTimeField("terminada", null=True)

    class Meta:
        verbose_name = "fila de una emisión en lote"
        verbose_name_plural = "emisiones en lote"
        ordering = ("lote", "orden")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["lote", "orden"], name="fila_de_lote_en_su_lugar"),
            models.UniqueConstraint(
                fields=["lote", "servidor"], name="fila_de_lote_una_a_cada_uno"
            ),
            models.CheckConstraint(
                condition=Q(
                    estado__in=["pendiente", "en_curso", "emitida", "fallida", "cancelada"]
                ),
                name="fila_de_lote_estado_conocido",
            ),
            models.CheckConstraint(
                condition=Q(estado="emitida", documento__isnull=False)
                | (~Q(estado="emitida") & Q(documento=None)),
                name="fila_de_lote_emitida_tiene_documento",
            ),
        ]
        indexes = [
            models.Index(fields=["lote", "estado", "toca_en"], name="fila_de_lote_por_estado")
        ]

    def __str__(self) -> str:
        return f"Fila {self.orden}: {self.get_estado_display()}"
