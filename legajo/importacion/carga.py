"""The rows of one sheet with the types of their table, each beside what the legajo has of it.

`carga` is a temporary table with every column of the model, named as there, so that
constraints can be asked of it; `id` is the record that a row would change, none if new.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, models

from legajo.importacion.celdas import SEPARADOR
from legajo.importacion.destinos import Destino
from legajo.importacion.espera import TABLA as EN_ESPERA

_TEXTOS = ("CharField", "TextField", "EmailField", "URLField", "FileField", "SlugField")


class Carga:
    """Makes and fills `carga` for a sheet whose rows in wait have the columns `campos`."""

    def __init__(self, cursor: Any, destino: Destino, campos: list[str]) -> None:
        self.cursor, self.destino = cursor, destino
        self.meta = destino.modelo._meta
        self.tabla = self.meta.db_table
        self.columnas = [
            f for f in self.meta.concrete_fields if not f.primary_key and not f.generated
        ]
        self.dadas = [self.meta.get_field(c) for c in campos]
        self.ausentes = [
            f for f in self.columnas
            if f not in self.dadas and f.name not in ("servidor", "unidad", "publico", "version")
        ]  # fmt: skip

    def cargar(
        self, importacion: int, hoja: int, *, unidades: list[int] | None, de: tuple[int, str]
    ) -> None:
        """Fill the table from the rows in wait. `de` is who imports: account and documento."""
        self.cursor.execute("DROP TABLE IF EXISTS pg_temp.carga")
        propio = "coalesce(s.usuario_id = %s OR s.documento = %s, e.documento = %s)"
        quien, params = self._de_quien(unidades)
        valores, de_valores = self._valores()
        self.cursor.execute(
            f"""CREATE TEMPORARY TABLE carga ON COMMIT DROP AS
            SELECT NULL::bigint AS id, false AS _igual, e.fila AS _fila, e.documento AS _documento,
                e.tipo_identidad AS _tipo, e.reparos AS _reparos, {propio} AS _propio, {valores}
            FROM (
                SELECT fila, documento, tipo_identidad, reparos, string_to_array(datos, %s) AS d
                FROM {EN_ESPERA} WHERE importacion_id = %s AND hoja = %s OFFSET 0
            ) e {quien}""",
            [de[0], de[1], de[1], *de_valores, SEPARADOR, importacion, hoja, *params],
        )
        claves = ["_documento", *(f.column for f in self._de_la_clave())]
        self.cursor.execute(f"ANALYZE carga ({', '.join(claves)})")

    def _de_quien(self, unidades: list[int] | None) -> tuple[str, list[Any]]:
        """The join with the person: of the branch, for records; himself, for people."""
        union = "LEFT JOIN legajo_servidor s ON s.documento = e.documento"
        if self.destino.abre_legajos:
            return union, []
        union += " AND (e.tipo_identidad = '' OR s.tipo_identidad = e.tipo_identidad)"
        if unidades is None:
            return union, []
        return f"{union} AND s.unidad_id = ANY(%s)", [unidades]

    def _valores(self) -> tuple[str, list[Any]]:
        partes, params = [], []
        for f in self.columnas:
            sql = self._de_la_fila(f)
            if sql is None:
                sql = f"%s::{_tipo(f)}"
                params.append(f.get_db_prep_save(f.get_default(), connection))
            partes.append(f'{sql} AS "{f.column}"')
        return ", ".join(partes), params

    def _de_la_fila(self, f: Any) -> str | None:
        """Where the value of a column comes from; None where it is the default."""
        if f in self.dadas:
            dato = f"e.d[{self.dadas.index(f) + 1}]"
            if _tipo(f) == "text" and not f.null:
                return dato
            return f"NULLIF({dato}, '')::{_tipo(f)}"
        if isinstance(f, models.UUIDField):
            return "gen_random_uuid()"
        if self.destino.abre_legajos:
            return {"documento": "e.documento", "tipo_identidad": "e.tipo_identidad"}.get(f.name)
        return {"servidor": "s.id", "unidad": "s.unidad_id"}.get(f.name)

    def _de_la_clave(self) -> list[Any]:
        """The columns by which a row is known again."""
        quien = "documento" if self.destino.abre_legajos else "servidor"
        return [self.meta.get_field(c) for c in (quien, *self.destino.clave)]

    def clave(self, alias: str) -> list[str]:
        """The natural key as expressions that are equal where rows are the same."""
        return [_sin_nulo(f, f'{alias}."{f.column}"') for f in self._de_la_clave()]

    def reconocer(self) -> None:
        """Find for each row the record that it is already, and whether it says the same.

        Of several records with its key, one that says the same; `_veces` counts them.
        """
        pares = zip(self.clave("c"), self.clave("r"), strict=True)
        une = " AND ".join(f"{suya} = {mia}" for suya, mia in pares)
        if not self.destino.abre_legajos:
            une += " AND NOT r.retirado"
        mias, suyas = (", ".join(f'{a}."{f.column}"' for f in self.dadas) for a in "cr")
        self.cursor.execute("DROP TABLE IF EXISTS pg_temp.hallados")
        self.cursor.execute(
            f"""CREATE TEMPORARY TABLE hallados ON COMMIT DROP AS
            SELECT DISTINCT ON (c._fila) c._fila, r.id,
                ROW({mias}) IS NOT DISTINCT FROM ROW({suyas}) AS igual,
                count(*) OVER (PARTITION BY c._fila) AS veces
            FROM carga c JOIN {self.tabla} r ON {une}
            ORDER BY c._fila, 3 DESC"""
        )
        if self.cursor.rowcount:
            self._anotar_hallados()

    def _anotar_hallados(self) -> None:
        """Put the record beside its row, and what the file does not say as the record has it."""
        deja = "".join(f', "{f.column}" = r."{f.column}"' for f in self.ausentes)
        self.cursor.execute(
            f"""UPDATE carga c SET id = h.id, _igual = h.igual{deja}
            FROM hallados h JOIN {self.tabla} r ON r.id = h.id WHERE h._fila = c._fila"""
        )


def _tipo(f: Any) -> str:
    """The type of a column; of texts without their length, which a cast would cut to."""
    if f.get_internal_type() in _TEXTOS:
        return "text"
    return str(f.db_type(connection))


def _sin_nulo(f: Any, columna: str) -> str:
    """A column that may be null, made comparable by equality, which a join can hash."""
    if not f.null:
        return columna
    nada = {"text": "''", "date": "'-infinity'"}.get(_tipo(f), "-1")
    return f"coalesce({columna}, {nada}::{_tipo(f)})"
