"""Sections III and IV: how one enters, moves and rises."""

from django.db import models

from legajo.columnas import SUSTENTO
from legajo.models.catalogos import Accion, CentroLaboral
from legajo.models.catalogos_simples import Cargo, Condicion, Escala, Situacion, TipoServidor
from legajo.models.registro import CAMPOS_ACCION, AccionPersonal
from legajo.reglas import DE_ACCION
from legajo.tipos import AGREGAR_Y_CAMBIAR, tipo_de_registro


@tipo_de_registro(
    "vinculos",
    "Vínculo laboral (ingreso o reingreso)",
    "Vínculo laboral",
    columnas=("accion", "motivo", "regimen", "fecha_inicio", "fecha_fin", "centro", "cargo",
              SUSTENTO),
    campos=(*CAMPOS_ACCION, "centro", "codigo_plaza", "cargo", "condicion", "situacion",
            "tipo_servidor", "escala", "jornada", "mandato_judicial"),
    operaciones=AGREGAR_Y_CAMBIAR,
    grupo_de_accion=Accion.Grupo.VINCULO,
    orden=("-fecha_inicio", "-pk"),
    reglas=DE_ACCION,
)  # fmt: skip
class Vinculo(AccionPersonal):
    """A bond with the State: appointment, contract or re-entry."""

    centro = models.ForeignKey(
        CentroLaboral, models.PROTECT, related_name="+", verbose_name="centro laboral"
    )
    codigo_plaza = models.CharField("código de plaza", max_length=50, blank=True)
    cargo = models.ForeignKey(Cargo, models.PROTECT, related_name="+")
    condicion = models.ForeignKey(
        Condicion, models.PROTECT, related_name="+", verbose_name="condición laboral"
    )
    situacion = models.ForeignKey(
        Situacion, models.PROTECT, related_name="+", verbose_name="situación laboral"
    )
    tipo_servidor = models.ForeignKey(
        TipoServidor, models.PROTECT, related_name="+", verbose_name="tipo de servidor"
    )
    escala = models.ForeignKey(
        Escala, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="escala o nivel",
    )  # fmt: skip
    jornada = models.PositiveSmallIntegerField("jornada (horas)", null=True, blank=True)
    mandato_judicial = models.BooleanField("por mandato judicial", default=False)

    class Meta(AccionPersonal.Meta):
        verbose_name = "vínculo laboral"
        verbose_name_plural = "vínculos laborales"


@tipo_de_registro(
    "desplazamientos",
    "Desplazamientos",
    "Desplazamiento",
    columnas=("accion", "motivo", "fecha_inicio", "fecha_fin", "centro_origen",
              "centro_destino", "cargo_destino", SUSTENTO),
    campos=(*CAMPOS_ACCION, "centro_origen", "cargo_origen", "plaza_origen", "centro_destino",
            "cargo_destino", "plaza_destino", "mandato_judicial"),
    operaciones=AGREGAR_Y_CAMBIAR,
    grupo_de_accion=Accion.Grupo.DESPLAZAMIENTO,
    orden=("-fecha_inicio", "-pk"),
    reglas=DE_ACCION,
)  # fmt: skip
class Desplazamiento(AccionPersonal):
    """A move, for good or for a time, from one post to another."""

    centro_origen = models.ForeignKey(
        CentroLaboral, models.PROTECT, related_name="+", verbose_name="centro de origen"
    )
    cargo_origen = models.ForeignKey(
        Cargo, models.PROTECT, related_name="+", verbose_name="cargo de origen"
    )
    plaza_origen = models.CharField("plaza de origen", max_length=50, blank=True)
    centro_destino = models.ForeignKey(
        CentroLaboral, models.PROTECT, related_name="+", verbose_name="centro de destino"
    )
    cargo_destino = models.ForeignKey(
        Cargo, models.PROTECT, related_name="+", verbose_name="cargo de destino"
    )
    plaza_destino = models.CharField("plaza de destino", max_length=50, blank=True)
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

    escala_anterior = models.ForeignKey(
        Escala, models.PROTECT, related_name="+", verbose_name="escala anterior"
    )
    escala_nueva = models.ForeignKey(
        Escala, models.PROTECT, related_name="+", verbose_name="escala nueva"
    )

    class Meta(AccionPersonal.Meta):
        verbose_name = "ascenso"
        verbose_name_plural = "ascensos y reubicaciones"
