"""The first four lines of a slip: who pays, to whom, for which month and in which planilla."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from boletas.lis.etiquetas import clave_de
from boletas.lis.lectura import Lectura
from boletas.periodo import ADICIONAL, MESES, es_valido

LARGO_MAX = 200
"""No line of a head is longer; a longer one is not looked at."""

BLOQUE = re.compile(r"([A-Z]{2}[0-9A-Z]{2,12})-([0-9A-Z]{0,20})", re.ASCII)
_RUC = re.compile(r"RUC\s*-\s*([0-9]{11}|0)\s+([0-9A-Z]{8,14})-([0-9]{1,10})", re.ASCII)
_PERIODO = re.compile(
    r"([A-Z]{4,10})\s*-+\s*([0-9]{4})\s+([A-Z0-9][A-Z0-9/.-]{0,19}(?: [A-Z0-9/.-]{1,12}){0,3}?)"
    r"\s*(\([0-9]{1,2}\)\s?\S.{0,60})",
    re.ASCII,
)
PLANILLA_MAX = 20
_ES_ADICIONAL = re.compile(r"(?<![A-Z])ADIC(?:IONAL|\.)?(?![A-Z])", re.ASCII)
_ADICIONAL = re.compile(r"\s+ADIC(?:IONAL|\.)?(?![A-Z])", re.ASCII)
"""The word by itself, which is no part of the name of the planilla; «ACT/ADIC» is one whole."""

_MESES = {mes.upper(): n for n, mes in enumerate(MESES, 1)} | {"SEPTIEMBRE": 9}


class Cabecera(NamedTuple):
    """What the head says; `fin` is the line after it, from 0."""

    region: str
    bloque: str
    serie: str
    unidad: str
    ruc: str
    codigo_modular: str
    correlativo: str
    periodo: int
    planilla: str
    estado: str
    fin: int


def tipo_de_linea(texto: str) -> str:
    """Which line of a head a stripped line is: c(abecera), *(unidad), r(uc), or none: «.»."""
    if len(texto) > LARGO_MAX:
        return "."
    if texto[:1] == "*" and texto[1:2] not in ("", "*"):
        return "*"
    if texto.startswith("RUC") and texto[3:].lstrip()[:1] == "-":
        return "r"
    return "c" if texto[:1].isalpha() and BLOQUE.fullmatch(texto.rsplit(None, 1)[-1]) else "."


def leer_cabecera(lectura: Lectura) -> Cabecera | None:
    """Read the head of a slip; None where what begins here is no slip."""
    lugares, reconocidas, fin = _situar(lectura)
    if len({"c", "*", "r"} & reconocidas) < 2:
        return None
    primera = min(lugares.values())
    dicho: list = []
    for tipo, (campo, motivo, leer, nada) in _LINEAS.items():
        n = lugares.get(tipo)
        leido = None if n is None else leer(lectura.lineas[n])
        if n is None:
            lectura.mal(primera, campo, "", "Falta esta línea de la cabecera.")
        elif leido is None:
            lectura.mal(n, campo, lectura.lineas[n], motivo)
        dicho += leido or nada
    return Cabecera._make([*dicho, fin])


def _situar(lectura: Lectura) -> tuple[dict[str, int], set[str], int]:
    """Where each line of the head stands, which of them look so, and the line after them."""
    lugares: dict[str, int] = {}
    reconocidas: set[str] = set()
    for n, texto in enumerate(lectura.lineas):
        if not texto:
            continue
        if len(lugares) == len(_LINEAS):
            return lugares, reconocidas, n
        if ":" in texto and clave_de(texto.partition(":")[0].rstrip()):
            return lugares, reconocidas, n
        if "r" in lugares and "p" not in lugares:
            lugares["p"] = n
            continue
        tipo = tipo_de_linea(texto)
        if tipo not in lugares and tipo != ".":
            lugares[tipo] = n
            reconocidas.add(tipo)
        elif not lugares:
            lugares["c"] = n
        else:
            lectura.mal(n, "(cabecera)", "", "No se reconoce esta línea.")
    return lugares, reconocidas, len(lectura.lineas)


@lru_cache(maxsize=1024)
def _leer_region(texto: str) -> tuple[str, str, str] | None:
    """Region, block and its series: the same for thousands of slips."""
    *region, bloque = texto.rsplit(None, 1)
    hallado = BLOQUE.fullmatch(bloque)
    return (region[0], hallado[1], hallado[2]) if hallado and region else None


def _leer_unidad(texto: str) -> tuple[str] | None:
    return (texto[1:].strip(),)


def _leer_ruc(texto: str) -> tuple[str, ...] | None:
    hallado = _RUC.fullmatch(texto)
    return hallado.groups() if hallado else None


@lru_cache(maxsize=1024)
def _leer_periodo(texto: str) -> tuple[int, str, str] | None:
    """Period, planilla and state; the word ADICIONAL adds 20 to the month."""
    limpio = _ADICIONAL.sub("", texto) if len(texto) <= LARGO_MAX else ""
    hallado = _PERIODO.fullmatch(limpio)
    if not hallado or hallado[1] not in _MESES or len(hallado[3]) > PLANILLA_MAX:
        return None
    periodo = int(hallado[2]) * 100 + _MESES[hallado[1]]
    if _ES_ADICIONAL.search(texto):
        periodo += ADICIONAL
    return (periodo, hallado[3], hallado[4]) if es_valido(periodo) else None


_LINEAS: dict[str, tuple] = {
    "c": ("(región)", "No se lee como una región y el código de su bloque.", _leer_region,
          ("", "", "")),
    "*": ("(unidad)", "Falta la unidad.", _leer_unidad, ("",)),
    "r": ("RUC", "No se lee como «RUC - número» y código modular con su correlativo.", _leer_ruc,
          ("", "", "")),
    "p": ("(periodo)", "No se lee como «ABRIL - 2025  ACT/TIT  (4) Habilitado».", _leer_periodo,
          (0, "", "")),
}  # fmt: skip
"""The lines of a head: what a person calls each, what is said where it cannot be read, who
reads it, and what stands for it then."""
