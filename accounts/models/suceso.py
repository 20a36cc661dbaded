"""Suceso: what happened to an account or a right, once written never changed (ASVS V16)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models.unidad import Unidad
from accounts.models.usuario import Usuario


class SucesoQuerySet(models.QuerySet["Suceso"]):
    """Events by who looks."""

    def visible_to(self, usuario: Any, permiso: str) -> SucesoQuerySet:
        """All for a right over the country; else those of the units and people of one's branch.

        Its people are who has or had a role there, and the servidores whose legajo it keeps:
        reached by name, as accounts does not know what a legajo is.
        """
        if Unidad.objects.nacional(usuario, permiso):
            return self.all()
        unidades = Unidad.objects.a_cargo(usuario, permiso)
        gente = Usuario.objects.visible_to(usuario, permiso)
        servidores = Usuario.objects.filter(servidor__unidad__in=unidades)
        suyos = Q(usuario__in=gente.values("pk")) | Q(usuario__in=servidores.values("pk"))
        return self.filter(Q(unidad__in=unidades) | suyos)


class Suceso(models.Model):
    """One security event: to whom, by whom, from where. The database refuses to alter it."""

    class Tipo(models.TextChoices):
        """What happened."""

        INGRESO = "ingreso", "Inicio de sesión"
        DISPOSITIVO_NUEVO = "dispositivo_nuevo", "Inicio de sesión desde un equipo nuevo"
        INGRESO_FALLIDO = "ingreso_fallido", "Inicio de sesión fallido"
        BLOQUEO = "bloqueo", "Bloqueo por intentos fallidos"
        SALIDA = "salida", "Cierre de sesión"
        SESION_CERRADA = "sesion_cerrada", "Sesión cerrada desde otro equipo"
        SESION_VENCIDA = "sesion_vencida", "Sesión terminada por el tiempo"
        CONTRASENA_PEDIDA = "contrasena_pedida", "Pedido de contraseña"
        CONTRASENA_PUESTA = "contrasena_puesta", "Cambio de contraseña"
        CODIGO_EMITIDO = "codigo_emitido", "Código de activación emitido"
        CODIGO_USADO = "codigo_usado", "Código de activación usado"
        CODIGO_FALLIDO = "codigo_fallido", "Código de activación errado"
        CORREO_CAMBIADO = "correo_cambiado", "Cambio del correo de acceso"
        ACCESO_CREADO = "acceso_creado", "Acceso creado"
        CUENTA_DESACTIVADA = "cuenta_desactivada", "Cuenta desactivada"
        CUENTA_ACTIVADA = "cuenta_activada", "Cuenta activada"
        FACTOR_ACTIVADO = "factor_activado", "Segundo factor activado"
        FACTOR_RETIRADO = "factor_retirado", "Segundo factor retirado"
        FACTOR_FALLIDO = "factor_fallido", "Código del segundo factor errado"
        RESPALDO_USADO = "respaldo_usado", "Código de respaldo usado"
        RESPALDOS_NUEVOS = "respaldos_nuevos", "Códigos de respaldo nuevos"
        ROL_DADO = "rol_dado", "Rol dado"
        ROL_CAMBIADO = "rol_cambiado", "Rol cambiado"
        EXPORTACION = "exportacion", "Exportación de datos"
        ENLACE_CREADO = "enlace_creado", "Enlace para compartir un documento"
        ENLACE_RETIRADO = "enlace_retirado", "Enlace compartido retirado"
        VERIFICACION_FRENADA = "verificacion_frenada", "Demasiados fallos al verificar documentos"
        BOLETAS_PROGRAMADAS = "boletas_programadas", "Publicación de boletas"
        BOLETAS_RETIRADAS = "boletas_retiradas", "Retiro de boletas por publicarse"
        DOCUMENTO_ANULADO = "documento_anulado", "Documento emitido anulado"
        PRIVACIDAD_ACEPTADA = "privacidad_aceptada", "Aviso de privacidad aceptado"
        LOTE = "lote", "Emisión en lote"

    ocurrido_en = models.DateTimeField("cuándo", auto_now_add=True)
    tipo = models.CharField("qué", max_length=20, choices=Tipo)
    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="sucesos",
        verbose_name="cuenta",
    )  # fmt: skip
    por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="quién"
    )
    tecleado = models.CharField("usuario tecleado", max_length=12, blank=True)
    unidad = models.ForeignKey(
        Unidad, models.PROTECT, null=True, related_name="+", verbose_name="unidad"
    )
    direccion = models.GenericIPAddressField("dirección", null=True)
    equipo = models.CharField("equipo", max_length=120, blank=True)
    detalle = models.CharField("detalle", max_length=300, blank=True)

    objects = SucesoQuerySet.as_manager()

    class Meta:
        verbose_name = "suceso de seguridad"
        verbose_name_plural = "sucesos de seguridad"
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["usuario", "-id"], name="suceso_usuario"),
            models.Index(fields=["unidad", "-id"], name="suceso_unidad"),
            models.Index(fields=["tipo", "-id"], name="suceso_tipo"),
            models.Index(fields=["ocurrido_en"], name="suceso_cuando"),
        ]

    def __str__(self) -> str:
        return self.get_tipo_display()
