"""The catalog of concepts that comes with the portal."""

import csv
from pathlib import Path

from boletas.models import Concepto

ARCHIVO = Path(__file__).parent / "datos" / "conceptos_sup.csv"


def cargar_conceptos() -> int:
    """Add the concepts of SUP that are missing; what the admin changed stays. Returns how many."""
    antes = Concepto.objects.count()
    with ARCHIVO.open(encoding="utf-8", newline="") as abierto:
        Concepto.objects.bulk_create(
            [Concepto(**fila) for fila in csv.DictReader(abierto)], ignore_conflicts=True
        )
    return Concepto.objects.count() - antes
