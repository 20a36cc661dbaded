"""Section II: studies, training and earlier work."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from legajo.columnas import SUSTENTO
from legajo.models.catalogos_simples import NivelEducativo, TipoEstudio, TipoParticipacion
from legajo.models.registro import ConPeriodo, Registro
from legajo.reglas import anios_ordenados, documento_no_futuro, periodo_ordenado
from legajo.tipos import tipo_de_registro

ANIO = (MinValueValidator(1930), MaxValueValidator(2100))


@tipo_de_registro(
    "formacion",
    "Formación académica y títulos",
    "Formación académica",
    columnas=("nivel", "centro_estudios", "titulo", "situacion", "anio_inicio", "anio_fin",
              SUSTENTO),
    campos=("nivel", "centro_estudios", "especialidad", "situacion", "anio_inicio", "anio_fin",
            "titulo", "fecha_expedicion", "numero_registro", "fecha_registro"),
    orden=("-anio_fin", "-anio_inicio", "-pk"),
    reglas=(anios_ordenados, documento_no_futuro),
)  # fmt: skip
class Formacion(Registro):
    """A degree or a level of studies."""

    class Situacion(models.TextChoices):
        """How far the studies went."""

        EN_CURSO = "C", "En curso"
        INCOMPLETA = "I", "Incompleta"
        EGRESADO = "E", "Egresado"
        GRADUADO = "G", "Con grado o título"

    nivel = models.ForeignKey(
        NivelEducativo, models.PROTECT, related_name="+", verbose_name="nivel de estudios"
    )
    centro_estudios = models.CharField("centro de estudios", max_length=300)
    especialidad = models.CharField("especialidad", max_length=300, blank=True)
    situacion = models.CharField("situación", max_length=1, choices=Situacion)
    anio_inicio = models.PositiveSmallIntegerField(
        "año de inicio", null=True, blank=True, validators=ANIO
    )
    anio_fin = models.PositiveSmallIntegerField(
        "año de fin", null=True, blank=True, validators=ANIO
    )
    titulo = models.CharField("título o grado", max_length=300, blank=True)
    fecha_expedicion = models.DateField("fecha de expedición", null=True, blank=True)
    numero_registro = models.CharField("número de registro", max_length=150, blank=True)
    fecha_registro = models.DateField("fecha de registro", null=True, blank=True)

    class Meta:
        verbose_name = "formación académica"
        verbose_name_plural = "formación académica y títulos"
        constraints = [
            models.CheckConstraint(
                condition=Q(anio_fin__gte=F("anio_inicio")),
                name="formacion_termina_despues_de_empezar",
                violation_error_message="El año de fin no puede ser anterior al de inicio.",
            )
        ]


@tipo_de_registro(
    "capacitaciones",
    "Capacitaciones",
    "Capacitación",
    columnas=("tipo_estudio", "institucion", "tema", SUSTENTO, "fecha_inicio", "fecha_fin",
              "horas", "creditos"),
    campos=("tipo_estudio", "tema", "institucion", "participacion", "fecha_inicio", "fecha_fin",
            "horas", "creditos"),
    orden=("-fecha_inicio", "-pk"),
    reglas=(periodo_ordenado, documento_no_futuro),
)  # fmt: skip
class Capacitacion(ConPeriodo, Registro):
    """A course, diploma or workshop."""

    tipo_estudio = models.ForeignKey(
        TipoEstudio, models.PROTECT, related_name="+", verbose_name="tipo"
    )
    tema = models.CharField("tema", max_length=200)
    institucion = models.CharField("institución", max_length=300)
    participacion = models.ForeignKey(
        TipoParticipacion, models.PROTECT, related_name="+", verbose_name="participación"
    )
    horas = models.PositiveIntegerField("horas", null=True, blank=True)
    creditos = models.DecimalField(
        "créditos", max_digits=6, decimal_places=2, null=True, blank=True
    )

    class Meta(ConPeriodo.Meta):
        verbose_name = "capacitación"
        verbose_name_plural = "capacitaciones"


@tipo_de_registro(
    "experiencia",
    "Experiencia laboral",
    "Experiencia laboral",
    columnas=("sector", "entidad", "cargo", "fecha_inicio", "fecha_fin", SUSTENTO),
    campos=("sector", "entidad", "cargo", "fecha_inicio", "fecha_fin", "funciones"),
    orden=("-fecha_inicio", "-pk"),
    reglas=(periodo_ordenado, documento_no_futuro),
)
class Experiencia(ConPeriodo, Registro):
    """Work before, or outside, the present bond."""

    class Sector(models.TextChoices):
        """Who employed."""

        PUBLICO = "1", "Público"
        PRIVADO = "2", "Privado"

    sector = models.CharField("sector", max_length=1, choices=Sector)
    entidad = models.CharField("entidad", max_length=300)
    cargo = models.CharField("cargo", max_length=250)
    funciones = models.TextField("funciones", max_length=2000, blank=True)

    class Meta(ConPeriodo.Meta):
        verbose_name = "experiencia laboral"
        verbose_name_plural = "experiencia laboral"
