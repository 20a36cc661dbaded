"""Amounts and concepts of a slip: three columns of `±name amount`, filled down and then across."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from boletas.lis.hoja import Concepto

MONTO = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{0,10})\.[0-9]{2}"
"""«3,960.72», «3960.72», «.00»; no sign, no other grouping."""

NOMBRE_MAX = 40
_ENTRADA = re.compile(
    r"([+-]|A(?= |ESSALUD))[ \t]{0,3}"
    r"((?![+-])\S{1,40}(?: (?![+-])\S{1,40}){0,7}?)"
    rf"[ \t]+({MONTO})(?![^\s+-])[ \t\r\f\v]*"
)
"""Bounded everywhere, so that no line can make it slow. The amount stands free of the name:
where a name of full width touches its amount, nobody can tell where one ends («CTS1 250.00»)."""


@lru_cache(maxsize=1 << 16)
def leer_monto(texto: str) -> Decimal:
    """An amount that MONTO took."""
    return Decimal(texto.replace(",", ""))


@lru_cache(maxsize=1 << 16)
def _concepto(signo: str, nombre: str, monto: str) -> Concepto:
    """One entry; the scales repeat the same names and amounts over thousands of slips."""
    return Concepto(signo, nombre, leer_monto(monto))


def leer_conceptos(lineas: list[str], desde: int, hasta: int) -> tuple[list[Concepto], list[int]]:
    """The concepts of some lines in the order of payroll, and the lines that hold anything else."""
    entradas: list[tuple[int, Concepto]] = []
    malas: list[int] = []
    for n in range(desde, hasta):
        linea = lineas[n]
        fin = len(linea) - len(linea.lstrip())
        if fin == len(linea) or es_regla(linea):
            continue
        for hallada in _ENTRADA.finditer(linea, fin):
            inicio = hallada.start()
            if inicio != fin or hallada.end(2) - hallada.start(2) > NOMBRE_MAX:
                break
            fin = hallada.end()
            entradas.append((inicio, _concepto(*hallada.groups())))
        if fin != len(linea):
            malas.append(n)
    return _por_columnas(entradas), malas


def es_regla(linea: str) -> bool:
    """Whether a line is one of the rules that part the slip, of whatever width."""
    return linea.lstrip()[:10] in ("=" * 10, "-" * 10) and not linea.strip("=- \t\r\f\v")


def _por_columnas(entradas: list[tuple[int, Concepto]]) -> list[Concepto]:
    """In the order of payroll, where the columns stand straight; else as they were read."""
    if len({inicio for inicio, _ in entradas}) <= 3:
        entradas.sort(key=_inicio)
    return [concepto for _, concepto in entradas]


def _inicio(entrada: tuple[int, Concepto]) -> int:
    return entrada[0]
