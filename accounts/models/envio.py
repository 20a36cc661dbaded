"""Envio: a mail that the portal owes somebody, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models.contrasena import NacionalQuerySet


class Envio(models.Model):
    """A row of the outbox. It holds no link and no code: those are made as the mail leaves."""

    class Clase(models.TextChoices):
        """What it is about."""

        ENLACE = "enlace", "Enlace para la contraseña"
        CORREO_CAMBIADO = "correo_cambiado", "Aviso de cambio de correo"
        COPIA_LISTA = "copia_lista", "Copia de datos lista"
        CONTRASENA_CAMBIADA = "contrasena_cambiada", "Aviso de cambio de contraseña"
        BLOQUEO = "bloqueo", "Aviso de bloqueo"
        DISPOSITIVO_NUEVO = "dispositivo_nuevo", "Aviso de ingreso desde un equipo nuevo"
        FACTOR_CAMBIADO = "factor_cambiado", "Aviso de cambio del segundo factor"
        ROL_DADO = "rol_dado", "Aviso de rol dado"
        ROL_CAMBIADO = "rol_cambiado", "Aviso de rol cambiado"
        ROL_DELEGADO = "rol_delegado", "Aviso de funciones delegadas"
        EXPORTACION = "exportacion", "Aviso de exportación de datos"
        ARCO_RESPONDIDO = "arco_respondido", "Respuesta a un pedido sobre sus datos"
        DOCUMENTO_ANULADO = "documento_anulado", "Documento anulado"
        SOL_ENVIADA = "sol_enviada", "Solicitud recibida"
        SOL_OBSERVADA = "sol_observada", "Solicitud observada"
        SOL_SUBSANADA = "sol_subsanada", "Solicitud subsanada"
        SOL_ATENDIDO = "sol_atendido", "Solicitud atendida"
        SOL_RECHAZADO = "sol_rechazado", "Solicitud rechazada"
        SOL_ANULADA = "sol_anulada", "Solicitud anulada"
        SOL_ASIGNADA = "sol_asignada", "Solicitud asignada"
        CONSULTA_RESPONDIDA = "consulta_respondida", "Respuesta a una consulta sobre su boleta"
        PLAZO_RECORDATORIO = "plazo_recordatorio", "Solicitud por vencer"
        PLAZO_VENCIDA = "plazo_vencida", "Solicitud vencida"
        PLAZO_ESCALADA = "plazo_escalada", "Solicitud vencida de una UGEL"
        BOLETA_PUBLICADA = "boleta_publicada", "Boleta publicada"
        PLAZO_SUBSANAR = "plazo_subsanar", "Venció el plazo para subsanar"

    class Estado(models.TextChoices):
        """How far it is."""

        EN_COLA = "en_cola", "En cola"
        SALIENDO = "saliendo", "Saliendo"
        REINTENTANDO = "reintentando", "Reintentando"
        ENVIADO = "enviado", "Enviado"
        RECHAZADO = "rechazado", "Rechazado"

    usuario = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="envios")
    para = models.EmailField("para")
    clase = models.CharField("mensaje", max_length=20, choices=Clase)
    datos = models.JSONField("datos del mensaje", default=dict, blank=True)
    estado = models.CharField("estado", max_length=12, choices=Estado, default=Estado.EN_COLA)
    intentos = models.PositiveSmallIntegerField("intentos", default=0)
    respuesta = models.CharField("respuesta del servidor de correo", max_length=300, blank=True)
    creado_en = models.DateTimeField("pedido", default=timezone.now)
    movido_en = models.DateTimeField("último movimiento", default=timezone.now)
    toca_en = models.DateTimeField("próximo intento", default=timezone.now)

    objects = NacionalQuerySet.as_manager()

    class Meta:
        verbose_name = "correo enviado"
        verbose_name_plural = "correos enviados"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    estado__in=["en_cola", "saliendo", "reintentando", "enviado", "rechazado"]
                ),
                name="envio_estado_conocido",
            )
        ]
        indexes = [
            models.Index(fields=["usuario", "-id"], name="envio_usuario"),
            models.Index(
                fields=["toca_en"],
                condition=Q(estado__in=["en_cola", "saliendo", "reintentando"]),
                name="envio_pendiente",
            ),
            models.Index(fields=["creado_en"], name="envio_creado"),
        ]

    def __str__(self) -> str:
        return f"{self.get_clase_display()}: {self.get_estado_display().lower()}"
