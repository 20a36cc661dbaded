"""The constraints of a model asked of rows that wait: which would the database refuse, and why.

Each constraint is compiled by Django itself, over columns without a table, so that one that is
declared tomorrow is asked as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection, models
from django.db.models.sql import Query

TABLA = "carga"
VIVAS = "(id IS NULL OR NOT _igual)"
"""Rows that would be written."""


@dataclass(frozen=True)
class Consulta:
    """Finds rows of `carga` that a constraint refuses: (ctid, _fila, the row it clashes with)."""

    sql: str
    params: tuple[Any, ...]
    columnas: tuple[str, ...]
    motivo: str


def consultas(modelo: Any) -> Iterator[Consulta]:
    """Questions for every constraint of the model, first those of a single row."""
    restricciones = sorted(
        modelo._meta.constraints, key=lambda r: not isinstance(r, models.CheckConstraint)
    )
    for restriccion in restricciones:
        if isinstance(restriccion, models.CheckConstraint):
            yield _de_fila(modelo, restriccion)
        elif isinstance(restriccion, models.UniqueConstraint):
            if restriccion.fields != ("publico",):
                yield _de_pareja(modelo, restriccion, _iguales(restriccion))
        elif isinstance(restriccion, ExclusionConstraint):
            yield _de_pareja(modelo, restriccion, list(restriccion.expressions))


def mensaje_de(modelo: Any, nombre: str) -> str:
    """What a constraint says to people; empty where the model has none of that name."""
    return next(
        (
            str(r.get_violation_error_message())
            for r in modelo._meta.constraints
            if r.name == nombre
        ),
        "",
    )


def _de_fila(modelo: Any, restriccion: models.CheckConstraint) -> Consulta:
    condicion, params = _condicion(modelo, restriccion.condition)
    return Consulta(
        f"SELECT ctid, _fila, NULL FROM {TABLA} WHERE {VIVAS} AND NOT ({condicion})",
        params,
        tuple(dict.fromkeys(_campos(restriccion.condition))),
        str(restriccion.get_violation_error_message()),
    )


def _iguales(restriccion: models.UniqueConstraint) -> list[tuple[Any, str]]:
    partes = restriccion.expressions or restriccion.fields
    return [(models.F(p) if isinstance(p, str) else p, "=") for p in partes]


def _de_pareja(modelo: Any, restriccion: Any, partes: list[tuple[Any, str]]) -> Consulta:
    """Rows that clash with another of the file, or with a record that the file leaves as it is.

    Of two of the file, the one that changes a record goes before a new one, the earlier
    before the later.
    """
    expresiones = [_expresion(modelo, e) for e, _ in partes]
    equis = ", ".join(f"{sql} AS x{i}" for i, (sql, _) in enumerate(expresiones))
    params = tuple(p for _, suyos in expresiones for p in suyos)
    donde, params_donde = ("", ())
    if restriccion.condition is not None:
        condicion, params_donde = _condicion(modelo, restriccion.condition)
        donde = f"AND {condicion}"
    une = " AND ".join(f"c.x{i} {op} o.x{i}" for i, (_, op) in enumerate(partes))
    nuevas = f"SELECT ctid, _fila, id, {equis} FROM {TABLA} WHERE {VIVAS} {donde}"
    viejas = (
        f"SELECT id, {equis} FROM {modelo._meta.db_table} t WHERE NOT EXISTS ("
        f"SELECT FROM {TABLA} k WHERE k.id = t.id AND NOT k._igual) {donde}"
    )
    return Consulta(
        f"SELECT c.ctid, c._fila, o._fila FROM ({nuevas}) c JOIN ({nuevas}) o"
        f" ON {une} AND (o.id IS NULL, o._fila) < (c.id IS NULL, c._fila)"
        f" UNION ALL SELECT c.ctid, c._fila, NULL FROM ({nuevas}) c JOIN ({viejas}) o ON {une}"
        " AND o.id IS DISTINCT FROM c.id",
        (*params, *params_donde) * 4,
        tuple(dict.fromkeys(c for e, _ in partes for c in _campos(e))),
        str(restriccion.get_violation_error_message()),
    )


def _condicion(modelo: Any, condicion: Any) -> tuple[str, tuple[Any, ...]]:
    consulta = Query(modelo, alias_cols=False)
    donde = consulta.build_where(condicion)
    sql, params = donde.as_sql(consulta.get_compiler(connection=connection), connection)
    return sql, tuple(params)


def _expresion(modelo: Any, expresion: Any) -> tuple[str, tuple[Any, ...]]:
    consulta = Query(modelo, alias_cols=False)
    suelta = models.F(expresion) if isinstance(expresion, str) else expresion
    resuelta = suelta.resolve_expression(consulta)
    sql, params = consulta.get_compiler(connection=connection).compile(resuelta)
    return sql, tuple(params)


def _campos(parte: Any) -> Iterator[str]:
    """The fields that a condition or an expression names, where it can be told."""
    if isinstance(parte, models.Q):
        for hijo in parte.children:
            yield from _campos(hijo)
    elif isinstance(parte, tuple):
        yield parte[0].split("__")[0]
        yield from _campos(parte[1])
    elif isinstance(parte, models.F):
        yield str(getattr(parte, "name", "")).split("__")[0]
    elif hasattr(parte, "get_source_expressions"):
        for hijo in parte.get_source_expressions():
            yield from _campos(hijo)
