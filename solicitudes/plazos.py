"""Working days of Peru, by which the law counts its terms."""

from datetime import date, timedelta

FIJOS = {(1, 1), (5, 1), (6, 7), (6, 29), (7, 23), (7, 28), (7, 29), (8, 6), (8, 30), (10, 8),
         (11, 1), (12, 8), (12, 9), (12, 25)}  # fmt: skip
"""National holidays with a date of their own (D. Leg. 713), as (month, day)."""
PASCUAS = {
    2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1), 2030: (4, 21), 2031: (4, 13),
    2032: (3, 28), 2033: (4, 17), 2034: (4, 9), 2035: (3, 25), 2036: (4, 13), 2037: (4, 5),
}  # fmt: skip
"""Easter Sundays: the Thursday and the Friday before are holidays."""


def es_habil(dia: date) -> bool:
    """Whether the term runs on this day."""
    if dia.weekday() > 4 or (dia.month, dia.day) in FIJOS:
        return False
    pascua = PASCUAS.get(dia.year)
    return not pascua or date(dia.year, *pascua) - dia not in (timedelta(2), timedelta(3))


def sumar_habiles(desde: date, cuantos: int) -> date:
    """The last day of a term of so many working days that starts the day after `desde`."""
    dia = desde
    while cuantos:
        dia += timedelta(1)
        cuantos -= es_habil(dia)
    return dia
