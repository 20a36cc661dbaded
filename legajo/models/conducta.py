"""Sections VII to IX: merits, sanctions and licences."""

from django.db import models

from legajo.columnas import SUSTENTO, Columna
from legajo.models.catalogos import Accion, Merito, TipoMerito, TipoSancion
from legajo.models.llaves import de_catalogo
from legajo.models.registro import CAMPOS_ACCION, AccionPersonal, ConPeriodo, Registro
from legajo.reglas import DE_ACCION, documento_no_futuro, merito_del_tipo, periodo_ordenado
from legajo.tipos import AGREGAR_Y_CAMBIAR, SOLO_CAMBIAR, tipo_de_registro
from portal.texto import dias_entre

DIAS = Columna("Días", ("fecha_inicio", "fecha_fin"), dias_entre)


@tipo_de_registro(
    "reconocimientos",
    "Premios, estímulos y reconocimientos",
    "Reconocimiento",
    columnas=("tipo_merito", "merito", "entidad_emisora", "fecha_inicio", "anotaciones", SUSTENTO),
    campos=("tipo_merito", "merito", "entidad_emisora", "fecha_inicio"),
    obligatorios=("merito", "anotaciones"),
    orden=("-fecha_inicio", "-pk"),
    reglas=(documento_no_futuro, merito_del_tipo),
)
class Reconocimiento(Registro):
    """A merit: congratulation by resolution, Palmas Magisteriales, scholarship."""

    tipo_merito = de_catalogo(TipoMerito, "tipo de mérito")
    merito = de_catalogo(Merito, "mérito", opcional=True)
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
              "fecha_fin", "estado", SUSTENTO),
    campos=("tipo_sancion", "causa", "institucion", "fecha_notificacion", "fecha_inicio",
            "fecha_fin", "estado"),
    operaciones=SOLO_CAMBIAR,
    orden=("-fecha_inicio", "-pk"),
    sensible=True,
    reglas=(periodo_ordenado, documento_no_futuro),
)  # fmt: skip
class Sancion(ConPeriodo, Registro):
    """A sanction of an administrative disciplinary procedure (LRM art. 43, Ley 30057)."""

    class Estado(models.TextChoices):
        """What became of it."""

        VIGENTE = "V", "Vigente"
        CUMPLIDA = "C", "Cumplida"
        REHABILITADA = "R", "Rehabilitada"
        SIN_EFECTO = "S", "Dejada sin efecto"

    tipo_sancion = de_catalogo(TipoSancion, "tipo de sanción")
    causa = models.CharField("causa o motivo", max_length=300)
    institucion = models.CharField("institución que la impone", max_length=300)
    fecha_notificacion = models.DateField("fecha de notificación", null=True, blank=True)
    estado = models.CharField("estado", max_length=1, choices=Estado, default=Estado.VIGENTE)

    class Meta(ConPeriodo.Meta):
        verbose_name = "sanción"
        verbose_name_plural = "sanciones"


@tipo_de_registro(
    "licencias",
    "Licencias, permisos y vacaciones",
    "Licencia",
    columnas=("accion", "motivo", "regimen", "fecha_inicio", "fecha_fin", DIAS, SUSTENTO),
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
