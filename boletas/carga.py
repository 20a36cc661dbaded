"""Rows into the database: COPY to a temporary table, checks in bulk, one INSERT."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from boletas.fila import Fila
from boletas.models.boleta import uuid_ordenado

COLUMNAS = (
    "publico", "linea", "documento", "unidad_id", "periodo", "planilla", "numero_cargo",
    "ingresos", "descuentos", "aportes", "liquido", "imponible", "conceptos", "datos",
)  # fmt: skip

CREAR = """
DROP TABLE IF EXISTS pg_temp.boletas_carga;
CREATE TEMPORARY TABLE boletas_carga (
    publico uuid, linea integer, documento text, unidad_id bigint, periodo integer,
    planilla text, numero_cargo text, ingresos numeric, descuentos numeric, aportes numeric,
    liquido numeric, imponible numeric, conceptos jsonb, datos jsonb
) ON COMMIT DROP;
"""

SIN_LEGAJO = """
SELECT c.linea, c.documento FROM boletas_carga c
LEFT JOIN legajo_servidor s ON s.documento = c.documento
WHERE s.id IS NULL ORDER BY c.linea
"""

REPETIDAS = """
SELECT linea, primera, numero_cargo FROM (
    SELECT linea, numero_cargo, first_value(linea) OVER (
        PARTITION BY documento, periodo, planilla, numero_cargo, unidad_id ORDER BY linea
    ) AS primera FROM boletas_carga
) AS marcadas WHERE linea > primera ORDER BY linea
"""

QUITAR_IGUALES = """
WITH ultimas AS (
    SELECT DISTINCT ON (servidor_id, periodo, planilla, numero_cargo, unidad_id) *
    FROM boletas_boleta WHERE periodo IN (SELECT DISTINCT periodo FROM boletas_carga)
    ORDER BY servidor_id, periodo, planilla, numero_cargo, unidad_id, version DESC
)
DELETE FROM boletas_carga c USING ultimas u, legajo_servidor s
WHERE s.documento = c.documento AND u.servidor_id = s.id AND u.periodo = c.periodo
  AND u.planilla = c.planilla AND u.numero_cargo = c.numero_cargo AND u.unidad_id = c.unidad_id
  AND u.conceptos = c.conceptos AND u.datos = c.datos AND u.imponible = c.imponible
"""

ESCRIBIR = """
WITH anteriores AS (
    SELECT servidor_id, periodo, planilla, numero_cargo, unidad_id, max(version) AS version
    FROM boletas_boleta WHERE periodo IN (SELECT DISTINCT periodo FROM boletas_carga)
    GROUP BY servidor_id, periodo, planilla, numero_cargo, unidad_id
), escritas AS (
    INSERT INTO boletas_boleta (
        publico, servidor_id, unidad_id, importacion_id, periodo, version, planilla,
        numero_cargo, ingresos, descuentos, aportes, liquido, imponible, conceptos, datos
    )
    SELECT c.publico, s.id, c.unidad_id, %s, c.periodo, coalesce(a.version, 0) + 1, c.planilla,
        c.numero_cargo, c.ingresos, c.descuentos, c.aportes, c.liquido, c.imponible,
        c.conceptos, c.datos
    FROM boletas_carga c
    JOIN legajo_servidor s ON s.documento = c.documento
    LEFT JOIN anteriores a ON a.servidor_id = s.id AND a.periodo = c.periodo
        AND a.planilla = c.planilla AND a.numero_cargo = c.numero_cargo
        AND a.unidad_id = c.unidad_id
    RETURNING version
)
SELECT count(*) FILTER (WHERE version = 1), count(*) FILTER (WHERE version > 1) FROM escritas
"""

TOTALES = """
SELECT u.codigo, u.nombre, c.planilla, count(*), sum(c.ingresos), sum(c.descuentos),
       sum(c.aportes), sum(c.liquido)
