"""Section III: how one enters, and what was written on the way in."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Upper

from legajo.columnas import SUSTENTO
from legajo.models import busqueda
from legajo.models.catalogos import Accion, CentroLaboral
from legajo.models.catalogos_simples import (
    Cargo,
    CategoriaRemunerativa,
    Condicion,
    Escala,
    GrupoOcupacional,
    Jornada,
    Situacion,
    TipoIncorporacion,
    TipoServidor,
)
from legajo.models.llaves import de_catalogo
from legajo.models.registro import CAMPOS_ACCION, AccionPersonal, Registro
from legajo.reglas import DE_ACCION
from legajo.tipos import AGREGAR_Y_CAMBIAR, tipo_de_registro

HORAS = (MinValueValidator(1), MaxValueValidator(60))
PLAZA_OCUPADA = (
    "Esa plaza ya tiene un titular en esas fechas. Si el anterior cesó o pasó a otra plaza, "
    "registre antes la fecha de fin de su vínculo; si este la cubre mientras el titular está "
    "ausente, elija «Reemplazo»."
)


class HuellaDe(Func):
    """A text as a number of 64 bits: an index of periods tells numbers apart, texts badly.

    Codes of plazas begin alike, and GiST keeps the beginnings of texts: a load of thousands
    went over nearly all of them for each row.
    """

    function = "HASHTEXTEXTENDED"
    output_field = models.BigIntegerField()


PLAZA_DE_TITULAR = Case(
    When(
        Q(calidad="T", retirado=False) & ~Q(codigo_plaza=""),
        then=HuellaDe(Upper("codigo_plaza"), Value(0)),
    )
)
"""The plaza that a row holds as titular, else nothing, which conflicts with nothing.

Not a `condition` of the constraint: Django's validation fails there on a field with an error.
"""


class PeriodoDe(Func):
    """The days of a record as a range, both ends within; open where there is no end."""

    function = "DATERANGE"
    output_field = DateRangeField()


@tipo_de_registro(
    "vinculos",
    "Vínculo laboral (ingreso o reingreso)",
    "Vínculo laboral",
    columnas=("accion", "motivo", "regimen", "fecha_inicio", "fecha_fin", "centro", "cargo",
              SUSTENTO),
    campos=(*CAMPOS_ACCION, "centro", "codigo_plaza", "calidad", "cargo", "condicion", "situacion",
            "tipo_servidor", "escala", "grupo_ocupacional", "categoria_remunerativa",
            "tipo_jornada", "jornada", "zona_use", "mandato_judicial"),
    operaciones=AGREGAR_Y_CAMBIAR,
    grupo_de_accion=Accion.Grupo.VINCULO,
    orden=("-fecha_inicio", "-pk"),
    reglas=DE_ACCION,
)  # fmt: skip
class Vinculo(AccionPersonal):
    """A bond with the State: appointment, contract or re-entry."""

    class Calidad(models.TextChoices):
        """As what he holds the plaza."""

        TITULAR = "T", "Titular"
        REEMPLAZO = "R", "Reemplazo de un titular ausente"

    centro = de_catalogo(CentroLaboral, "centro laboral")
    codigo_plaza = models.CharField("código de plaza", max_length=50, blank=True)
    calidad = models.CharField(
        "calidad en la plaza", max_length=1, choices=Calidad, default=Calidad.TITULAR
    )
    cargo = de_catalogo(Cargo, "cargo")
    condicion = de_catalogo(Condicion, "condición laboral")
    situacion = de_catalogo(Situacion, "situación laboral")
    tipo_servidor = de_catalogo(TipoServidor, "tipo de servidor")
    escala = de_catalogo(Escala, "escala o nivel", opcional=True)
    grupo_ocupacional = de_catalogo(GrupoOcupacional, "grupo ocupacional", opcional=True)
    categoria_remunerativa = de_catalogo(
        CategoriaRemunerativa, "categoría remunerativa", opcional=True
    )
    tipo_jornada = de_catalogo(Jornada, "jornada laboral", opcional=True)
    jornada = models.PositiveSmallIntegerField(
        "horas semanales", null=True, blank=True, validators=HORAS
    )
    zona_use = models.CharField("USE, zona o subregión", max_length=250, blank=True)
    mandato_judicial = models.BooleanField("por mandato judicial", default=False)

    class Meta(AccionPersonal.Meta):
        verbose_name = "vínculo laboral"
        verbose_name_plural = "vínculos laborales"
        constraints = [
            *AccionPersonal.Meta.constraints,
            ExclusionConstraint(
                name="vinculo_un_titular_por_plaza",
                expressions=[
                    (PLAZA_DE_TITULAR, RangeOperators.EQUAL),
                    (
                        PeriodoDe(F("fecha_inicio"), F("fecha_fin"), Value("[]")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=PLAZA_OCUPADA,
            ),
        ]
        indexes = busqueda.indices_de_vinculo()


@tipo_de_registro(
    "incorporacion",
    "Documentos de incorporación",
    "Documento de incorporación",
    columnas=("tipo_incorporacion", "fecha_emision", "anotaciones"),
    campos=("tipo_incorporacion", "fecha_emision"),
    orden=("-fecha_emision", "-pk"),
    clave_natural=("tipo_incorporacion", "fecha_emision"),
    sustento=False,
)
class Incorporacion(Registro):
    """A paper of the selection, the induction or the trial period."""

    tipo_incorporacion = de_catalogo(TipoIncorporacion, "tipo de documento")
    fecha_emision = models.DateField("fecha de emisión")

    class Meta:
        verbose_name = "documento de incorporación"
        verbose_name_plural = "documentos de incorporación"
