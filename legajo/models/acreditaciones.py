"""Section I: civil data, military service, disability, sworn statements, native languages."""

from django.db import models

from legajo.columnas import SUSTENTO
from legajo.models.catalogos import Distrito
from legajo.models.catalogos_simples import LenguaOriginaria, Pais, TipoDeclaracion
from legajo.models.formacion import ANIO
from legajo.models.llaves import de_catalogo
from legajo.models.registro import Registro
from legajo.reglas import (
    FALLECIO_SIN_MARCA,
    VENCE_ANTES,
    documento_no_futuro,
    fallecimiento_dicho,
    vence_despues_de_evaluar,
)
from legajo.tipos import AGREGAR_Y_CAMBIAR, tipo_de_registro


@tipo_de_registro(
    "datos-civiles",
    "Datos civiles y de nacimiento",
    "Datos civiles",
    columnas=("estado_civil", "pais_nacimiento", "distrito_nacimiento", "ciudad_nacimiento"),
    campos=("estado_civil", "pais_nacimiento", "distrito_nacimiento", "ciudad_nacimiento",
            "fallecido", "fecha_fallecimiento"),
    operaciones=AGREGAR_Y_CAMBIAR,
    orden=("-pk",),
    sustento=False,
    una_fila=True,
    reglas=(fallecimiento_dicho,),
)  # fmt: skip
class DatosCiviles(Registro):
    """What RENIEC knows of a person beside his identity; one row a person."""

    class EstadoCivil(models.TextChoices):
        """Civil state."""

        SOLTERO = "S", "Soltero/a"
        CASADO = "C", "Casado/a"
        CONVIVIENTE = "O", "Conviviente"
        VIUDO = "V", "Viudo/a"
        DIVORCIADO = "D", "Divorciado/a"

    estado_civil = models.CharField("estado civil", max_length=1, choices=EstadoCivil)
    pais_nacimiento = de_catalogo(Pais, "país de nacimiento")
    distrito_nacimiento = de_catalogo(Distrito, "distrito de nacimiento", opcional=True)
    ciudad_nacimiento = models.CharField(
        "ciudad de nacimiento (fuera del Perú)", max_length=200, blank=True
    )
    fallecido = models.BooleanField("fallecido", default=False)
    fecha_fallecimiento = models.DateField("fecha de fallecimiento", null=True, blank=True)

    class Meta:
        verbose_name = "datos civiles"
        verbose_name_plural = "datos civiles y de nacimiento"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fallecido=True) | models.Q(fecha_fallecimiento=None),
                name="datosciviles_fecha_solo_si_fallecio",
                violation_error_message=FALLECIO_SIN_MARCA,
            ),
        ]


@tipo_de_registro(
    "servicio-militar",
    "Servicio en las Fuerzas Armadas",
    "Servicio en las Fuerzas Armadas",
    columnas=("licenciado", "constancia", "anotaciones"),
    campos=("licenciado", "constancia"),
    operaciones=AGREGAR_Y_CAMBIAR,
    orden=("-pk",),
    sustento=False,
    una_fila=True,
)
class ServicioMilitar(Registro):
    """Whether he is a licenciado of the armed forces, which gives a bonus in contests."""

    licenciado = models.BooleanField("licenciado de las FF. AA.", default=False)
    constancia = models.CharField("constancia", max_length=300)

    class Meta:
        verbose_name = "servicio en las Fuerzas Armadas"
        verbose_name_plural = "servicios en las Fuerzas Armadas"


@tipo_de_registro(
    "discapacidad",
    "Discapacidad",
    "Discapacidad",
    columnas=("discapacidad", "grado", "entidad_emisora", SUSTENTO, "fecha_documento"),
    campos=("discapacidad", "grado", "entidad_emisora"),
    orden=("-fecha_documento", "-pk"),
    sensible=True,
    reglas=(documento_no_futuro,),
)
class Discapacidad(Registro):
    """A disability, by the resolution of CONADIS or the certificate that accredits it."""

    discapacidad = models.CharField("discapacidad", max_length=500)
    grado = models.CharField("grado", max_length=250, blank=True)
    entidad_emisora = models.CharField("entidad que la acredita", max_length=300)

    class Meta:
        verbose_name = "discapacidad"
        verbose_name_plural = "discapacidades"


@tipo_de_registro(
    "declaraciones",
    "Declaraciones juradas y certificados",
    "Declaración o certificado",
    columnas=("tipo_declaracion", "fecha_emision", "anotaciones"),
    campos=("tipo_declaracion", "fecha_emision"),
    orden=("-fecha_emision", "-pk"),
    clave_natural=("tipo_declaracion", "fecha_emision"),
    sustento=False,
)
class Declaracion(Registro):
    """A signed statement or a certificate: the paper is the datum."""

    tipo_declaracion = de_catalogo(TipoDeclaracion, "tipo")
    fecha_emision = models.DateField("fecha de emisión")

    class Meta:
        verbose_name = "declaración jurada o certificado"
        verbose_name_plural = "declaraciones juradas y certificados"


@tipo_de_registro(
    "lenguas",
    "Lenguas originarias",
    "Lengua originaria",
    columnas=("lengua", "dominio_oral", "dominio_escrito", "anio_evaluacion", "anio_vencimiento",
              "estado"),
    campos=("lengua", "dominio_oral", "dominio_escrito", "anio_ingreso", "anio_evaluacion",
            "anio_vencimiento", "estado"),
    orden=("-anio_evaluacion", "-pk"),
    clave_natural=("lengua", "anio_evaluacion"),
    sustento=False,
    reglas=(vence_despues_de_evaluar,),
)  # fmt: skip
class Lengua(Registro):
    """Command of a native language (Registro Nacional de Docentes Bilingües)."""

    class Dominio(models.TextChoices):
        """How well."""

        BASICO = "B", "Básico"
        INTERMEDIO = "I", "Intermedio"
        AVANZADO = "A", "Avanzado"

    class Estado(models.TextChoices):
        """Whether the evaluation still counts."""

        VIGENTE = "V", "Vigente"
        VENCIDO = "X", "Vencido"

    lengua = de_catalogo(LenguaOriginaria, "lengua")
    dominio_oral = models.CharField("dominio oral", max_length=1, choices=Dominio)
    dominio_escrito = models.CharField("dominio escrito", max_length=1, choices=Dominio, blank=True)
    anio_ingreso = models.PositiveSmallIntegerField(
        "año de ingreso al registro", null=True, blank=True, validators=ANIO
    )
    anio_evaluacion = models.PositiveSmallIntegerField(
        "año de evaluación", null=True, blank=True, validators=ANIO
    )
    anio_vencimiento = models.PositiveSmallIntegerField(
        "año de vencimiento", null=True, blank=True, validators=ANIO
    )
    estado = models.CharField("estado", max_length=1, choices=Estado, default=Estado.VIGENTE)

    class Meta:
        verbose_name = "lengua originaria"
        verbose_name_plural = "lenguas originarias"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(anio_vencimiento__gte=models.F("anio_evaluacion")),
                name="lengua_vence_despues_de_evaluarse",
                violation_error_message=VENCE_ANTES,
            ),
        ]
