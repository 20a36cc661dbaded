"""Control totals that the operator types, against what the file sums."""

from __future__ import annotations

from decimal import Decimal

from boletas.models import Importacion

CONTROLES = {
    "filas": "Boletas", "ingresos": "Total de haberes", "descuentos": "Total de descuentos",
    "liquido": "Total líquido",
}  # fmt: skip
"""What may be typed, by the field of the import that it is compared with."""


def diferencias(importacion: Importacion) -> dict[str, Decimal]:
    """What was typed and is not what the good boletas sum: field -> file minus control."""
    halladas = {
        campo: Decimal(getattr(importacion, campo)) - Decimal(escrito)
        for campo, escrito in importacion.control.items()
    }
    return {campo: diferencia for campo, diferencia in halladas.items() if diferencia}
