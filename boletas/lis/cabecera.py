"""The first four lines of a slip: who pays, to whom, for which month and in which planilla."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from boletas.lis.etiquetas import clave_de
from boletas.lis.lectura import Lectura
from boletas.periodo import ADICIONAL, MESES, es_valido

LARGO_MAX = 200
"""No line of a head is longer; a longer one is not looked at."""

BLOQUE = re.compile(r"([A-Z]{2}[0-9A-Z]{2,12})-([0-9A-Z]{0,20})", re.ASCII)
_RUC = re.compile(r"RUC\s*-\s*([0-9]{11}|0)\s+([0-9A-Z]{8,14})-([0-9]{1,10})", re.ASCII)
_PERIODO = re.compile(
    r"([A-Z]{4,10})\s*-+\s*([0-9]{4})\s+([A-Z0-9][A-Z0-9/ .-]{0,19}?)"
    r"\s*(\([0-9]{1,2}\)\s?\S.{0,60})",
    re.ASCII,
)
_ADICIONAL = re.compile(r"\s+ADIC(?:IONAL|\.)?(?![A-Z])", re.ASCII)
_MESES = {mes.upper(): n for n, mes in enumerate(MESES, 1)} | {"SEPTIEMBRE": 9}


@dataclass(slots=True)
class Cabecera:
    """What the head says; `fin` is the line after it, from 0."""

    region: str = ""
    bloque: str = ""
    unidad: str = ""
    ruc: str = ""
    codigo_modular: str = ""
    correlativo: str = ""
    periodo: int = 0
    planilla: str = ""
    estado: str = ""
    datos: dict[str, str] = field(default_factory=dict)
    fin: int = 0


def tipo_de_linea(texto: str) -> str:
    """Which line of a head a stripped line is: c(abecera), *(unidad), r(uc), or none: «.»."""
    if len(texto) > LARGO_MAX:
        return "."
    if texto[:1] == "*" and texto[1:2] not in ("", "*"):
        return "*"
    if texto.startswith("RUC") and texto[3:].lstrip()[:1] == "-":
        return "r"
    return "c" if texto[:1].isalpha() and BLOQUE.fullmatch(texto.rpartition(" ")[2]) else "."


def leer_cabecera(lectura: Lectura) -> Cabecera | None:
    """Read the head of a slip; None where what begins here is no slip."""
    cabecera = Cabecera()
    lugares = _situar(lectura, cabecera)
    if len({"c", "*", "r"} & {t for t in lugares if lugares[t][1]}) < 2:
        return None
    primera = min(n for n, _ in lugares.values())
    for tipo, (campo, leer) in _LINEAS.items():
        if tipo not in lugares:
            lectura.mal(primera, campo, "", "Falta esta línea de la cabecera.")
        elif motivo := leer(cabecera, lectura.limpias[lugares[tipo][0]]):
            n = lugares[tipo][0]
            lectura.mal(n, campo, lectura.limpias[n], motivo)
    return cabecera


def _situar(lectura: Lectura, cabecera: Cabecera) -> dict[str, tuple[int, bool]]:
    """Where each line of the head stands, and whether it looks like it; sets `cabecera.fin`."""
    lugares: dict[str, tuple[int, bool]] = {}
    for n, texto in enumerate(lectura.limpias):
        if not texto:
            continue
        if clave_de(texto.partition(":")[0].rstrip()) or len(lugares) == len(_LINEAS):
            cabecera.fin = n
            break
        tipo = tipo_de_linea(texto)
        if tipo not in lugares and tipo != ".":
            lugares[tipo] = (n, True)
        elif "r" in lugares and "p" not in lugares:
            lugares["p"] = (n, False)
        elif not lugares:
            lugares["c"] = (n, False)
        else:
            lectura.mal(n, "(cabecera)", "", "No se reconoce esta línea.")
    else:
        cabecera.fin = len(lectura.limpias)
    return lugares


def _leer_region(cabecera: Cabecera, texto: str) -> str:
    cabecera.region, _, bloque = texto.rpartition(" ")
    cabecera.region = cabecera.region.rstrip()
    hallado = BLOQUE.fullmatch(bloque)
    if not hallado or not cabecera.region:
        return "No se lee como una región y el código de su bloque."
    cabecera.bloque = hallado[1]
    if hallado[2]:
        cabecera.datos["serie_bloque"] = hallado[2]
    return ""


def _leer_unidad(cabecera: Cabecera, texto: str) -> str:
    cabecera.unidad = texto[1:].strip()
    return "" if cabecera.unidad else "Falta la unidad."


def _leer_ruc(cabecera: Cabecera, texto: str) -> str:
    if not (hallado := _RUC.fullmatch(texto)):
        return "No se lee como «RUC - número» y código modular con su correlativo."
    cabecera.ruc, cabecera.codigo_modular, cabecera.correlativo = hallado.groups()
    cabecera.datos["codigo_modular"] = cabecera.codigo_modular
    return ""


def _leer_periodo(cabecera: Cabecera, texto: str) -> str:
    if not (leido := _periodo(texto[: LARGO_MAX + 1])):
        return "No se lee como «ABRIL - 2025  ACT/TIT  (4) Habilitado»."
    cabecera.periodo, cabecera.planilla, cabecera.estado = leido
    cabecera.datos["situacion"] = cabecera.estado
    return ""


@lru_cache(maxsize=1024)
def _periodo(texto: str) -> tuple[int, str, str] | None:
    """Period, planilla and state; the word ADICIONAL adds 20 to the month."""
    limpio, adicional = _ADICIONAL.subn("", texto) if len(texto) <= LARGO_MAX else ("", 0)
    if not (hallado := _PERIODO.fullmatch(limpio)) or hallado[1] not in _MESES:
        return None
    periodo = int(hallado[2]) * 100 + _MESES[hallado[1]] + (ADICIONAL if adicional else 0)
    return (periodo, hallado[3].rstrip(), hallado[4]) if es_valido(periodo) else None


_LINEAS = {
    "c": ("(región)", _leer_region),
    "*": ("(unidad)", _leer_unidad),
    "r": ("RUC", _leer_ruc),
    "p": ("(periodo)", _leer_periodo),
}
"""The lines of a head: what a person calls each, and who reads it."""
