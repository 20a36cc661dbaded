"""Section X (09, 10 and 12 of SERVIR): papers that are the datum themselves."""

from django.db import models

from legajo.columnas import SUSTENTO
from legajo.models.registro import Registro
from legajo.reglas import documento_no_futuro
from legajo.tipos import tipo_de_registro


class Papel(Registro):
    """A document filed for what it says: its subject, and itself as sustento."""

    asunto = models.CharField("asunto", max_length=300)

    class Meta:
        abstract = True


COLUMNAS = ("asunto", SUSTENTO, "fecha_documento", "anotaciones")
ORDEN = ("-fecha_documento", "-pk")


@tipo_de_registro(
    "relaciones-laborales",
    "Relaciones laborales individuales y colectivas",
    "Documento de relaciones laborales",
    columnas=COLUMNAS,
    campos=("asunto",),
    orden=ORDEN,
    reglas=(documento_no_futuro,),
)
class RelacionLaboral(Papel):
    """Agreements, claims and union leave papers."""

    class Meta:
        verbose_name = "documento de relaciones laborales"
        verbose_name_plural = "documentos de relaciones laborales"


@tipo_de_registro(
    "seguridad-salud",
    "Seguridad y salud en el trabajo, bienestar social",
    "Documento de seguridad, salud o bienestar",
    columnas=COLUMNAS,
    campos=("asunto",),
    orden=ORDEN,
    sensible=True,
    reglas=(documento_no_futuro,),
)
class SeguridadSalud(Papel):
    """Occupational examinations, accidents, welfare papers: health data."""

    class Meta:
        verbose_name = "documento de seguridad, salud o bienestar"
        verbose_name_plural = "documentos de seguridad, salud y bienestar"


@tipo_de_registro(
    "otros-documentos",
    "Otros documentos",
    "Otro documento",
    columnas=COLUMNAS,
    campos=("asunto",),
    orden=ORDEN,
    reglas=(documento_no_futuro,),
)
class OtroDocumento(Papel):
    """What fits no other section."""

    class Meta:
        verbose_name = "otro documento"
        verbose_name_plural = "otros documentos"