FROM boletas_carga c JOIN accounts_unidad u ON u.id = c.unidad_id
GROUP BY u.id, c.planilla ORDER BY u.codigo, c.planilla
"""


@dataclass(frozen=True, slots=True)
class Total:
    """Sums of the boletas of one unit and planilla, to be squared with the payroll."""

    codigo: str
    unidad: str
    planilla: str
    boletas: int
    ingresos: Decimal
    descuentos: Decimal
    aportes: Decimal
    liquido: Decimal


class _Flujo(io.TextIOBase):
    """A file that psycopg2 reads from, filled line by line: memory stays flat."""

    def __init__(self, lineas: Iterator[str]) -> None:
        self.lineas = lineas
        self.resto = ""
        self.error: Exception | None = None

    def read(self, size: int | None = -1) -> str:
        """Up to `size` characters; what goes wrong underneath is kept, psycopg2 would hide it."""
        try:
            return self._leer(size)
        except Exception as error:
            self.error = error
            raise

    def _leer(self, size: int | None) -> str:
        partes, largo = [self.resto], len(self.resto)
        limite = size if size is not None and size >= 0 else None
        for linea in self.lineas:
            partes.append(linea)
            largo += len(linea)
            if limite is not None and largo >= limite:
                break
        texto = "".join(partes)
        self.resto = texto[limite:] if limite is not None else ""
        return texto[:limite]


def copiar(cursor: Any, filas: Iterable[Fila]) -> None:
    """Make the temporary table and fill it with the rows, as they come."""
    cursor.execute(CREAR)
    orden = f"COPY boletas_carga ({', '.join(COLUMNAS)}) FROM STDIN"
    flujo = _Flujo(map(_linea, filas))
    try:
        cursor.copy_expert(orden, flujo, 1 << 16)
    except Exception:
        if flujo.error:
            raise flujo.error from None
        raise
    cursor.execute("ANALYZE boletas_carga (documento, periodo)")


def _linea(fila: Fila) -> str:
    """A row in COPY's text format. Rows hold no control characters: only `\\` is escaped."""
    textos = "\t".join(
        [
            str(uuid_ordenado()), str(fila.linea), fila.documento, str(fila.unidad),
            str(fila.periodo), fila.planilla, fila.numero_cargo, str(fila.ingresos),
            str(fila.descuentos), str(fila.aportes), str(fila.liquido), str(fila.imponible),
            _json(fila.conceptos), _json(fila.datos),
        ]
    )  # fmt: skip
    return textos.replace("\\", "\\\\") + "\n"


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def sin_legajo(cursor: Any) -> Iterator[tuple[int, str]]:
    """(line, documento) of the rows whose person has no legajo."""
    cursor.execute(SIN_LEGAJO)
    yield from cursor.fetchall()


def repetidas(cursor: Any) -> Iterator[tuple[int, int, str]]:
    """(line, first line, número de cargo) of the rows that repeat a boleta of the same file."""
    cursor.execute(REPETIDAS)
    yield from cursor.fetchall()


def quitar(cursor: Any, lineas: list[int]) -> None:
    """Leave these lines out."""
    cursor.execute("DELETE FROM boletas_carga WHERE linea = ANY(%s)", [lineas])


def totales(cursor: Any) -> list[Total]:
    """What waits to be written, summed by unit and planilla."""
    cursor.execute(TOTALES)
    return [Total(*fila) for fila in cursor.fetchall()]


def quitar_iguales(cursor: Any) -> int:
    """Leave out what is published already, word for word; how many those were."""
    cursor.execute(QUITAR_IGUALES)
    return cursor.rowcount


def escribir(cursor: Any, importacion: int) -> tuple[int, int]:
    """Write what waits; (new boletas, new versions of a boleta that existed)."""
    cursor.execute(ESCRIBIR, [importacion])
    nuevas, versiones = cursor.fetchone()
    cursor.execute("DROP TABLE pg_temp.boletas_carga")
    return nuevas, versiones
