"""The catalog of concepts that comes with the portal, and its glossary."""

import csv
from collections.abc import Iterator
from pathlib import Path

from boletas.models import Concepto

CARPETA = Path(__file__).parent / "datos"
CONCEPTOS, GLOSARIO = CARPETA / "conceptos_sup.csv", CARPETA / "glosario.csv"


def cargar_conceptos() -> int:
    """Add the concepts of SUP that are missing, and explain those that nobody explained.

    What the admin wrote stays. Returns how many were added.
    """
    antes = Concepto.objects.count()
    explicados = {fila["codigo"]: fila for fila in _filas(GLOSARIO)}
    nuevos = [_concepto(fila, explicados.get(fila["codigo"], {})) for fila in _filas(CONCEPTOS)]
    Concepto.objects.bulk_create(nuevos, ignore_conflicts=True)
    mudos = Concepto.objects.filter(explicacion="", codigo__in=explicados)
    por_explicar = [_explicar(concepto, explicados[concepto.codigo]) for concepto in mudos]
    Concepto.objects.bulk_update(por_explicar, ["explicacion", "norma", "sensible"])
    return Concepto.objects.count() - antes


def _filas(ruta: Path) -> Iterator[dict[str, str]]:
    with ruta.open(encoding="utf-8", newline="") as abierto:
        yield from csv.DictReader(abierto)


def _concepto(fila: dict[str, str], glosa: dict[str, str]) -> Concepto:
    return _explicar(Concepto(**fila), glosa) if glosa else Concepto(**fila)


def _explicar(concepto: Concepto, glosa: dict[str, str]) -> Concepto:
    concepto.explicacion, concepto.norma = glosa["explicacion"], glosa["norma"]
    concepto.sensible = glosa["sensible"] == "si"
    return concepto
