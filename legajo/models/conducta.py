"""Sections VII to X: merits, sanctions, licences and what fits nowhere else."""

from django.db import models

from legajo.columnas import SUSTENTO
from legajo.models.catalogos import Accion
from legajo.models.catalogos_simples import TipoMerito, TipoSancion
from legajo.models.registro import CAMPOS_ACCION, AccionPersonal, ConPeriodo, Registro
from legajo.reglas import DE_ACCION, documento_no_futuro, periodo_ordenado
from legajo.tipos import AGREGAR_Y_CAMBIAR, SOLO_CAMBIAR, tipo_de_registro


@tipo_de_registro(
    "reconocimientos",
    "Premios, estímulos y reconocimientos",
    "Reconocimiento",
    columnas=("tipo_merito", "entidad_emisora", "fecha_inicio", "anotaciones", SUSTENTO),
    campos=("tipo_merito", "entidad_emisora", "fecha_inicio"),
    orden=("-fecha_inicio", "-pk"),
    reglas=(documento_no_futuro,),
)
class Reconocimiento(Registro):
    """A merit: congratulation by resolution, Palmas Magisteriales, scholarship."""

    tipo_merito = models.ForeignKey(
        TipoMerito, models.PROTECT, related_name="+", verbose_name="tipo de mérito"
    )
    entidad_emisora = models.CharField("entidad que lo otorga", max_length=300)
    fecha_inicio = models.DateField("fecha")

    class Meta:
        verbose_name = "reconocimiento"
        verbose_name_plural = "premios, estímulos y reconocimientos"


@tipo_de_registro(
    "sanciones",
    "Sanciones",
    "Sanción",
    columnas=("tipo_sancion", "causa", "institucion", "fecha_notificacion", "fecha_inicio",
              "fecha_fin", SUSTENTO),
    campos=("tipo_sancion", "causa", "institucion", "fecha_notificacion", "fecha_inicio",
            "fecha_fin"),
    operaciones=SOLO_CAMBIAR,
    orden=("-fecha_inicio", "-pk"),
    sensible=True,
    reglas=(periodo_ordenado, documento_no_futuro),
)  # fmt: skip
class Sancion(ConPeriodo, Registro):
    """A sanction of an administrative disciplinary procedure (LRM art. 43, Ley 30057)."""

    tipo_sancion = models.ForeignKey(
        TipoSancion, models.PROTECT, related_name="+", verbose_name="tipo de sanción"
    )
    causa = models.CharField("causa o motivo", max_length=300)
    institucion = models.CharField("institución que la impone", max_length=300)
    fecha_notificacion = models.DateField("fecha de notificación", null=True, blank=True)

    class Meta(ConPeriodo.Meta):
        verbose_name = "sanción"
        verbose_name_plural = "sanciones"


@tipo_de_registro(
    "licencias",
    "Licencias, permisos y vacaciones",
    "Licencia",
    columnas=("accion", "motivo", "regimen", "fecha_inicio", "fecha_fin", SUSTENTO),
    campos=CAMPOS_ACCION,
    operaciones=AGREGAR_Y_CAMBIAR,
    grupo_de_accion=Accion.Grupo.LICENCIA,
    orden=("-fecha_inicio", "-pk"),
    reglas=DE_ACCION,
)
class Licencia(AccionPersonal):
    """A leave, with or without pay, a permit or holidays."""

    class Meta(AccionPersonal.Meta):
        verbose_name = "licencia"
        verbose_name_plural = "licencias, permisos y vacaciones"


@tipo_de_registro(
    "otros-documentos",
    "Otros documentos",
    "Otro documento",
    columnas=("asunto", SUSTENTO, "fecha_documento", "anotaciones"),
    campos=("asunto",),
    orden=("-fecha_documento", "-pk"),
    reglas=(documento_no_futuro,),
)
class OtroDocumento(Registro):
    """What fits no other section."""

    asunto = models.CharField("asunto", max_length=300)

    class Meta:
        verbose_name = "otro documento"
        verbose_name_plural = "otros documentos"
