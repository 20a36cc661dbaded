"""Looks inside an uploaded file, in a process of its own that may fail: it knows no Django.

`python -m portal.revision pdf 300` reads a file from its standard input and answers one line
of JSON: {"paginas": 4}, or {"razon": "con_clave"}. `portal.sustentos` runs it and has the words.
"""

from enum import StrEnum


class Razon(StrEnum):
    """Why a file is refused."""

    DANADO = "danado"
    CON_CLAVE = "con_clave"
    ACTIVO = "activo"
    SIN_PAGINAS = "sin_paginas"
    MUCHAS_PAGINAS = "muchas_paginas"
    BOMBA = "bomba"
    MEZCLADO = "mezclado"
    TARDA = "tarda"


class Rechazo(Exception):
    """The file is refused; `razon` says why."""

    def __init__(self, razon: Razon) -> None:
        super().__init__(razon)
        self.razon = razon
