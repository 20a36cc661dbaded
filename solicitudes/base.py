"""What requests need before the first one: holidays, terms, reasons."""

from collections.abc import Iterator
from csv import DictReader
from pathlib import Path
from typing import Any

from solicitudes.models import Feriado, Motivo, Plazo

DATOS = Path(__file__).parent / "datos"
TABLAS: tuple[tuple[str, Any], ...] = (
    ("feriados", Feriado), ("plazos", Plazo), ("motivos", Motivo),
)  # fmt: skip
"""National holidays (D. Leg. 713 and later laws) and the terms of the TUO Ley 27444."""


def cargar_solicitudes() -> Iterator[str]:
    """Add what is missing, a line for each table; what the admin changed stays."""
    for nombre, modelo in TABLAS:
        antes = modelo.objects.count()
        with (DATOS / f"{nombre}.csv").open(encoding="utf-8", newline="") as abierto:
            filas = [modelo(**fila) for fila in DictReader(abierto)]
        if modelo is Feriado:
            filas = _de_anios_nuevos(filas)
        modelo.objects.bulk_create(filas, ignore_conflicts=True)
        yield f"{nombre}: {modelo.objects.count() - antes} nuevos"


def _de_anios_nuevos(filas: list[Feriado]) -> list[Feriado]:
    """Only those of years that have none: one that was moved does not come back."""
    anios = set(Feriado.objects.filter(unidad=None).values_list("dia__year", flat=True))
    return [fila for fila in filas if int(str(fila.dia)[:4]) not in anios]
