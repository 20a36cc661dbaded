"""Dates, amounts and flags as people read them in Peru: formatted once, in Python.

A `|date` filter costs more than the rest of a table cell together; pages print
ready strings (measured in docs/decisiones).
"""

from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localtime


def fecha(valor: date | None) -> str:
    """23/11/2026, or nothing."""
    return f"{valor.day:02}/{valor.month:02}/{valor.year}" if valor else ""


def clave(texto: object) -> int | None:
    """The key of a row as an address or a form writes it; None for what is none."""
    escrito = str(texto)
    return int(escrito) if escrito.isdecimal() and len(escrito) < 19 else None


def dias_entre(desde: date | None, hasta: date | None) -> str:
    """How many days from one to the other, both counted; nothing while it is open."""
    return str((hasta - desde).days + 1) if desde and hasta else ""


def fecha_hora(valor: datetime | None) -> str:
    """23/11/2026 14:05, in Lima's time; or nothing."""
    return localtime(valor).strftime("%d/%m/%Y %H:%M") if valor else ""


def monto(valor: Decimal | None) -> str:
    """1,234.50, or nothing."""
    return f"{valor:,.2f}" if valor is not None else ""


def si_no(valor: bool | None) -> str:
    """Sí, No, or nothing."""
    return "" if valor is None else "Sí" if valor else "No"


def unir(*partes: object) -> str:
    """The parts that say something, with a space between."""
    return " ".join(str(p) for p in partes if p)


def por_comas(*partes: object) -> str:
    """The parts that say something, with commas between."""
    return ", ".join(str(p) for p in partes if p)


def texto(valor: object) -> str:
    """The value as it stands; nothing for None."""
    return "" if valor is None else str(valor)
