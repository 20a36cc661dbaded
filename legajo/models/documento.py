"""Documento: anything that the portal issues on paper, frozen as it was issued."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

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
        delicado = Q(clase__in=[Documento.Clase.HOJA_DE_VIDA, Documento.Clase.CARGO])
        return self.filter(suyos, ~delicado | sensibles).exclude(propio(usuario, "titular__"))

    def _de(self, unidades: Any) -> Q:
        return Q(titular__unidad__in=unidades) | Q(unidad__in=unidades)


class Documento(models.Model):
    """An issued document: code, hash, file, holder, unit, content. Never changed, never deleted."""

    class Clase(models.TextChoices):
        """What it is."""

        HOJA_DE_VIDA = "hoja_de_vida", "Hoja de vida"
        BOLETA = "boleta", "Boleta de pago"
        CARGO = "cargo", "Cargo de recepción de solicitud"
        BOLETAS_ANIO = "boletas_anio", "Boletas de pago de un año"
        CONSTANCIA_REMUNERACIONES = "constancia_remuneraciones", "Constancia de remuneraciones"

    class Estado(models.TextChoices):
        """Whether it still speaks."""

        VIGENTE = "vigente", "Vigente"
        ANULADO = "anulado", "Anulado"

    publico = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    clase = models.CharField("clase", max_length=30, choices=Clase)
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
    estado = models.CharField("estado", max_length=10, choices=Estado, default=Estado.VIGENTE)
    contenido = models.JSONField("contenido")
    expediente = models.CharField("número de expediente", max_length=300, blank=True)
    fecha_expediente = models.DateField("fecha de expediente", null=True)
    solicitante = models.CharField("nombre del solicitante", max_length=300, blank=True)
    anotaciones = models.TextField("anotaciones", blank=True)

    objects = DocumentoQuerySet.as_manager()

    class Meta:
        verbose_name = "documento emitido"
        verbose_name_plural = "documentos emitidos"
        ordering = ("-emitido_en",)
        constraints = [
            models.UniqueConstraint(fields=["clave"], name="documento_clave_unica"),
            models.UniqueConstraint(fields=["codigo"], name="documento_codigo_unico"),
            models.CheckConstraint(
                condition=Q(estado__in=["vigente", "anulado"]), name="documento_estado_conocido"
            ),
        ]
        indexes = [
            models.Index(fields=["titular", "clase", "-emitido_en"], name="documento_titular_clase")
        ]

    def __str__(self) -> str:
        return f"{self.get_clase_display()} {self.codigo}"
