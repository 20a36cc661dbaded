"""Servidor: the person that a legajo is about, and who may see it."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.models import Unidad
from legajo.models import busqueda as buscar
from legajo.restricciones import documento_segun_su_tipo
from legajo.tipos import con_historia

VER_SENSIBLES = "legajo.ver_sensibles"
"""The right to see the kinds of record marked as sensitive (Ley 29733)."""


def propio(usuario: Any, camino: str = "") -> Q:
    """What makes a file the looker's own; `camino` leads to its Servidor, as "servidor__".

    The documento counts too: a file may not be linked to its account yet.
    """
    return Q(**{f"{camino}usuario": usuario.pk}) | Q(**{f"{camino}documento": usuario.documento})


class ServidorQuerySet(models.QuerySet["Servidor"]):
    """Servidores by who looks."""

    def visible_to(self, usuario: Any, permiso: str = "legajo.view_servidor") -> ServidorQuerySet:
        """Files kept in a branch where `usuario` holds `permiso`; never his own."""
        unidades = Unidad.objects.claves_a_cargo(usuario, permiso)
        filas = self if unidades is None else self.filter(unidad__in=unidades)
        return filas.exclude(propio(usuario))


class Servidor(models.Model):
    """A person with a legajo: identity proven by RENIEC, and the unit that keeps the file."""

    class TipoIdentidad(models.TextChoices):
        """Kind of identity document, with AYNI's codes."""

        DNI = "1", "DNI"
        PASAPORTE = "3", "Pasaporte"
        CARNET = "5", "Carnet de extranjería"

    class Sexo(models.TextChoices):
        """Sex, as in the identity document."""

        FEMENINO = "F", "Femenino"
        MASCULINO = "M", "Masculino"

    class Apertura(models.TextChoices):
        """How the file was opened (RVM 092-2020-MINEDU)."""

        DE_OFICIO = "O", "De oficio"
        A_SOLICITUD = "S", "A solicitud (Anexo 02)"

    vigente: bool  # annotated by legajo.situacion.con_situacion
    estructura: str
    estructuras: list[str]

    publico = models.UUIDField(default=uuid.uuid4, editable=False)
    usuario = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="servidor"
    )
    unidad = models.ForeignKey(
        Unidad, models.PROTECT, related_name="servidores", db_index=False,
        verbose_name="unidad que lleva el legajo",
    )  # fmt: skip
    tipo_identidad = models.CharField(
        "tipo de documento", max_length=1, choices=TipoIdentidad, default=TipoIdentidad.DNI
    )
    documento = models.CharField("número de documento", max_length=12)
    primer_apellido = models.CharField("primer apellido", max_length=100)
    segundo_apellido = models.CharField("segundo apellido", max_length=100, blank=True)
    nombres = models.CharField("nombres", max_length=100)
    sexo = models.CharField("sexo", max_length=1, choices=Sexo)
    fecha_nacimiento = models.DateField("fecha de nacimiento")
    correo = models.EmailField("correo para el acceso", blank=True)
    ambiente = models.CharField("ambiente", max_length=300, blank=True)
    estante = models.CharField("estante", max_length=300, blank=True)
    caja = models.CharField("caja", max_length=300, blank=True)
    folios = models.PositiveIntegerField("folios en total", null=True, blank=True)
    folios_por_seccion = ArrayField(
        models.PositiveSmallIntegerField(), size=12, default=list, blank=True,
        verbose_name="folios por sección",
        help_text="De la sección 1 a la 12, separados por comas; por ejemplo: 4, 12, 3.",
    )  # fmt: skip
    tipo_apertura = models.CharField(
        "apertura del legajo", max_length=1, choices=Apertura, default=Apertura.DE_OFICIO
    )
    abierto_en = models.DateField("legajo abierto el", default=localdate, editable=False)
    busqueda = buscar.columna_de_palabras()
    orden = buscar.columna_de_orden()

    objects = ServidorQuerySet.as_manager()

    class Meta:
        verbose_name = "servidor"
        verbose_name_plural = "servidores"
        ordering = ("orden", "pk")
        permissions = [
            ("ver_sensibles", "Puede ver datos sensibles: salud, sanciones, familiares y otros"),
            ("mudar_servidor", "Puede pasar un legajo a otra unidad"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["documento"],
                name="servidor_documento_unico",
                violation_error_message="Ya hay un legajo con ese número de documento.",
            ),
            models.UniqueConstraint(fields=["publico"], name="servidor_publico_unico"),
            # what goes where the file goes points to both (solicitudes 0003)
            models.UniqueConstraint(fields=["id", "unidad"], name="servidor_y_su_unidad"),
            documento_segun_su_tipo(),
            models.CheckConstraint(condition=Q(sexo__in=["F", "M"]), name="servidor_sexo_conocido"),
        ]
        indexes = buscar.indices()
        triggers = buscar.disparadores()

    def __str__(self) -> str:
        return f"{self.apellidos}, {self.nombres}"

    @property
    def apellidos(self) -> str:
        """Both surnames; the second may be missing."""
        return f"{self.primer_apellido} {self.segundo_apellido}".strip()


con_historia(Servidor)
