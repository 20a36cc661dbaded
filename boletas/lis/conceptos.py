"""Amounts and concepts of a slip: three columns of `±name amount`, filled down and then across."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import chain, zip_longest

from boletas.lis.hoja import Concepto

MONTO = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{0,10})\.[0-9]{2}"
"""«3,960.72», «3960.72», «.00»; no sign, no other grouping."""

NOMBRE_MAX = 40
_ENTRADA = re.compile(
    r"([+-]|A(?= |ESSALUD))[ \t]{0,3}"
    r"((?![+-])\S{1,40}(?: (?![+-])\S{1,40}){0,7}?)"
    rf"[ \t]{{1,80}}({MONTO})(?![^\s+-])"
)
"""Bounded everywhere, so that no line can make it slow. The amount stands free of the name:
where a name of full width touches its amount, nobody can tell where one ends («CTS1 250.00»)."""


def leer_monto(texto: str) -> Decimal:
    """An amount that MONTO took."""
    return Decimal(texto.replace(",", ""))


def leer_conceptos(lineas: list[str]) -> tuple[Concepto, ...] | None:
    """The concepts of some stripped lines in the order of payroll; None where a line has more."""
    partes = _ENTRADA.split("\n".join(lineas))
    huecos = partes[::4]
    if "".join(huecos).strip():
        return None
    nombres = partes[2::4]
    if nombres and len(max(nombres, key=len)) > NOMBRE_MAX:
        return None
    conceptos = [
        Concepto(signo, nombre, Decimal(monto.replace(",", "")))
        for signo, nombre, monto in zip(partes[1::4], nombres, partes[3::4], strict=True)
    ]
    del huecos[-1:]
    return _por_columnas(conceptos, [n for n, hueco in enumerate(huecos) if not n or "\n" in hueco])


def _por_columnas(conceptos: list[Concepto], filas: list[int]) -> tuple[Concepto, ...]:
    """From the order of reading to that of payroll; `filas` says where each row begins."""
    if filas == list(range(0, len(conceptos), 3)):
        return (*conceptos[::3], *conceptos[1::3], *conceptos[2::3])
    por_fila = [conceptos[a:b] for a, b in zip(filas, [*filas[1:], None], strict=True)]
    return tuple(c for c in chain.from_iterable(zip_longest(*por_fila)) if c is not None)


def es_regla(linea: str) -> bool:
    """Whether a stripped line is one of the rules that part the slip, of whatever width."""
    return linea[:10] in ("=" * 10, "-" * 10) and not linea.strip("=- ")
