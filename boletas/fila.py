"""A row of the export becomes a boleta, or the list of what is wrong with it: pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from boletas.columnas import Columnas
from boletas.montos import CERO, MONTO_MAX, leer_monto, soles
from boletas.periodo import es_valido

_PERIODO = re.compile(r"[0-9]{6}", re.ASCII)
_DOCUMENTO = re.compile(r"[0-9A-Z]{6,12}", re.ASCII)
_PLANILLA = re.compile(r"[A-Z0-9][A-Z0-9/ .-]{0,19}", re.ASCII)
_NUMERO_CARGO = re.compile(r"[0-9A-Za-z-]{1,12}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
NOMBRE_MAX, DATO_MAX = 40, 300
NADA = frozenset({"", "0", "0.0", "0.00"})

Linea = tuple[str, str, str, str]
"""A concept as it is kept: código, signo, nombre, monto."""


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """What is wrong with one datum of a file, for a person to find it and mend it."""

    linea: int
    columna: str
    valor: str
    motivo: str

    def __str__(self) -> str:
        return f"Línea {self.linea}, columna «{self.columna}», valor «{self.valor}»: {self.motivo}"


@dataclass(frozen=True, slots=True)
class Fila:
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


@dataclass(slots=True)
class Catalogos:
    """What rows are read against: units by code, concepts by (sign, name or code)."""

    unidades: Mapping[str, int]
    conceptos: Mapping[tuple[str, str], tuple[str, str]]
    desconocidos: Counter[tuple[str, str]] = field(default_factory=Counter)


class _Lectura:
    """One row being read: its cells, and what was found wrong so far."""

    def __init__(self, linea: int, celdas: list[str], columnas: Columnas) -> None:
        self.linea = linea
        self.celdas = celdas
        self.columnas = columnas
        self.hallazgos: list[Hallazgo] = []

    def mal(self, lugar: int, motivo: str) -> None:
        self.hallazgos.append(
            Hallazgo(self.linea, self.columnas.titulos[lugar], self.celdas[lugar][:80], motivo)
        )

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
) -> Fila | list[Hallazgo]:
    """Read one row; every fault of the row is found, not only the first."""
    if len(celdas) != len(columnas.titulos):
        motivo = f"La cabecera tiene {len(columnas.titulos)} columnas y esta fila {len(celdas)}."
        return [Hallazgo(linea, "(fila)", "", motivo)]
    lectura = _Lectura(linea, [c.strip() for c in celdas], columnas)
    if _CONTROL.search("".join(lectura.celdas)):
        for lugar, celda in enumerate(lectura.celdas):
            if _CONTROL.search(celda):
                lectura.mal(lugar, "Tiene caracteres que no se ven.")
    conceptos = _conceptos(lectura, catalogos)
    sumas = _sumas(lectura, conceptos)
    fila = Fila(
        linea=linea,
        documento=lectura.segun("documento", _DOCUMENTO, "No es un número de documento."),
        unidad=_unidad(lectura, catalogos),
        periodo=_periodo(lectura),
        planilla=lectura.segun("planilla", _PLANILLA, "No es una planilla como ACT/TIT."),
        numero_cargo=lectura.segun("numero_cargo", _NUMERO_CARGO, "No es un número de cargo."),
        liquido=sumas["+"] - sumas["-"],
        ingresos=sumas["+"],
        descuentos=sumas["-"],
        aportes=sumas["A"],
        imponible=lectura.monto(columnas.exigidas["imponible"]),
        conceptos=conceptos,
        datos=_datos(lectura),
    )
    return lectura.hallazgos or fila


def _periodo(lectura: _Lectura) -> int:
    faltas = len(lectura.hallazgos)
    texto = lectura.segun("periodo", _PERIODO, "El periodo se escribe AAAAMM.")
    if len(lectura.hallazgos) > faltas:
        return 0
    if not es_valido(int(texto)):
        lugar = lectura.columnas.exigidas["periodo"]
        lectura.mal(lugar, "El mes va de 01 a 12, o de 21 a 32 si es adicional.")
    return int(texto)


def _unidad(lectura: _Lectura, catalogos: Catalogos) -> int:
    lugar = lectura.columnas.exigidas["unidad"]
    codigo = lectura.celdas[lugar]
    if codigo not in catalogos.unidades:
        lectura.mal(lugar, "No hay una unidad con ese código." if codigo else "Falta el dato.")
    return catalogos.unidades.get(codigo, 0)


def _conceptos(lectura: _Lectura, catalogos: Catalogos) -> list[Linea]:
    """The lines of the row; an unknown concept is taken as it comes, and counted."""
    lineas: list[Linea] = []
    for par in lectura.columnas.pares:
        nombre, monto = lectura.celdas[par.nombre], lectura.celdas[par.monto]
        if not nombre and monto in NADA:
            continue
        if not nombre:
            lectura.mal(par.nombre, "Falta el concepto de este monto.")
        elif len(nombre) > NOMBRE_MAX:
            lectura.mal(par.nombre, f"El concepto tiene más de {NOMBRE_MAX} caracteres.")
        leido = lectura.monto(par.monto)
        conocido = catalogos.conceptos.get((par.signo, nombre.casefold()))
        if conocido is None and nombre:
            catalogos.desconocidos[par.signo, nombre] += 1
        codigo, rotulo = conocido or ("", nombre)
        lineas.append((codigo, par.signo, rotulo, str(leido)))
    return lineas


def _sumas(lectura: _Lectura, conceptos: list[Linea]) -> dict[str, Decimal]:
    """Sum by sign, checked against every total that the file gives; nothing is mended."""
    sumas = {"+": CERO, "-": CERO, "A": CERO}
    for _, signo, _, monto in conceptos:
        sumas[signo] += Decimal(monto)
    if lectura.hallazgos:
        return sumas
    totales = lectura.columnas.totales
    for lugar, suma, de_que in (
        (lectura.columnas.exigidas["liquido"], sumas["+"] - sumas["-"], "haberes menos descuentos"),
        (totales.get("ingresos"), sumas["+"], "la suma de los haberes"),
        (totales.get("descuentos"), sumas["-"], "la suma de los descuentos"),
        (totales.get("aportes"), sumas["A"], "la suma de los aportes"),
    ):
        if lugar is not None and leer_monto(lectura.celdas[lugar]) != suma:
            lectura.mal(lugar, f"No cuadra: {de_que} es {soles(suma)}.")
    if max(sumas.values()) > MONTO_MAX:
        lectura.mal(lectura.columnas.exigidas["liquido"], "Los montos suman demasiado.")
    return sumas


def _datos(lectura: _Lectura) -> dict[str, str]:
    datos = {}
    for campo, lugar in lectura.columnas.datos.items():
        if texto := lectura.celdas[lugar]:
            datos[campo] = texto
        if len(texto) > DATO_MAX:
            lectura.mal(lugar, f"El dato tiene más de {DATO_MAX} caracteres.")
    return datos
