"""A row of the export becomes a boleta, or the list of what is wrong with it: pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from boletas.columnas import Columnas
from boletas.montos import CERO, MONTO_MAX, leer_monto, soles
from boletas.periodo import es_valido

_PERIODO = re.compile(r"[0-9]{6}", re.ASCII)
DOCUMENTO = re.compile(r"[0-9A-Z]{6,12}", re.ASCII)
PLANILLA = re.compile(r"[A-Z0-9][A-Z0-9/ .-]{0,19}", re.ASCII)
_NUMERO_CARGO = re.compile(r"[0-9A-Za-z-]{1,12}", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
NOMBRE_MAX, DATO_MAX, VALOR_MAX = 40, 300, 80
SIN_UNIDAD = "No hay una unidad con ese código."
AJENA = "Es de una unidad que no está a su cargo."
NADA = frozenset({"", "0", "0.0", "0.00"})

Linea = tuple[str, str, str, str]
"""A concept as it is kept: código, signo, nombre, monto."""


@dataclass(frozen=True, slots=True)
class Falta:
    """What is wrong with one datum of a file, for a person to find it and mend it.

    What the file said, amounts and names with it, is in `valor` alone: `motivo` may be printed
    anywhere.
    """

    linea: int
    columna: str
    valor: str
    motivo: str


class Fila(NamedTuple):
    """A boleta as it was read, ready to be copied into the database."""

    linea: int
    documento: str
    unidad: int
    periodo: int
    planilla: str
    numero_cargo: str
    ingresos: Decimal
    descuentos: Decimal
    aportes: Decimal
    liquido: Decimal
    imponible: Decimal
    conceptos: list[Linea]
    datos: dict[str, str]
    original: bytes = b""
    """The slip as it was printed; nothing for a row of a table."""


@dataclass(slots=True)
class Catalogos:
    """What rows are read against: units by code, concepts by (sign, name or code).

    `propias` are the units of who imports; None where nothing is out of his reach. What is
    in no catalog is counted.
    """

    unidades: Mapping[str, int]
    conceptos: Mapping[tuple[str, str], tuple[str, str]]
    propias: Collection[int] | None = None
    desconocidos: Counter[tuple[str, str]] = field(default_factory=Counter)
    sin_unidad: Counter[str] = field(default_factory=Counter)

    def unidad(self, *codigos: str) -> tuple[int, str]:
        """The unit of the first code that is known; or 0, and why it is none."""
        unidad = 0
        for codigo in codigos:
            unidad = unidad or self.unidades.get(codigo, 0)
        if not unidad:
            escritos = [c for c in codigos if c]
            self.sin_unidad.update(escritos[:1])
            return 0, SIN_UNIDAD if escritos else "Falta el dato."
        if self.propias is not None and unidad not in self.propias:
            return 0, AJENA
        return unidad, ""

    def concepto(self, signo: str, nombre: str) -> tuple[str, str]:
        """Code and name; an unknown one is taken as it comes, and counted."""
        conocido = self.conceptos.get((signo, nombre)) or self.conceptos.get(
            (signo, nombre.casefold())
        )
        if conocido is None:
            self.desconocidos[signo, nombre] += 1
            return "", nombre
        return conocido


class _Lectura:
    """One row being read: its cells, and what was found wrong so far."""

    def __init__(self, linea: int, celdas: list[str], columnas: Columnas) -> None:
        self.linea = linea
        self.celdas = celdas
        self.columnas = columnas
        self.faltas: list[Falta] = []

    def mal(self, lugar: int, motivo: str, pero: str = "") -> None:
        """Note what is wrong with a cell; `pero` is what was found besides."""
        valor = self.celdas[lugar][:VALOR_MAX] + pero
        self.faltas.append(Falta(self.linea, self.columnas.titulos[lugar], valor, motivo))

    def monto(self, lugar: int) -> Decimal:
        """The amount at a place; zero, and a finding, where there is none."""
        leido = leer_monto(self.celdas[lugar])
        if leido is None:
            vacio = not self.celdas[lugar]
            self.mal(lugar, "Falta el monto." if vacio else "No es un monto como 1234.50.")
        return leido or CERO

    def segun(self, campo: str, patron: re.Pattern[str], motivo: str) -> str:
        """A required text that follows a pattern."""
        lugar = self.columnas.exigidas[campo]
        texto = self.celdas[lugar]
        if not patron.fullmatch(texto):
            self.mal(lugar, motivo if texto else "Falta el dato.")
        return texto


def leer_fila(
    linea: int, celdas: list[str], columnas: Columnas, catalogos: Catalogos
) -> Fila | list[Falta]:
    """Read one row; every fault of the row is found, not only the first."""
    if len(celdas) != len(columnas.titulos):
        motivo = f"La cabecera tiene {len(columnas.titulos)} columnas y esta fila {len(celdas)}."
        return [Falta(linea, "(fila)", "", motivo)]
    lectura = _Lectura(linea, list(map(str.strip, celdas)), columnas)
    juntas = "".join(lectura.celdas)
    if not juntas.isprintable() or "=" in juntas:
        _impropias(lectura)
    conceptos, sumas = _conceptos(lectura, catalogos)
    liquido = sumas["+"] - sumas["-"]
    if not lectura.faltas:
        _cuadrar(lectura, sumas, liquido)
    fila = Fila(
        linea, _documento(lectura), _unidad(lectura, catalogos), _periodo(lectura),
        lectura.segun("planilla", PLANILLA, "No es una planilla como ACT/TIT."),
        lectura.segun("numero_cargo", _NUMERO_CARGO, "No es un número de cargo."),
        sumas["+"], sumas["-"], sumas["A"], liquido,
        lectura.monto(columnas.exigidas["imponible"]), conceptos, _datos(lectura),
    )  # fmt: skip
    return lectura.faltas or fila


def _impropias(lectura: _Lectura) -> None:
    for lugar, celda in enumerate(lectura.celdas):
        if CONTROL.search(celda):
            lectura.mal(lugar, "Tiene caracteres que no se ven.")
        elif celda.startswith("="):
            lectura.mal(lugar, "Es una fórmula: escriba el valor.")


def _documento(lectura: _Lectura) -> str:
    """The documento; a spreadsheet took the zeros that a DNI begins with for nothing."""
    texto = lectura.segun("documento", DOCUMENTO, "No es un número de documento.")
    return texto.zfill(8) if len(texto) < 8 and texto.isdecimal() else texto


def _periodo(lectura: _Lectura) -> int:
    faltas = len(lectura.faltas)
    texto = lectura.segun("periodo", _PERIODO, "El periodo se escribe AAAAMM.")
    if len(lectura.faltas) > faltas:
        return 0
    if not es_valido(int(texto)):
        lugar = lectura.columnas.exigidas["periodo"]
        lectura.mal(lugar, "El mes va de 01 a 12, o de 21 a 32 si es adicional.")
    return int(texto)


def _unidad(lectura: _Lectura, catalogos: Catalogos) -> int:
    lugar = lectura.columnas.exigidas["unidad"]
    unidad, motivo = catalogos.unidad(lectura.celdas[lugar])
    if motivo:
        lectura.mal(lugar, motivo)
    return unidad


def _conceptos(lectura: _Lectura, catalogos: Catalogos) -> tuple[list[Linea], dict[str, Decimal]]:
    """The lines of the row, and their sums by sign."""
    lineas: list[Linea] = []
    sumas = {"+": CERO, "-": CERO, "A": CERO}
    celdas = lectura.celdas
    for signo, en_nombre, en_monto in lectura.columnas.pares:
        nombre, monto = celdas[en_nombre], celdas[en_monto]
        if not nombre:
            if monto not in NADA:
                lectura.mal(en_nombre, "Falta el concepto de este monto.")
            continue
        if len(nombre) > NOMBRE_MAX:
            lectura.mal(en_nombre, f"El concepto tiene más de {NOMBRE_MAX} caracteres.")
        leido = leer_monto(monto)
        if leido is None:
            leido = lectura.monto(en_monto)
        sumas[signo] += leido
        codigo, rotulo = catalogos.concepto(signo, nombre)
        lineas.append((codigo, signo, rotulo, str(leido)))
    return lineas, sumas


def _cuadrar(lectura: _Lectura, sumas: dict[str, Decimal], liquido: Decimal) -> None:
    """Check the sums against every total that the file gives; nothing is mended."""
    totales = lectura.columnas.totales
    for lugar, suma, de_que in (
        (lectura.columnas.exigidas["liquido"], liquido, "haberes menos descuentos"),
        (totales.get("ingresos"), sumas["+"], "la suma de los haberes"),
        (totales.get("descuentos"), sumas["-"], "la suma de los descuentos"),
        (totales.get("aportes"), sumas["A"], "la suma de los aportes"),
    ):
        if lugar is not None and leer_monto(lectura.celdas[lugar]) != suma:
            lectura.mal(lugar, f"No cuadra con {de_que}.", f" (y suma {soles(suma)})")
    if max(sumas.values()) > MONTO_MAX:
        lectura.mal(lectura.columnas.exigidas["liquido"], "Los montos suman demasiado.")


def _datos(lectura: _Lectura) -> dict[str, str]:
    celdas = lectura.celdas
    datos = {c: texto for c, lugar in lectura.columnas.datos.items() if (texto := celdas[lugar])}
    if datos and max(map(len, datos.values())) > DATO_MAX:
        for lugar in lectura.columnas.datos.values():
            if len(celdas[lugar]) > DATO_MAX:
                lectura.mal(lugar, f"El dato tiene más de {DATO_MAX} caracteres.")
    return datos
