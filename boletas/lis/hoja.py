"""What a `.lis` file says: a slip as it was printed, or what is wrong with it. No models here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Concepto:
    """One entry of the three columns: «+RIM_Ley 29944 3,960.72»."""

    signo: str
    """«+» haber, «-» descuento, «A» aporte of the employer."""
    nombre: str
    """As printed: the long name, or the short one."""
    monto: Decimal


@dataclass(frozen=True, slots=True)
class Hoja:
    """One slip that was read whole; amounts and totals are as printed, none is derived."""

    linea: int
    """Number of its first line in the file, from 1."""
    original: bytes
    """Its bytes in the file, unchanged, line ends and page feeds included."""
    region: str
    """«DRE JUNIN»."""
    bloque: str
    """Block code, «CP10B000»."""
    unidad: str
    """What follows the asterisk, «CP UGEL HUANCAYO»."""
    ruc: str
    codigo_modular: str
    correlativo: str
    periodo: int
    """AAAAMM; month + 20 where the slip says that it is an adicional."""
    planilla: str
    """«ACT/TIT»."""
    estado: str
    """«(4) Habilitado»."""
    documento: str
    """Number of the identity document."""
    datos: dict[str, str]
    """The header, by the keys of `boletas.columnas.DATOS` and of `boletas.lis.etiquetas`."""
    conceptos: tuple[Concepto, ...]
    ingresos: Decimal
    descuentos: Decimal
    liquido: Decimal
    imponible: Decimal
    mensajes: str


@dataclass(frozen=True, slots=True)
class Falla:
    """What is wrong in a file, for a person to find it and mend it."""

    linea: int
    campo: str
    valor: str
    """At most 80 characters of what was found."""
    motivo: str
    """A sentence in Spanish."""

    def __str__(self) -> str:
        return f"Línea {self.linea}, «{self.campo}», valor «{self.valor}»: {self.motivo}"


@dataclass(frozen=True, slots=True)
class HojaMala:
    """A slip, or what stands where one should, that cannot be taken; every fault is named."""

    linea: int
    original: bytes
    fallas: tuple[Falla, ...]
