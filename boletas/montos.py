"""Amounts: read strictly, written as people read them in Peru."""

import re
from decimal import Decimal
from functools import lru_cache

_MONTO = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?", re.ASCII)
CERO = Decimal("0.00")
CENTIMO = Decimal("0.01")
MONTO_MAX = Decimal("9999999999.99")


@lru_cache(maxsize=1 << 16)
def leer_monto(texto: str) -> Decimal | None:
    """The amount written as 3959.72; None where it is written in any other way.

    No sign, no thousands, no exponent, no digits but 0 to 9: what `Decimal` alone accepts
    (1_000, NaN, 1e5) is no amount of a payroll. A payroll says the same amounts again and
    again, so what one reads as is remembered.
    """
    if not _MONTO.fullmatch(texto):
        return None
    return Decimal(texto) if texto[-3:-2] == "." else Decimal(texto).quantize(CENTIMO)


def soles(monto: Decimal | str) -> str:
    """«S/ 3,359.52»."""
    return f"S/ {Decimal(monto):,.2f}"
