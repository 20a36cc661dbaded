"""Papers as folios: several files made one PDF, and the pages of a PDF drawn as images.

`python -m portal.folios unir` and `python -m portal.folios dibujar DESDE HASTA`, in a process
of its own (portal.aparte), over files that portal.sustentos accepted. What goes in and out is
a line of JSON with the lengths of the parts, and the parts.
"""

import json
from typing import Any

Parte = tuple[Any, bytes]
"""Whatever names a part, and its bytes."""


def juntar(partes: list[Parte]) -> bytes:
    """Parts as one stream: [[name, length], ...] in a line, then their bytes."""
    cabeza = json.dumps([[nombre, len(octetos)] for nombre, octetos in partes])
    return b"".join([cabeza.encode(), b"\n", *(octetos for _, octetos in partes)])


def separar(flujo: bytes) -> list[Parte]:
    """The parts of a stream that `juntar` made."""
    cabeza, _, resto = flujo.partition(b"\n")
    partes, desde = [], 0
    for nombre, largo in json.loads(cabeza):
        partes.append((nombre, resto[desde : desde + largo]))
        desde += largo
    return partes
