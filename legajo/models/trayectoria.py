"""Section IV: how one moves, rises and is evaluated."""

from django.db import models

from legajo.columnas import SUSTENTO
from legajo.models.catalogos import Accion, CentroLaboral
from legajo.models.catalogos_simples import (
    Cargo,
    CategoriaRemunerativa,
    Condicion,
    Escala,
    GrupoOcupacional,
    Situacion,
)
from legajo.models.ingreso import HORAS
from legajo.models.llaves import de_catalogo
from legajo.models.registro import CAMPOS_ACCION, AccionPersonal
from legajo.reglas import DE_ACCION
from legajo.tipos import AGREGAR_Y_CAMBIAR, tipo_de_registro

PUESTO = ("centro", "cargo", "plaza", "condicion", "situacion", "escala", "grupo", "categoria",
          "jornada", "zona_use")  # fmt: skip
"""What a post is made of, at the origin and at the destination of a move."""


@tipo_de_registro(
    "desplazamientos",
    "Desplazamientos",
    "Desplazamiento",
    columnas=("accion", "motivo", "fecha_inicio", "fecha_fin", "centro_origen",
              "centro_destino", "cargo_destino", SUSTENTO),
    campos=(*CAMPOS_ACCION, *(f"{parte}_origen" for parte in PUESTO),
            *(f"{parte}_destino" for parte in PUESTO), "mandato_judicial"),
    operaciones=AGREGAR_Y_CAMBIAR,
    grupo_de_accion=Accion.Grupo.DESPLAZAMIENTO,
    orden=("-fecha_inicio", "-pk"),
    reglas=DE_ACCION,
)  # fmt: skip
class Desplazamiento(AccionPersonal):
    """A move, for good or for a time, from one post to another."""

    centro_origen = de_catalogo(CentroLaboral, "centro de origen")
    cargo_origen = de_catalogo(Cargo, "cargo de origen")
    plaza_origen = models.CharField("plaza de origen", max_length=50, blank=True)
    condicion_origen = de_catalogo(Condicion, "condición de origen", opcional=True)
    situacion_origen = de_catalogo(Situacion, "situación de origen", opcional=True)
    escala_origen = de_catalogo(Escala, "escala o nivel de origen", opcional=True)
    grupo_origen = de_catalogo(GrupoOcupacional, "grupo ocupacional de origen", opcional=True)
    categoria_origen = de_catalogo(
        CategoriaRemunerativa, "categoría remunerativa de origen", opcional=True
    )
    jornada_origen = models.PositiveSmallIntegerField(
        "horas semanales de origen", null=True, blank=True, validators=HORAS
    )
    zona_use_origen = models.CharField(
        "USE, zona o subregión de origen", max_length=250, blank=True
    )
    centro_destino = de_catalogo(CentroLaboral, "centro de destino")
    cargo_destino = de_catalogo(Cargo, "cargo de destino")
    plaza_destino = models.CharField("plaza de destino", max_length=50, blank=True)
    condicion_destino = de_catalogo(Condicion, "condición de destino", opcional=True)
    situacion_destino = de_catalogo(Situacion, "situación de destino", opcional=True)
    escala_destino = de_catalogo(Escala, "escala o nivel de destino", opcional=True)
    grupo_destino = de_catalogo(GrupoOcupacional, "grupo ocupacional de destino", opcional=True)
    categoria_destino = de_catalogo(
        CategoriaRemunerativa, "categoría remunerativa de destino", opcional=True
    )
    jornada_destino = models.PositiveSmallIntegerField(
        "horas semanales de destino", null=True, blank=True, validators=HORAS
    )
    zona_use_destino = models.CharField(
        "USE, zona o subregión de destino", max_length=250, blank=True
    )
    mandato_judicial = models.BooleanField("por mandato judicial", default=False)

    class Meta(AccionPersonal.Meta):
        verbose_name = "desplazamiento"
        verbose_name_plural = "desplazamientos"


@tipo_de_registro(
    "ascensos",
    "Ascensos y reubicaciones",
    "Ascenso",
    columnas=("accion", "motivo", "fecha_inicio", "escala_anterior", "escala_nueva", SUSTENTO),
    campos=(*CAMPOS_ACCION, "escala_anterior", "escala_nueva"),
    operaciones=AGREGAR_Y_CAMBIAR,
    grupo_de_accion=Accion.Grupo.ASCENSO,
    orden=("-fecha_inicio", "-pk"),
    reglas=DE_ACCION,
)
class Ascenso(AccionPersonal):
    """A rise from one scale or category to another."""

    escala_anterior = de_catalogo(Escala, "escala anterior")
    escala_nueva = de_catalogo(Escala, "escala nueva")

    class Meta(AccionPersonal.Meta):
        verbose_name = "ascenso"
        verbose_name_plural = "ascensos y reubicaciones"


@tipo_de_registro(
    "evaluaciones",
    "Evaluaciones de desempeño",
    "Evaluación de desempeño",
    columnas=("accion", "motivo", "fecha_inicio", "fecha_fin", "resultado", SUSTENTO),
    campos=(*CAMPOS_ACCION, "resultado"),
    operaciones=AGREGAR_Y_CAMBIAR,
    grupo_de_accion=Accion.Grupo.EVALUACION,
    orden=("-fecha_inicio", "-pk"),
    reglas=DE_ACCION,
)
class Evaluacion(AccionPersonal):
    """An evaluation of performance, and what came of it."""

    resultado = models.CharField("resultado", max_length=250, blank=True)

    class Meta(AccionPersonal.Meta):
        verbose_name = "evaluación de desempeño"
        verbose_name_plural = "evaluaciones de desempeño"
