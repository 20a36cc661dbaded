"""Section I: contact, homes and family."""

from django.db import models

from legajo.columnas import Columna
from legajo.models.catalogos import Distrito
from legajo.models.catalogos_simples import Parentesco, TipoDireccion, TipoVia, Zona
from legajo.models.llaves import de_catalogo
from legajo.models.registro import Registro
from legajo.models.servidor import Servidor
from legajo.reglas import documento_segun_tipo, nacimiento_no_futuro
from legajo.restricciones import documento_segun_su_tipo
from legajo.tipos import AGREGAR_Y_CAMBIAR, tipo_de_registro
from portal.texto import unir

NOMBRE_COMPLETO = Columna(
    "Apellidos y nombres", ("primer_apellido", "segundo_apellido", "nombres"), unir
)


@tipo_de_registro(
    "contacto",
    "Datos de contacto",
    "Datos de contacto",
    columnas=("telefono_movil", "telefono_fijo", "correo_personal", "correo_laboral",
              "emergencia_nombre", "emergencia_movil"),
    campos=("telefono_movil", "telefono_fijo", "correo_personal", "correo_laboral",
            "emergencia_nombre", "emergencia_movil", "emergencia_telefono"),
    operaciones=AGREGAR_Y_CAMBIAR,
    orden=("-pk",),
    sustento=False,
    una_fila=True,
)  # fmt: skip
class Contacto(Registro):
    """How to reach the servidor; one row a person."""

    telefono_movil = models.CharField("teléfono móvil", max_length=20)
    telefono_fijo = models.CharField("teléfono fijo", max_length=20, blank=True)
    correo_personal = models.EmailField("correo personal", max_length=100)
    correo_laboral = models.EmailField("correo laboral", max_length=150, blank=True)
    emergencia_nombre = models.CharField("contacto de emergencia", max_length=100, blank=True)
    emergencia_telefono = models.CharField("teléfono fijo de emergencia", max_length=20, blank=True)
    emergencia_movil = models.CharField("teléfono móvil de emergencia", max_length=20, blank=True)

    class Meta:
        verbose_name = "datos de contacto"
        verbose_name_plural = "datos de contacto"


@tipo_de_registro(
    "domicilios",
    "Domicilios",
    "Domicilio",
    columnas=("tipo_direccion", "tipo_via", "direccion", "referencia", "zona", "distrito"),
    campos=("tipo_direccion", "tipo_via", "direccion", "zona", "referencia", "distrito"),
    orden=("-pk",),
    clave_natural=("tipo_direccion", "direccion", "distrito"),
    sustento=False,
)
class Domicilio(Registro):
    """A home address (Formato 04)."""

    tipo_direccion = de_catalogo(TipoDireccion, "tipo de dirección", opcional=True)
    tipo_via = de_catalogo(TipoVia, "tipo de vía")
    zona = de_catalogo(Zona, "tipo de zona", opcional=True)
    direccion = models.CharField("dirección", max_length=150)
    referencia = models.CharField("referencia", max_length=150, blank=True)
    distrito = de_catalogo(Distrito, "distrito")

    class Meta:
        verbose_name = "domicilio"
        verbose_name_plural = "domicilios"


@tipo_de_registro(
    "familiares",
    "Familiares",
    "Familiar",
    columnas=(NOMBRE_COMPLETO, "parentesco", "documento", "fecha_nacimiento", "derechohabiente",
              "fallecido"),
    campos=("parentesco", "primer_apellido", "segundo_apellido", "nombres", "tipo_identidad",
            "documento", "sexo", "fecha_nacimiento", "derechohabiente", "discapacitado",
            "fallecido", "numero_acta", "fecha_acta"),
    orden=("fecha_nacimiento",),
    clave_natural=("primer_apellido", "segundo_apellido", "nombres", "fecha_nacimiento"),
    sustento=False,
    sensible=True,
    reglas=(nacimiento_no_futuro, documento_segun_tipo),
)  # fmt: skip
class Familiar(Registro):
    """A member of the family, with the birth or marriage record that proves it."""

    parentesco = de_catalogo(Parentesco, "parentesco")
    primer_apellido = models.CharField("primer apellido", max_length=50)
    segundo_apellido = models.CharField("segundo apellido", max_length=50, blank=True)
    nombres = models.CharField("nombres", max_length=50)
    tipo_identidad = models.CharField(
        "tipo de documento", max_length=1, choices=Servidor.TipoIdentidad, blank=True
    )
    documento = models.CharField("número de documento", max_length=20, blank=True)
    sexo = models.CharField("sexo", max_length=1, choices=Servidor.Sexo)
    fecha_nacimiento = models.DateField("fecha de nacimiento")
    derechohabiente = models.BooleanField("derechohabiente", default=False)
    discapacitado = models.BooleanField("con discapacidad", default=False)
    fallecido = models.BooleanField("fallecido", default=False)
    numero_acta = models.CharField("número de acta", max_length=100, blank=True)
    fecha_acta = models.DateField("fecha de emisión del acta", null=True, blank=True)

    class Meta:
        verbose_name = "familiar"
        verbose_name_plural = "familiares"
        constraints = [documento_segun_su_tipo(opcional=True)]
