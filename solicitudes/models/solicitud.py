"""Solicitud, one Dato per datum asked, one Evento per verb."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Unidad
from legajo.estructuras import por_slug, tipos
from legajo.models import Documento, Servidor
from legajo.models.servidor import VER_SENSIBLES, propio
from legajo.tipos import Operacion, TipoRegistro

OPERACIONES = [(o.value, o.rotulo) for o in Operacion]


class SolicitudQuerySet(models.QuerySet["Solicitud"]):
    """Requests by state and by who looks."""

    def abiertas(self) -> SolicitudQuerySet:
        """Requests that wait for a decision."""
        return self.filter(estado=Solicitud.Estado.EN_SOLICITUD)

    def visible_to(
        self, usuario: Any, permiso: str = "solicitudes.view_solicitud"
    ) -> SolicitudQuerySet:
        """Requests of the files kept in one's branch; never one's own.

        One about a sensitive kind asks for the right to see such data as well.
        """
        unidades = Unidad.objects.a_cargo(usuario, permiso)
        con_derecho = Q(servidor__unidad__in=Unidad.objects.a_cargo(usuario, VER_SENSIBLES))
        sensible = Q(tipo_slug__in=[tipo.slug for tipo in tipos() if tipo.sensible])
        return self.filter(~sensible | con_derecho, servidor__unidad__in=unidades).exclude(
            propio(usuario, "servidor__")
        )


class Solicitud(models.Model):
    """What a servidor asks of his UGEL: a change of his legajo, or a hoja de vida."""

    class Clase(models.TextChoices):
        """What is asked."""

        MODIFICACION = "modificacion", "Modificación del legajo"
        HOJA_DE_VIDA = "hoja_de_vida", "Hoja de vida"

    class Estado(models.TextChoices):
        """Stored state, in the words that the servidor reads."""

        EN_SOLICITUD = "en_solicitud", "En solicitud"
        ATENDIDO = "atendido", "Atendido"
        RECHAZADO = "rechazado", "Rechazado"
        ANULADA = "anulada", "Anulada"

    publico = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    clave = models.UUIDField("clave de envío", default=uuid.uuid4, editable=False)
    servidor = models.ForeignKey(Servidor, models.PROTECT, related_name="solicitudes")
    clase = models.CharField("clase", max_length=12, choices=Clase, default=Clase.MODIFICACION)
    tipo_slug = models.CharField("tipo de registro", max_length=40, blank=True)
    operacion = models.CharField("operación", max_length=8, choices=OPERACIONES, blank=True)
    registro = models.UUIDField("registro", null=True, blank=True)
    estado = models.CharField("estado", max_length=12, choices=Estado, default=Estado.EN_SOLICITUD)
    explicacion = models.TextField("explicación", max_length=1000, blank=True)
    expediente = models.CharField("número de expediente", max_length=60, blank=True)
    creada_en = models.DateTimeField("enviada", auto_now_add=True)
    decidida_en = models.DateTimeField("atendida", null=True, editable=False)
    decidida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name="atendida por",
    )  # fmt: skip
    motivo = models.TextField("motivo", max_length=1000, blank=True)
    documento = models.ForeignKey(
        Documento, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = SolicitudQuerySet.as_manager()

    class Meta:
        verbose_name = "solicitud"
        verbose_name_plural = "solicitudes"
        ordering = ("-creada_en",)
        permissions = [("atender_solicitud", "Puede atender y rechazar solicitudes")]
        constraints = [
            models.UniqueConstraint(fields=["clave"], name="solicitud_se_envia_una_vez"),
            models.UniqueConstraint(
                fields=["registro"],
                condition=Q(estado="en_solicitud", registro__isnull=False),
                name="solicitud_una_abierta_por_registro",
                violation_error_message="Ya hay una solicitud en curso sobre ese registro.",
            ),
            models.UniqueConstraint(
                fields=["servidor"],
                condition=Q(estado="en_solicitud", clase="hoja_de_vida"),
                name="solicitud_una_hoja_de_vida_abierta",
                violation_error_message="Ya pidió su hoja de vida y está en curso.",
            ),
            models.CheckConstraint(
                condition=Q(estado__in=["en_solicitud", "atendido", "rechazado", "anulada"]),
                name="solicitud_estado_conocido",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=["atendido", "rechazado"])
                | Q(decidida_en__isnull=False, decidida_por__isnull=False),
                name="solicitud_decidida_dice_quien_y_cuando",
            ),
            models.CheckConstraint(
                condition=~Q(estado="rechazado") | ~Q(motivo=""),
                name="solicitud_rechazada_dice_por_que",
                violation_error_message="Escriba el motivo del rechazo.",
            ),
            models.CheckConstraint(
                condition=Q(clase="hoja_de_vida") | ~Q(tipo_slug="", operacion=""),
                name="solicitud_de_modificacion_dice_de_que",
            ),
        ]
        indexes = [
            models.Index(fields=["servidor", "-creada_en"], name="solicitud_servidor_fecha"),
            models.Index(fields=["estado", "creada_en"], name="solicitud_estado_fecha"),
        ]

    def __str__(self) -> str:
        return f"N° {self.numero}: {self.asunto}"

    @property
    def numero(self) -> str:
        """Number that people quote."""
        return f"{self.pk:06}"

    def como_motivo(self) -> str:
        """What the log of accesses says of who opens a file from here (legajo.accesos)."""
        return self.numero

    @property
    def tipo(self) -> TipoRegistro | None:
        """The declaration of the kind of record asked about; None for a hoja de vida."""
        return por_slug().get(self.tipo_slug)

    @property
    def tipo_pedido(self) -> TipoRegistro:
        """The kind of record of a modification; KeyError for a hoja de vida."""
        return por_slug()[self.tipo_slug]

    @property
    def asunto(self) -> str:
        """What is asked, in a line: «Cambiar: Formación académica»."""
        tipo = self.tipo
        if tipo is None:
            return "Hoja de vida"
        return f"{Operacion(self.operacion).rotulo}: {tipo.singular}"

    @property
    def abierta(self) -> bool:
        """Whether it waits for a decision."""
        return self.estado == self.Estado.EN_SOLICITUD


class Dato(models.Model):
    """One datum asked: what it was when asked, what is asked, and what was decided of it.

    `antes` and `pedido` are the values as the form of the record takes them; the texts
    beside them are what people read.
    """

    class Decision(models.TextChoices):
        """What the reviewer decided of this datum."""

        ACEPTADO = "aceptado", "Aceptado"
        RECHAZADO = "rechazado", "Rechazado"

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="datos")
    campo = models.CharField("campo", max_length=60)
    rotulo = models.CharField("dato", max_length=120)
    antes = models.TextField("valor al solicitar", blank=True)
    antes_texto = models.TextField("al solicitar", blank=True)
    pedido = models.TextField("valor pedido", blank=True)
    pedido_texto = models.TextField("pedido", blank=True)
    decision = models.CharField("decisión", max_length=10, choices=Decision, blank=True)
    motivo = models.TextField("motivo", max_length=1000, blank=True)

    class Meta:
        verbose_name = "dato pedido"
        verbose_name_plural = "datos pedidos"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["solicitud", "campo"], name="dato_uno_por_campo")
        ]

    def __str__(self) -> str:
        return self.rotulo


class Evento(models.Model):
    """A verb that happened to a request: append-only."""

    class Verbo(models.TextChoices):
        """What happened, as people read it."""

        ENVIAR = "enviar", "Enviada"
        ATENDER = "atender", "Atendida"
        RECHAZAR = "rechazar", "Rechazada"
        ANULAR = "anular", "Anulada"

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="eventos")
    verbo = models.CharField("verbo", max_length=12, choices=Verbo)
    desde = models.CharField("desde", max_length=12, blank=True)
    hacia = models.CharField("hacia", max_length=12)
    por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cuando = models.DateTimeField("cuándo", auto_now_add=True)
    comentario = models.TextField("comentario", blank=True)

    class Meta:
        verbose_name = "evento"
        verbose_name_plural = "eventos"
        ordering = ("cuando", "pk")

    def __str__(self) -> str:
        return f"{self.verbo} {self.cuando:%d/%m/%Y %H:%M}"
