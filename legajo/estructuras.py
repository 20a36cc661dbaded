"""The two official structures of the legajo: the same kinds of record under other headings.

Ten sections of the education sector (RM 563-2015, RVM 092-2020-MINEDU) and twelve of
SERVIR (Directiva 001-2023-SERVIR-GDSRH). Adding a kind of record is one class and one
line in each structure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from legajo.models import (
    Ascenso,
    Capacitacion,
    Cese,
    Compensacion,
    Contacto,
    DatosCiviles,
    Declaracion,
    Desplazamiento,
    Discapacidad,
    Domicilio,
    Evaluacion,
    Experiencia,
    Familiar,
    Formacion,
    Incorporacion,
    Lengua,
    Licencia,
    OtroDocumento,
    Pension,
    Reconocimiento,
    RelacionLaboral,
    Retencion,
    Sancion,
    SeguridadSalud,
    ServicioMilitar,
    Vinculo,
)
from legajo.tipos import TipoRegistro


@dataclass(frozen=True)
class Seccion:
    """A heading of a structure with its kinds; the slug is its address and stays."""

    numero: str
    slug: str
    titulo: str
    modelos: tuple[Any, ...] = ()
    con_datos_personales: bool = False

    @property
    def tipos(self) -> tuple[TipoRegistro, ...]:
        """The declarations of its kinds, in order."""
        return tuple(m.tipo for m in self.modelos)


PERSONALES = (DatosCiviles, Contacto, Domicilio, Familiar, ServicioMilitar, Discapacidad,
              Declaracion, Lengua)  # fmt: skip
"""What both structures put in their first section."""

DIEZ = (
    Seccion("I", "filiacion", "Filiación e identificación personal", PERSONALES,
            con_datos_personales=True),
    Seccion("II", "formacion", "Situación académica",
            (Formacion, Capacitacion, Experiencia)),
    Seccion("III", "ingreso", "Ingreso o reingreso", (Vinculo, Incorporacion)),
    Seccion("IV", "trayectoria", "Trayectoria laboral", (Desplazamiento, Ascenso, Evaluacion)),
    Seccion("V", "asignaciones",
            "Asignaciones e incentivos temporales, retenciones judiciales y pagos indebidos",
            (Compensacion, Retencion)),
    Seccion("VI", "retiro", "Retiro y régimen pensionario", (Pension, Cese)),
    Seccion("VII", "premios", "Premios y estímulos", (Reconocimiento,)),
    Seccion("VIII", "sanciones", "Sanciones", (Sancion,)),
    Seccion("IX", "licencias", "Licencias y vacaciones", (Licencia,)),
    Seccion("X", "otros", "Otros", (RelacionLaboral, SeguridadSalud, OtroDocumento)),
)  # fmt: skip

DOCE = (
    Seccion("01", "informacion-personal", "Información personal y familiar", PERSONALES,
            con_datos_personales=True),
    Seccion("02", "incorporacion", "Incorporación", (Vinculo, Incorporacion)),
    Seccion("03", "formacion-capacitacion", "Formación académica y capacitación",
            (Formacion, Capacitacion)),
    Seccion("04", "experiencia", "Experiencia laboral", (Experiencia,)),
    Seccion("05", "movimientos", "Movimientos del personal", (Licencia,)),
    Seccion("06", "compensaciones", "Compensaciones", (Compensacion, Retencion)),
    Seccion("07", "desempeno-progresion",
            "Evaluación de desempeño, progresión en la carrera y desplazamiento",
            (Desplazamiento, Ascenso, Evaluacion)),
    Seccion("08", "reconocimientos-sanciones", "Reconocimientos y sanciones disciplinarias",
            (Reconocimiento, Sancion)),
    Seccion("09", "relaciones-laborales", "Relaciones laborales individuales y colectivas",
            (RelacionLaboral,)),
    Seccion("10", "seguridad-bienestar", "Seguridad y salud en el trabajo, bienestar social",
            (SeguridadSalud,)),
    Seccion("11", "desvinculacion", "Desvinculación", (Pension, Cese)),
    Seccion("12", "otros-entidad", "Otros que considere la entidad", (OtroDocumento,)),
)  # fmt: skip

ESTRUCTURAS = {"10": DIEZ, "12": DOCE}


def tipos() -> Iterator[TipoRegistro]:
    """Every kind of record, in the order of the ten sections."""
    return (tipo for seccion in DIEZ for tipo in seccion.tipos)


@cache
def por_slug() -> dict[str, TipoRegistro]:
    """Kinds by their slug."""
    return {tipo.slug: tipo for tipo in tipos()}


def seccion_del_tipo(estructura: str, tipo: TipoRegistro) -> Seccion:
    """The section of a structure under which a kind stands."""
    return next(s for s in ESTRUCTURAS[estructura] if tipo in s.tipos)


def seccion_de(estructura: str, slug: str) -> Seccion | None:
    """The section of a structure at an address."""
    return next((s for s in ESTRUCTURAS[estructura] if s.slug == slug), None)
