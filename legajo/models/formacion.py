"""Section II: studies, training and earlier work."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from legajo.columnas import SUSTENTO
from legajo.models.catalogos import CampoEstudio, Distrito
from legajo.models.catalogos_simples import (
    GradoAcademico,
    NivelEducativo,
    Pais,
    TipoEstudio,
    TipoParticipacion,
)
from legajo.models.llaves import de_catalogo
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
    campos=("nivel", "tipo_secundaria", "tipo_superior", "centro_estudios", "pais", "ciudad",
            "distrito", "situacion", "grado", "anio_inicio", "anio_fin", "campo_estudio",
            "especialidad", "especialidad_nivel", "titulo", "fecha_expedicion",
            "tipo_centro_registro", "centro_registro", "numero_registro", "fecha_registro",
            "numero_resolucion", "fecha_resolucion"),
    orden=("-anio_fin", "-anio_inicio", "-pk"),
    reglas=(anios_ordenados, documento_no_futuro),
)  # fmt: skip
class Formacion(Registro):
    """A degree or a level of studies, and where its title is registered."""

    class Situacion(models.TextChoices):
        """How far the studies went."""

        EN_CURSO = "C", "En curso"
        INCOMPLETA = "I", "Incompleta"
        EGRESADO = "E", "Egresado"
        GRADUADO = "G", "Con grado o título"

    class Secundaria(models.TextChoices):
        """Kind of secondary school."""

        CIENCIAS = "C", "Científico-humanista"
        TECNICA = "T", "Técnica"
        ALTERNATIVA = "A", "Básica alternativa (adultos)"

    class Superior(models.TextChoices):
        """Kind of higher studies."""

        UNIVERSIDAD = "U", "Universidad"
        PEDAGOGICO = "P", "Instituto o escuela pedagógica (IESP, EESP)"
        TECNOLOGICO = "T", "Instituto o escuela tecnológica (IEST, EEST)"
        ARTISTICA = "A", "Escuela de formación artística (ESFA)"
        MILITAR = "M", "Escuela militar o policial"

    class Registrador(models.TextChoices):
        """Who registers the title."""

        SUNEDU = "S", "SUNEDU (antes ANR)"
        MINEDU = "M", "MINEDU"
        DRE = "D", "DRE o GRE"
        OTRO = "O", "Otro"

    nivel = de_catalogo(NivelEducativo, "nivel de estudios")
    tipo_secundaria = models.CharField(
        "tipo de secundaria", max_length=1, choices=Secundaria, blank=True
    )
    tipo_superior = models.CharField(
        "tipo de estudios superiores", max_length=1, choices=Superior, blank=True
    )
    centro_estudios = models.CharField("centro de estudios", max_length=800)
    pais = de_catalogo(Pais, "país", opcional=True)
    ciudad = models.CharField("ciudad", max_length=200, blank=True)
    distrito = de_catalogo(Distrito, "distrito", opcional=True)
    situacion = models.CharField("situación", max_length=1, choices=Situacion)
    grado = de_catalogo(GradoAcademico, "grado alcanzado", opcional=True)
    anio_inicio = models.PositiveSmallIntegerField(
        "año de inicio", null=True, blank=True, validators=ANIO
    )
    anio_fin = models.PositiveSmallIntegerField(
        "año de fin", null=True, blank=True, validators=ANIO
    )
    campo_estudio = de_catalogo(CampoEstudio, "campo de la carrera o programa", opcional=True)
    especialidad = models.CharField("carrera o especialidad", max_length=300, blank=True)
    especialidad_nivel = models.CharField("nivel de la especialidad", max_length=300, blank=True)
    titulo = models.CharField("título o grado", max_length=300, blank=True)
    fecha_expedicion = models.DateField("fecha de expedición", null=True, blank=True)
    tipo_centro_registro = models.CharField(
        "quién registró el título", max_length=1, choices=Registrador, blank=True
    )
    centro_registro = models.CharField("entidad que lo registró", max_length=800, blank=True)
    numero_registro = models.CharField("número de registro", max_length=150, blank=True)
    fecha_registro = models.DateField("fecha de registro", null=True, blank=True)
    numero_resolucion = models.CharField("resolución del título", max_length=100, blank=True)
    fecha_resolucion = models.DateField("fecha de la resolución", null=True, blank=True)

    class Meta:
        verbose_name = "formación académica"
        verbose_name_plural = "formación académica y títulos"
        constraints = [
            models.CheckConstraint(
                condition=Q(anio_fin__gte=F("anio_inicio")),
                name="formacion_termina_despues_de_empezar",
                violation_error_message="El año de fin no puede ser anterior al de inicio.",
            ),
        ]


@tipo_de_registro(
    "capacitaciones",
    "Capacitaciones",
    "Capacitación",
    columnas=("tipo_estudio", "institucion", "tema", SUSTENTO, "fecha_inicio", "fecha_fin",
              "horas", "creditos"),
    campos=("tipo_estudio", "tema", "institucion", "participacion", "pais", "ciudad",
            "fecha_inicio", "fecha_fin", "horas", "creditos", "semestre", "modalidad",
            "numero_registro"),
    orden=("-fecha_inicio", "-pk"),
    reglas=(periodo_ordenado, documento_no_futuro),
)  # fmt: skip
class Capacitacion(ConPeriodo, Registro):
    """A course, diploma or workshop; its sustento is the document that accredits it."""

    class Semestre(models.TextChoices):
        """Half of the year, where the institution says one."""

        PRIMERO = "1", "Primer semestre"
        SEGUNDO = "2", "Segundo semestre"

    class Modalidad(models.TextChoices):
        """How it was given."""

        PRESENCIAL = "P", "Presencial"
        SEMIPRESENCIAL = "S", "Semipresencial"
        DISTANCIA = "D", "A distancia o virtual"

    tipo_estudio = de_catalogo(TipoEstudio, "tipo")
    tema = models.CharField("tema", max_length=200)
    institucion = models.CharField("institución", max_length=500)
    participacion = de_catalogo(TipoParticipacion, "participación")
    pais = de_catalogo(Pais, "país", opcional=True)
    ciudad = models.CharField("ciudad", max_length=250, blank=True)
    horas = models.PositiveIntegerField("horas", null=True, blank=True)
    creditos = models.DecimalField(
        "créditos", max_digits=6, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    semestre = models.CharField("semestre", max_length=1, choices=Semestre, blank=True)
    modalidad = models.CharField("modalidad", max_length=1, choices=Modalidad, blank=True)
    numero_registro = models.CharField("número de registro", max_length=100, blank=True)

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
