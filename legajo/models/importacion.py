"""ImportacionLegajo: a file brought into the legajo, what waits of it, and what was found in it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import Unidad
from portal.archivos import nombre_al_azar


class ImportacionLegajoQuerySet(models.QuerySet["ImportacionLegajo"]):
    """Imports by who looks."""

    def visible_to(
        self, usuario: Any, permiso: str = "legajo.importar_legajo"
    ) -> ImportacionLegajoQuerySet:
        """Imports made from a unit of one's branch: they show what the file said of people."""
        return self.filter(unidad__in=Unidad.objects.a_cargo(usuario, permiso))


class ImportacionLegajo(models.Model):
    """A file on its way into the legajo: read, tried, applied. The application never deletes it."""

    class Estado(models.TextChoices):
        """How far it came."""

        EN_PREPARACION = "P", "En preparación"
        SIMULADA = "S", "Revisada, sin aplicar"
        APLICADA = "A", "Aplicada"
        CON_ERRORES = "E", "Con errores"

    nombre = models.CharField("archivo", max_length=200)
    archivo = models.FileField("archivo subido", upload_to=nombre_al_azar, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    tipo_pedido = models.CharField("qué contiene", max_length=40, blank=True)
    hecha_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="hecha por",
    )  # fmt: skip
    unidad = models.ForeignKey(Unidad, models.PROTECT, related_name="+", verbose_name="unidad")
    estado = models.CharField("estado", max_length=1, choices=Estado, default=Estado.EN_PREPARACION)
    creada_en = models.DateTimeField("creada", default=timezone.now)
    pedida_en = models.DateTimeField("pedida", null=True, blank=True)
    simulada_en = models.DateTimeField("revisada", null=True, blank=True)
    aplicada_en = models.DateTimeField("aplicada", null=True, blank=True)
    posicion = models.JSONField("hasta dónde se leyó", default=dict)
    tamano = models.BigIntegerField("por leer", default=0)
    avance = models.BigIntegerField("leído", default=0)
    leidas = models.PositiveIntegerField("filas leídas", default=0)
    preparadas = models.PositiveIntegerField("filas que esperan", default=0)
    malas = models.PositiveIntegerField("filas con errores", default=0)
    nuevas = models.PositiveIntegerField("registros nuevos", default=0)
    cambiadas = models.PositiveIntegerField("registros que cambian", default=0)
    iguales = models.PositiveIntegerField("registros iguales", default=0)
    mensaje = models.TextField("mensaje", blank=True)

    objects = ImportacionLegajoQuerySet.as_manager()

    class Meta:
        verbose_name = "importación de legajo"
        verbose_name_plural = "importaciones de legajo"
        ordering = ("-creada_en", "-pk")
        permissions = [("importar_legajo", "Puede importar legajos desde un archivo")]

    def __str__(self) -> str:
        return f"{self.nombre} ({timezone.localtime(self.creada_en):%d/%m/%Y %H:%M})"

    @property
    def medio(self) -> str:
        """Through what the history says that it wrote: «importación 3»."""
        return f"importación {self.pk}"


class FilaEnEspera(models.Model):
    """A row that was read and is good so far: the transport to the tables, not a record.

    `datos` are the values of the columns that the sheet has, in the order of its `Destino`,
    joined by a control character that no value may hold. The table is UNLOGGED: after a
    crash of the database it is empty, and the file is read anew.
    """

    pk = models.CompositePrimaryKey("importacion_id", "hoja", "fila")
    importacion = models.ForeignKey(
        ImportacionLegajo, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    hoja = models.PositiveSmallIntegerField()
    fila = models.PositiveIntegerField()
    tipo_identidad = models.CharField(max_length=1)
    documento = models.CharField(max_length=12)
    datos = models.TextField()
    reparos = models.TextField()

    class Meta:
        default_permissions = ()


class HallazgoQuerySet(models.QuerySet["Hallazgo"]):
    """Findings in the order of the file."""

    def errores(self) -> HallazgoQuerySet:
        """Why rows stay out."""
        return self.exclude(clase=Hallazgo.Clase.CAMBIO).order_by("hoja", "fila", "pk")

    def cambios(self) -> HallazgoQuerySet:
        """What records say after and before."""
        return self.filter(clase=Hallazgo.Clase.CAMBIO).order_by("hoja", "fila", "pk")


class Hallazgo(models.Model):
    """What an import found about one datum of a row: an error, or the change that it makes."""

    class Clase(models.TextChoices):
        """An error of reading stays; the rest is found anew at each trial."""

        LECTURA = "L", "Error de lectura"
        COTEJO = "E", "Error"
        CAMBIO = "C", "Cambio"

    importacion = models.ForeignKey(
        ImportacionLegajo, models.CASCADE, related_name="hallazgos", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    clase = models.CharField(max_length=1, choices=Clase)
    hoja = models.CharField(max_length=40)
    fila = models.PositiveIntegerField()
    columna = models.CharField(max_length=100)
    valor = models.TextField()
    motivo = models.TextField()

    objects = HallazgoQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["importacion", "clase", "id"], name="hallazgo_de_importacion")
        ]
