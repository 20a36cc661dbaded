"""Solicitud: what a servidor asks of his UGEL, how far it is, and until when."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.models import Unidad
from legajo.estructuras import por_slug, tipos
from legajo.models import Documento, Servidor
from legajo.models.servidor import VER_SENSIBLES, propio
from legajo.tipos import Operacion, TipoRegistro
from portal.texto import fecha
from solicitudes.models.parentesco import Parentesco

ATENDER = "solicitudes.atender_solicitud"

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
        unidades = Unidad.objects.claves_a_cargo(usuario, permiso)
        con_derecho = Unidad.objects.claves_a_cargo(usuario, VER_SENSIBLES)
        filas = self if unidades is None else self.filter(unidad__in=unidades)
        if con_derecho is not None and (unidades is None or set(unidades) - set(con_derecho)):
            sensibles = [tipo.slug for tipo in tipos() if tipo.sensible]
            filas = filas.filter(~Q(tipo_slug__in=sensibles) | Q(unidad__in=con_derecho))
        return filas.exclude(propio(usuario, "servidor__"))

    def decidibles_por(self, usuario: Any) -> SolicitudQuerySet:
        """Those that he may decide: of his branch, and of no relative whom he declared.

        Abstención: art. 99 TUO Ley 27444.
        """
        parientes = Parentesco.objects.vigentes().filter(usuario=usuario.pk)
        return self.visible_to(usuario, ATENDER).exclude(
            servidor__documento__in=parientes.values("documento")
        )


class Solicitud(models.Model):
    """What a servidor asks of his UGEL: a change of his legajo, or a document that tells of it."""

    class Clase(models.TextChoices):
        """What is asked; the documents by the names of legajo.Documento.Clase."""

        MODIFICACION = "modificacion", "Modificación del legajo"
        HOJA_DE_VIDA = "hoja_de_vida", "Hoja de vida"
        INFORME = "informe_escalafonario", "Informe escalafonario"
        CONSTANCIA = "constancia_tiempo", "Constancia de tiempo de servicios"
        COPIA = "copia_a_fecha", "Copia del legajo a una fecha"

    class Estado(models.TextChoices):
        """Stored state, in the words that the servidor reads."""

        EN_SOLICITUD = "en_solicitud", "En solicitud"
        ATENDIDO = "atendido", "Atendido"
        RECHAZADO = "rechazado", "Rechazado"
        ANULADA = "anulada", "Anulada"

    class Causa(models.TextChoices):
        """Why the datum is not right, in the words of who asks."""

        ERROR = "error", "Hay un error de digitación"
        FALTA = "falta", "Falta registrar"
        DOCUMENTO = "documento", "Tengo un documento nuevo"

    class Situacion(models.TextChoices):
        """How far it is, the marks inside «En solicitud» told apart."""

        EN_SOLICITUD = "en_solicitud", "En solicitud"
        OBSERVADA = "observada", "Observada"
        PROPUESTA = "propuesta", "Por confirmar"
        ATENDIDO = "atendido", "Atendido"
        RECHAZADO = "rechazado", "Rechazado"
        ANULADA = "anulada", "Anulada"

    publico = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    clave = models.UUIDField("clave de envío", default=uuid.uuid4, editable=False)
    servidor = models.ForeignKey(Servidor, models.PROTECT, related_name="solicitudes")
    unidad = models.ForeignKey(
        Unidad, models.PROTECT, related_name="+", editable=False, db_index=False,
        verbose_name="unidad que la decide",
    )  # fmt: skip
    """Where the file is kept: the database moves it with the file (migration 0003)."""
    clase = models.CharField("clase", max_length=24, choices=Clase, default=Clase.MODIFICACION)
    tipo_slug = models.CharField("tipo de registro", max_length=40, blank=True)
    operacion = models.CharField("operación", max_length=8, choices=OPERACIONES, blank=True)
    registro = models.UUIDField("registro", null=True, blank=True)
    estado = models.CharField("estado", max_length=12, choices=Estado, default=Estado.EN_SOLICITUD)
    a_la_fecha = models.DateField("muestra el legajo al", null=True, editable=False)
    causa = models.CharField("causa", max_length=10, choices=Causa, blank=True)
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
    vence = models.DateField("plazo para responder", null=True, editable=False)
    asignada_a = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        db_index=False, verbose_name="a cargo de",
    )  # fmt: skip
    """Its index is that of the open ones, in their turn: a second one would be taken for it."""
    prioritaria = models.BooleanField("prioritaria", default=False)
    observada_en = models.DateTimeField("observada", null=True, editable=False)
    observacion = models.TextField("observación", max_length=1000, blank=True)
    subsanar_hasta = models.DateField("plazo para subsanar", null=True, editable=False)
    propuesta_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name="decisión propuesta por",
    )  # fmt: skip
    version_propuesta = models.PositiveIntegerField(null=True, editable=False)
    dias = models.PositiveSmallIntegerField(
        "días hábiles hasta decidirla", null=True, editable=False
    )
    satisfaccion = models.PositiveSmallIntegerField("opinión", null=True, editable=False)

    objects = SolicitudQuerySet.as_manager()

    class Meta:
        verbose_name = "solicitud"
        verbose_name_plural = "solicitudes"
        ordering = ("-creada_en",)
        permissions = [
            ("atender_solicitud", "Puede atender y rechazar solicitudes"),
            ("reasignar_solicitud", "Puede reasignar solicitudes y darles prioridad"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(causa__in=["", "error", "falta", "documento"]),
                name="solicitud_causa_conocida",
            ),
            models.CheckConstraint(
                condition=Q(observada_en=None, subsanar_hasta=None)
                | Q(observada_en__isnull=False, subsanar_hasta__isnull=False)
                & Q(estado="en_solicitud")
                & ~Q(observacion=""),
                name="solicitud_observada_dice_que_falta_y_hasta_cuando",
                violation_error_message="Escriba qué falta.",
            ),
            models.CheckConstraint(
                condition=Q(propuesta_por=None) | Q(estado="en_solicitud", observada_en=None),
                name="solicitud_propuesta_espera",
            ),
            models.CheckConstraint(
                condition=Q(satisfaccion=None)
                | Q(satisfaccion__range=(1, 5), decidida_en__isnull=False),
                name="solicitud_opinion_de_uno_a_cinco",
                violation_error_message="Elija una respuesta.",
            ),
            models.UniqueConstraint(fields=["clave"], name="solicitud_se_envia_una_vez"),
            models.UniqueConstraint(
                fields=["registro"],
                condition=Q(estado="en_solicitud", registro__isnull=False),
                name="solicitud_una_abierta_por_registro",
                violation_error_message="Ya hay una solicitud en curso sobre ese registro.",
            ),
            models.UniqueConstraint(
                fields=["servidor", "clase"],
                condition=Q(estado="en_solicitud") & ~Q(clase="modificacion"),
                name="solicitud_un_documento_abierto_por_clase",
                violation_error_message="Ya pidió ese documento y está en curso.",
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
                condition=~Q(clase="modificacion") | ~Q(tipo_slug="", operacion=""),
                name="solicitud_de_modificacion_dice_de_que",
            ),
            models.CheckConstraint(
                condition=~Q(estado="atendido")
                | Q(clase="modificacion")
                | Q(documento__isnull=False),
                name="solicitud_de_documento_atendida_lo_lleva",
            ),
            models.CheckConstraint(
                condition=Q(clase__in=[
                    "modificacion", "hoja_de_vida", "informe_escalafonario", "constancia_tiempo",
                    "copia_a_fecha",
                ]),
                name="solicitud_clase_conocida",
            ),
            models.CheckConstraint(
                condition=Q(clase="copia_a_fecha", a_la_fecha__isnull=False)
                | ~Q(clase="copia_a_fecha") & Q(a_la_fecha=None),
                name="solicitud_solo_la_copia_dice_a_que_fecha",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["servidor", "-creada_en"], name="solicitud_servidor_fecha"),
            models.Index(fields=["estado", "creada_en"], name="solicitud_estado_fecha"),
            models.Index(fields=["unidad", "estado", "creada_en"], name="solicitud_unidad_fecha"),
            models.Index(
                fields=["unidad", "vence"],
                condition=Q(estado="en_solicitud"),
                name="solicitud_unidad_plazo",
            ),
            models.Index(
                fields=["unidad", "-prioritaria", "vence", "id"],
                condition=Q(estado="en_solicitud"),
                name="solicitud_unidad_turno",
            ),
            models.Index(
                fields=["-prioritaria", "vence", "id"],
                condition=Q(estado="en_solicitud"),
                name="solicitud_turno",
            ),
            models.Index(
                fields=["unidad", "-prioritaria", "vence", "id"],
                condition=Q(estado="en_solicitud", observada_en__isnull=False),
                name="solicitud_observadas",
            ),
            models.Index(
                fields=["unidad", "-prioritaria", "vence", "id"],
                condition=Q(estado="en_solicitud", asignada_a=None),
                name="solicitud_libres",
            ),
            models.Index(
                fields=["unidad", "-prioritaria", "vence", "id"],
                condition=Q(estado="en_solicitud", propuesta_por__isnull=False),
                name="solicitud_por_confirmar",
            ),
            models.Index(
                fields=["subsanar_hasta"],
                condition=Q(estado="en_solicitud", observada_en__isnull=False),
                name="solicitud_subsanar",
            ),
            models.Index(
                fields=["unidad", "-decidida_en"],
                condition=Q(decidida_en__isnull=False),
                name="solicitud_unidad_decidida",
            ),
            models.Index(
                fields=["asignada_a", "-prioritaria", "vence", "id"],
                condition=Q(estado="en_solicitud"),
                name="solicitud_de_cada_quien",
            ),
            models.Index(
                fields=["vence"], condition=Q(estado="en_solicitud"), name="solicitud_plazo"
            ),
            models.Index(fields=["decidida_en"], name="solicitud_decidida"),
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
        """The declaration of the kind of record asked about; None for a document."""
        return por_slug().get(self.tipo_slug)

    @property
    def tipo_pedido(self) -> TipoRegistro:
        """The kind of record of a modification; KeyError for a document."""
        return por_slug()[self.tipo_slug]

    @property
    def pide_documento(self) -> bool:
        """Whether it asks for a document, and not for a change of the legajo."""
        return self.clase != self.Clase.MODIFICACION

    @property
    def clase_de_documento(self) -> Documento.Clase:
        """The kind of document that it asks for; ValueError for a modification."""
        return Documento.Clase(self.clase)

    @property
    def asunto(self) -> str:
        """What is asked, in a line: «Cambiar: Formación académica»."""
        tipo = self.tipo
        if tipo is None:
            clase = str(self.get_clase_display())
            return f"{clase}: {fecha(self.a_la_fecha)}" if self.a_la_fecha else clase
        return f"{Operacion(self.operacion).rotulo}: {tipo.singular}"

    @property
    def abierta(self) -> bool:
        """Whether it waits for a decision."""
        return self.estado == self.Estado.EN_SOLICITUD

    @property
    def situacion(self) -> Situacion:
        """The state, with the marks inside «En solicitud» told apart."""
        if self.abierta and self.observada_en:
            return self.Situacion.OBSERVADA
        if self.abierta and self.propuesta_por_id:
            return self.Situacion.PROPUESTA
        return self.Situacion(self.estado)

    @property
    def vencida(self) -> bool:
        """Whether it waits for the unit beyond its term, which stands still while observed."""
        if self.vence is None or self.observada_en or not self.abierta:
            return False
        return localdate() > self.vence
