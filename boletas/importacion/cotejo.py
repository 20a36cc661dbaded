"""What only the whole file and the database tell of the boletas that wait, in bulk.

Works in a transaction, on two temporary tables: the keys of what waits (`boletas_llaves`),
and what is there already of the same months (`boletas_previas`).
"""

from __future__ import annotations

from typing import Any

from boletas.models import Importacion
from boletas.models.importacion import Cotejo

LLAVES = """
DROP TABLE IF EXISTS pg_temp.boletas_llaves, pg_temp.boletas_previas;
CREATE TEMPORARY TABLE boletas_llaves ON COMMIT DROP AS
SELECT e.linea, s.id AS servidor_id, e.unidad AS unidad_id, e.periodo, e.documento, e.planilla,
    e.numero_cargo, e.liquido, false AS igual
FROM boletas_boletaenespera e LEFT JOIN legajo_servidor s ON s.documento = e.documento
WHERE e.importacion_id = %(importacion)s;
ANALYZE boletas_llaves;
"""

SIN_LEGAJO = """
INSERT INTO boletas_hallazgo (importacion_id, clase, linea, columna, valor, motivo)
SELECT %(importacion)s, 'E', linea, 'documento', documento,
    'No hay un legajo con ese documento.'
FROM boletas_llaves WHERE servidor_id IS NULL;
DELETE FROM boletas_llaves WHERE servidor_id IS NULL;
"""

LA_MISMA = "servidor_id, periodo, planilla, numero_cargo, unidad_id"
ES_LA_MISMA = (
    "(l.servidor_id, l.periodo, l.planilla, l.numero_cargo, l.unidad_id)"
    " = (p.servidor_id, p.periodo, p.planilla, p.numero_cargo, p.unidad_id)"
)
LA_MISMA_DE_B = "b.servidor_id, b.periodo, b.planilla, b.numero_cargo, b.unidad_id"

REPETIDAS = f"""
CREATE TEMPORARY TABLE boletas_repetidas ON COMMIT DROP AS
SELECT linea, numero_cargo, first_value(linea) OVER veces AS primera, row_number() OVER veces AS vez
FROM boletas_llaves JOIN (
    SELECT {LA_MISMA} FROM boletas_llaves GROUP BY {LA_MISMA} HAVING count(*) > 1
) AS varias USING ({LA_MISMA})
WINDOW veces AS (PARTITION BY {LA_MISMA} ORDER BY linea);
"""

RECHAZAR_REPETIDAS = """
INSERT INTO boletas_hallazgo (importacion_id, clase, linea, columna, valor, motivo)
SELECT %(importacion)s, 'E', linea, 'numero_cargo', numero_cargo,
    'Repite la boleta de la línea ' || primera || '.'
FROM boletas_repetidas WHERE vez > 1;
DELETE FROM boletas_llaves l USING boletas_repetidas r WHERE l.linea = r.linea AND r.vez > 1;
"""

SEPARAR_GEMELAS = """
INSERT INTO boletas_hallazgo (importacion_id, clase, linea, columna, valor, motivo)
SELECT %(importacion)s, 'D', linea, 'correlativo', numero_cargo,
    'Puede ser la misma hoja de la línea ' || primera || ': tiene el mismo correlativo,'
    || ' establecimiento y cargo. Se toman las dos.'
FROM boletas_repetidas WHERE vez > 1;
UPDATE boletas_llaves l SET numero_cargo =
    left(l.numero_cargo, 12 - length('.' || r.vez)) || '.' || r.vez
FROM boletas_repetidas r WHERE l.linea = r.linea AND r.vez > 1;
"""
"""The second slip of a key is told from the first by its place: «123456-a41.2»."""

PREVIAS = f"""
CREATE TEMPORARY TABLE boletas_previas ON COMMIT DROP AS
SELECT {LA_MISMA_DE_B}, max(b.version) AS version,
    max(b.version) FILTER (WHERE i.publicada_en IS NOT NULL) AS vigente
FROM boletas_boleta b JOIN boletas_importacion i ON i.id = b.importacion_id
WHERE b.periodo = ANY(ARRAY(SELECT DISTINCT periodo FROM boletas_llaves))
GROUP BY {LA_MISMA_DE_B};
ANALYZE boletas_previas;
"""
"""`version` is the last number that was given; `vigente`, the last that was not retired."""

MARCAR_IGUALES = f"""
UPDATE boletas_llaves l SET igual = true
FROM boletas_previas p JOIN boletas_boleta b USING ({LA_MISMA}), boletas_boletaenespera e
WHERE b.version = p.vigente AND b.periodo = ANY(ARRAY(SELECT DISTINCT periodo FROM boletas_llaves))
  AND {ES_LA_MISMA}
  AND e.importacion_id = %(importacion)s AND e.linea = l.linea
  AND b.conceptos = e.conceptos AND b.datos = e.datos AND b.imponible = e.imponible
"""

