"""The abstract bases of every kind of record: Registro, its period, and the personnel action."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from accounts.models import Unidad
from legajo.models.catalogos import Accion, MotivoAccion, RegimenLaboral
from legajo.models.catalogos_simples import TipoDocumento
from legajo.models.llaves import de_catalogo
from legajo.models.servidor import VER_SENSIBLES, Servidor, propio
from portal.archivos import nombre_al_azar, validar_sustento

if TYPE_CHECKING:
    from legajo.tipos import TipoRegistro


class RegistroQuerySet(models.QuerySet[Any]):
    """Records by state and by who looks."""

    def activos(self) -> Self:
        """Records in force: not retired."""
        return self.filter(retirado=False)

    def visible_to(self, usuario: Any, permiso: str) -> Self:
        """Records of the files in one's branch, and those that one's branch wrote; never one's own.

        A file can move: the new UGEL sees all of it, the old one what it wrote. A sensitive
        kind asks for the right to see such data as well.
        """
        unidades = Unidad.objects.a_cargo(usuario, permiso)
        if self.model.tipo.sensible:
            sensibles = Unidad.objects.claves_a_cargo(usuario, VER_SENSIBLES)
            unidades = unidades if sensibles is None else unidades.filter(pk__in=sensibles)
        return self.filter(Q(servidor__unidad__in=unidades) | Q(unidad__in=unidades)).exclude(
            propio(usuario, "servidor__")
        )


class Registro(models.Model):
    """A record of the legajo: whose, written by which unit, proven by which document."""

    tipo: ClassVar[TipoRegistro]

    publico = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    servidor = models.ForeignKey(Servidor, models.PROTECT, verbose_name="servidor")
    unidad = models.ForeignKey(
        Unidad, models.PROTECT, related_name="+", editable=False, verbose_name="unidad que registró"
    )
    tipo_documento = de_catalogo(TipoDocumento, "tipo de documento", opcional=True)
    numero_documento = models.CharField("número de documento", max_length=150, blank=True)
    fecha_documento = models.DateField("fecha del documento", null=True, blank=True)
    archivo = models.FileField(
        "archivo de sustento", upload_to=nombre_al_azar, blank=True, validators=[validar_sustento]
    )
    folios = models.PositiveSmallIntegerField("folios", null=True, blank=True)
    anotaciones = models.TextField("anotaciones", max_length=2000, blank=True)
    version = models.PositiveIntegerField("versión", default=1, editable=False)
    retirado = models.BooleanField("retirado", default=False, editable=False)

    objects = RegistroQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.tipo.singular} de {self.servidor}"


class ConPeriodo(models.Model):
    """A period that ends, if it ends, on or after its start."""

    fecha_inicio = models.DateField("fecha de inicio")
    fecha_fin = models.DateField("fecha de fin", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(fecha_fin=None) | Q(fecha_fin__gte=F("fecha_inicio")),
                name="%(class)s_termina_despues_de_empezar",
                violation_error_message="La fecha de fin no puede ser anterior a la de inicio.",
            )
        ]


class AccionPersonal(ConPeriodo, Registro):
    """A personnel action: régimen, acción and motivo, in force between two dates."""

    regimen = de_catalogo(RegimenLaboral, "régimen laboral")
    accion = de_catalogo(Accion, "acción")
    motivo = de_catalogo(MotivoAccion, "motivo de la acción", opcional=True)

    class Meta(ConPeriodo.Meta):
        abstract = True


CAMPOS_ACCION = ("regimen", "accion", "motivo", "fecha_inicio", "fecha_fin")
