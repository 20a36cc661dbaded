"""What waits becomes boletas, with the bytes of each slip: one statement each."""

from __future__ import annotations

from typing import Any

from boletas.importacion.cotejo import ES_LA_MISMA
from boletas.models import Importacion

BOLETAS = f"""
INSERT INTO boletas_boleta (
    publico, servidor_id, unidad_id, importacion_id, periodo, version, planilla, numero_cargo,
    ingresos, descuentos, aportes, liquido, imponible, conceptos, datos
)
SELECT e.publico, l.servidor_id, l.unidad_id, e.importacion_id, l.periodo,
    coalesce(p.version, 0) + 1, l.planilla, l.numero_cargo, e.ingresos, e.descuentos, e.aportes,
    e.liquido, e.imponible, e.conceptos, e.datos
FROM boletas_boletaenespera e JOIN boletas_llaves l ON l.linea = e.linea
LEFT JOIN boletas_previas p ON {ES_LA_MISMA}
WHERE e.importacion_id = %s AND NOT l.igual
"""

ORIGINALES = """
INSERT INTO boletas_original (boleta, octetos)
SELECT e.publico, e.original
FROM boletas_boletaenespera e JOIN boletas_llaves l ON l.linea = e.linea
WHERE e.importacion_id = %s AND NOT l.igual AND e.original IS NOT NULL
"""

CERROJO = 7_120_202
"""Advisory lock: two writers at once would number the same version twice."""


def tomar_turno(cursor: Any) -> None:
    """Wait until nobody else writes boletas, and write alone until the transaction ends."""
    cursor.execute("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0")
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CERROJO])


def escribir(cursor: Any, importacion: Importacion) -> int:
    """Write what `cotejar` left in the temporary tables; returns how many boletas."""
    cursor.execute(BOLETAS, [importacion.pk])
    escritas = int(cursor.rowcount)
    cursor.execute(ORIGINALES, [importacion.pk])
    cursor.execute("DELETE FROM boletas_boletaenespera WHERE importacion_id = %s", [importacion.pk])
    return escritas