RECHAZAR_PENDIENTES = f"""
WITH pendientes AS (
    SELECT l.linea, l.numero_cargo, b.importacion_id
    FROM boletas_llaves l JOIN boletas_previas p USING ({LA_MISMA})
    JOIN boletas_boleta b USING ({LA_MISMA})
    JOIN boletas_importacion i ON i.id = b.importacion_id
    WHERE b.version = p.vigente AND i.publicada_en > clock_timestamp() AND NOT l.igual
), dichas AS (
    INSERT INTO boletas_hallazgo (importacion_id, clase, linea, columna, valor, motivo)
    SELECT %(importacion)s, 'E', linea, 'numero_cargo', numero_cargo,
        'La importación ' || importacion_id || ' ya la tiene, con otro contenido, y espera su hora:'
        || ' retire aquella, o espere a que se publique.'
    FROM pendientes
)
DELETE FROM boletas_llaves l USING pendientes p WHERE l.linea = p.linea
"""

EN_OTRO_FORMATO = """
INSERT INTO boletas_hallazgo (importacion_id, clase, linea, columna, valor, motivo)
SELECT DISTINCT ON (l.linea) %(importacion)s, 'D', l.linea, 'liquido', b.numero_cargo,
    'Ya tiene una boleta con el mismo líquido en esa planilla, importada en otro formato.'
FROM boletas_llaves l JOIN boletas_boleta b USING (servidor_id, periodo, planilla, unidad_id)
JOIN boletas_importacion i ON i.id = b.importacion_id
WHERE b.periodo = ANY(ARRAY(SELECT DISTINCT periodo FROM boletas_llaves))
  AND b.liquido = l.liquido AND b.numero_cargo <> l.numero_cargo AND i.publicada_en IS NOT NULL
  AND i.formato <> '' AND (i.formato = 'L') <> %(es_lis)s
"""

TOTALES = """
INSERT INTO boletas_total (
    importacion_id, unidad_id, planilla, boletas, ingresos, descuentos, aportes, liquido
)
SELECT %(importacion)s, l.unidad_id, l.planilla, count(*), sum(e.ingresos), sum(e.descuentos),
    sum(e.aportes), sum(e.liquido)
FROM boletas_llaves l JOIN boletas_boletaenespera e
    ON e.importacion_id = %(importacion)s AND e.linea = l.linea
GROUP BY l.unidad_id, l.planilla
"""

SUMAS = """
SELECT coalesce(sum(boletas), 0)::int, coalesce(sum(ingresos), 0), coalesce(sum(descuentos), 0),
    coalesce(sum(aportes), 0), coalesce(sum(liquido), 0)
FROM boletas_total WHERE importacion_id = %(importacion)s
"""

CUENTA = f"""
SELECT count(*) FILTER (WHERE NOT igual AND vigente IS NULL),
    count(*) FILTER (WHERE NOT igual AND vigente IS NOT NULL), count(*) FILTER (WHERE igual)
FROM boletas_llaves LEFT JOIN boletas_previas USING ({LA_MISMA})
"""

DUDAS = """
SELECT count(DISTINCT linea) FROM boletas_hallazgo
WHERE importacion_id = %(importacion)s AND clase = 'D'
"""


def cotejar(cursor: Any, importacion: Importacion) -> Cotejo:
    """Fill the temporary tables, write findings and totals, and tell what would be written."""
    de = {"importacion": importacion.pk, "es_lis": importacion.formato == Importacion.Formato.LIS}
    # a month of the nation takes longer than a page may
    cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'")
    cursor.execute("DROP TABLE IF EXISTS pg_temp.boletas_repetidas")
    for sentencia in (LLAVES, SIN_LEGAJO, REPETIDAS):
        cursor.execute(sentencia, de)
    cursor.execute(SEPARAR_GEMELAS if de["es_lis"] else RECHAZAR_REPETIDAS, de)
    for sentencia in (PREVIAS, MARCAR_IGUALES, RECHAZAR_PENDIENTES, EN_OTRO_FORMATO, TOTALES):
        cursor.execute(sentencia, de)
    cursor.execute(SUMAS, de)
    sumas = cursor.fetchone()
    cursor.execute(CUENTA)
    return Cotejo(*sumas, *cursor.fetchone())


def dudosas(cursor: Any, importacion: Importacion) -> int:
    """How many boletas have a doubt."""
    cursor.execute(DUDAS, {"importacion": importacion.pk})
    return int(cursor.fetchone()[0])
