"""Documento: anything that the portal issues on paper, frozen as it was issued."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.models import Unidad
from legajo.models.servidor import VER_SENSIBLES, Servidor, propio
from portal.archivos import nombre_al_azar


class DocumentoQuerySet(models.QuerySet["Documento"]):
    """Issued documents by who looks."""

    def visible_to(self, usuario: Any, permiso: str) -> DocumentoQuerySet:
        """Documents of the files in one's branch, and those that one's branch issued.

        A hoja de vida tells of sanctions and family, a cargo of whatever was asked: they ask
        for the right to see such data.
        """
        suyos = self._de(Unidad.objects.a_cargo(usuario, permiso))
        sensibles = self._de(Unidad.objects.a_cargo(usuario, VER_SENSIBLES))
        delicado = Q(clase__in=DELICADOS)
        return self.filter(suyos, ~delicado | sensibles).exclude(propio(usuario, "titular__"))

    def con_vigencia(self) -> DocumentoQuerySet:
        """Each with `anulado_en` and `reemplazado`, for legajo.vigencia."""
        posteriores = Documento.objects.filter(
            titular=OuterRef("titular"), clase=OuterRef("clase"),
            emitido_en__gt=OuterRef("emitido_en"), anulacion=None,
        )  # fmt: skip
        return self.annotate(
            anulado_en=F("anulacion__cuando"),
            reemplazado=Q(clase__in=EL_ULTIMO_VALE) & Exists(posteriores),
        )

    def _de(self, unidades: Any) -> Q:
        return Q(titular__unidad__in=unidades) | Q(unidad__in=unidades)


class Documento(models.Model):
    """An issued document: code, hash, file, holder, unit, content. Never changed, never deleted."""

    class Clase(models.TextChoices):
        """What it is."""

        HOJA_DE_VIDA = "hoja_de_vida", "Hoja de vida"
        INFORME = "informe_escalafonario", "Informe escalafonario"
        CONSTANCIA = "constancia_tiempo", "Constancia de tiempo de servicios"
        COPIA = "copia_a_fecha", "Copia del legajo a una fecha"
        BOLETA = "boleta", "Boleta de pago"
        REMUNERACIONES = "remuneraciones", "Constancia de remuneraciones"
        CARGO = "cargo", "Cargo de recepción de solicitud"
        BOLETAS_ANIO = "boletas_anio", "Boletas de pago de un año"

    publico = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    clase = models.CharField("clase", max_length=24, choices=Clase)
    clave = models.CharField("clave", max_length=80, help_text="Lo mismo no se emite dos veces.")
    codigo = models.CharField("código de verificación", max_length=14)
    sha256 = models.CharField("SHA-256", max_length=64)
    archivo = models.FileField("archivo", upload_to=nombre_al_azar)
    titular = models.ForeignKey(
        Servidor, models.PROTECT, related_name="documentos", verbose_name="titular"
    )
    unidad = models.ForeignKey(Unidad, models.PROTECT, related_name="documentos")
    emitido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="emitido por",
    )  # fmt: skip
    emitido_en = models.DateTimeField("emitido")
    numero = models.CharField("número", max_length=120, blank=True)
    vence = models.DateField("vale hasta", null=True)
    a_la_fecha = models.DateField("muestra el legajo al", null=True)
    firmado_por = models.CharField("firmado por", max_length=300, blank=True)
    contenido = models.JSONField("contenido")
    expediente = models.CharField("número de expediente", max_length=300, blank=True)
    fecha_expediente = models.DateField("fecha de expediente", null=True)
    solicitante = models.CharField("nombre del solicitante", max_length=300, blank=True)
    anotaciones = models.TextField("anotaciones", blank=True)

    objects = DocumentoQuerySet.as_manager()
    # of those that come from con_vigencia()
    anulado_en: datetime | None
    reemplazado: bool

    class Meta:
        verbose_name = "documento emitido"
        verbose_name_plural = "documentos emitidos"
        ordering = ("-emitido_en", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["clave"], name="documento_clave_unica"),
            models.UniqueConstraint(fields=["codigo"], name="documento_codigo_unico"),
            models.UniqueConstraint(
                fields=["clase", "numero"], condition=~Q(numero=""), name="documento_numero_unico"
            ),
            models.CheckConstraint(
                condition=~Q(clase="copia_a_fecha") | Q(a_la_fecha__isnull=False),
                name="documento_copia_dice_a_que_fecha",
            ),
        ]
        permissions = [
            ("emitir_documento", "Puede emitir documentos de un legajo"),
            ("anular_documento", "Puede anular documentos emitidos"),
        ]
        indexes = [
            models.Index(
                fields=["titular", "clase", "-emitido_en"], name="documento_titular_clase"
            ),
            models.Index(fields=["-emitido_en", "-id"], name="documento_los_ultimos"),
        ]

    def __str__(self) -> str:
        return f"{self.get_clase_display()} {self.numero or self.codigo}"


EL_ULTIMO_VALE = (Documento.Clase.HOJA_DE_VIDA, Documento.Clase.INFORME, Documento.Clase.CONSTANCIA)
"""Of these a later one replaces those before it."""
DELICADOS = (
    Documento.Clase.HOJA_DE_VIDA, Documento.Clase.INFORME, Documento.Clase.COPIA,
    Documento.Clase.CARGO, Documento.Clase.BOLETA, Documento.Clase.BOLETAS_ANIO,
)  # fmt: skip
"""These may tell of health, sanctions, family, and what a judge withholds."""


class Anulacion(models.Model):
    """That a document speaks no more, why, and who said so. The document stays as it is."""

    documento = models.OneToOneField(Documento, models.PROTECT, related_name="anulacion")
    motivo = models.TextField("motivo", max_length=1000)
    por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="anulado por"
    )
    cuando = models.DateTimeField("anulado", default=timezone.now)

    class Meta:
        verbose_name = "anulación"
        verbose_name_plural = "anulaciones"
        constraints = [
            models.CheckConstraint(
                condition=~Q(motivo=""),
                name="anulacion_dice_por_que",
                violation_error_message="Escriba el motivo.",
            )
        ]

    def __str__(self) -> str:
        return f"Anulación de {self.documento}"


class Numeracion(models.Model):
    """A number of a unit's series of a year, for good the one of what is issued under `clave`."""

    clase = models.CharField("clase", max_length=24, choices=Documento.Clase)
    unidad = models.ForeignKey(Unidad, models.PROTECT, related_name="+", db_index=False)
    anio = models.PositiveSmallIntegerField("año")
    numero = models.PositiveIntegerField("número")
    clave = models.CharField("clave", max_length=80)

    class Meta:
        verbose_name = "número de documento"
        verbose_name_plural = "numeración de documentos"
        constraints = [
            models.UniqueConstraint(
                fields=["unidad", "clase", "anio", "numero"], name="numeracion_sin_repetir"
            ),
            models.UniqueConstraint(fields=["clave"], name="numeracion_una_por_clave"),
        ]

    def __str__(self) -> str:
        return f"{self.numero:05}-{self.anio}"
