"""How wide each column of a printed table is: as its texts need, so that rows take few lines."""

from collections.abc import Sequence

LETRAS = 108
"""Letters of the table's size that a line of the sheet holds: with more, a date would break."""
AIRE = 2
"""What the padding of a cell takes of them."""
PALABRA = 12
"""A longer word may be broken."""
MUESTRA = 60
"""Rows that are looked at."""


def anchos(columnas: Sequence[str], filas: Sequence[Sequence[str]]) -> list[float]:
    """Percentages that add up to about 100: room for the longest word, the rest by length."""
    por_columna = list(zip(columnas, *filas[:MUESTRA], strict=True))
    pisos = [_palabra_mayor(textos) + AIRE for textos in por_columna]
    faltan = [
        max(_largo(textos[1:]) + AIRE - piso, 0)
        for textos, piso in zip(por_columna, pisos, strict=True)
    ]
    sobra = max(LETRAS - sum(pisos), 0) / (sum(faltan) or 1)
    justos = [piso + sobra * falta for piso, falta in zip(pisos, faltan, strict=True)]
    return [round(100 * justo / sum(justos), 1) for justo in justos]


def _palabra_mayor(textos: Sequence[str]) -> int:
    return min(max((len(p) for texto in textos for p in texto.split()), default=1), PALABRA)


def _largo(textos: Sequence[str]) -> int:
    """The length that four of five texts do not exceed."""
    return sorted(map(len, textos))[len(textos) * 4 // 5]
