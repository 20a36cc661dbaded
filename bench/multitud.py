"""A whole country of synthetic servidores with their vínculos, written by SQL alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pgtrigger
from django.db import models
from pghistory.trigger import Event

from legajo.models import CentroLaboral, Cese, Servidor, Vinculo

UNIDAD = "190001"
"""The UGEL that keeps 24 of every thousand files."""
MODELOS = (CentroLaboral, Servidor, Vinculo, Cese)
TABLAS = (*(modelo._meta.db_table for modelo in MODELOS), "legajo_palabra", "accounts_unidad")


def sembrar(cursor: Any, desde: int, hasta: int) -> None:
    """Write the people of these numbers (DNI 99nnnnnn), without history; the owner may."""
    orden = Path(__file__).with_suffix(".sql").read_text()
    for nombre, valor in (("desde", desde), ("hasta", hasta), ("unidad", f"'{UNIDAD}'")):
        orden = orden.replace(f":{nombre}", str(valor))
    for modelo in MODELOS:
        tabla = modelo._meta.db_table
        columnas = dict(_de_mas(modelo, orden))
        for marca, textos in (("de_mas", columnas), ("con_que", columnas.values())):
            orden = orden.replace(f":{marca}({tabla})", "".join(f", {texto}" for texto in textos))
    with _sin_historia(cursor):
        cursor.execute(orden)


def _de_mas(modelo: Any, orden: str) -> Iterator[tuple[str, str]]:
    """The columns that may not be null and the order does not name, with a value as SQL."""
    tabla = modelo._meta.db_table
    nombradas = re.search(rf"INSERT INTO {tabla} \((.*?):de_mas", orden, re.S)[1]  # type: ignore[index]
    for campo in modelo._meta.concrete_fields:
        if campo.primary_key or campo.null or campo.generated:
            continue
        if campo.column not in re.findall(r"\w+", nombradas):
            yield campo.column, _valor(campo)


def _valor(campo: Any) -> str:
    if campo.is_relation:
        return f"(SELECT min(id) FROM {campo.related_model._meta.db_table})"
    defecto = campo.get_default()
    if isinstance(defecto, list):
        return "'{}'"
    if isinstance(campo, models.BooleanField | models.IntegerField):
        return f"'{int(defecto or 0)}'"
    return f"'{defecto or ''}'"


@contextmanager
def _sin_historia(cursor: Any) -> Iterator[None]:
    """With the triggers that keep versions off, until the block ends."""
    de_historia = [
        (modelo._meta.db_table, disparador.get_pgid(modelo))
        for modelo, disparador in pgtrigger.registered()
        if modelo in MODELOS and isinstance(disparador, Event)
    ]
    for tabla, nombre in de_historia:
        cursor.execute(f"ALTER TABLE {tabla} DISABLE TRIGGER {nombre}")
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered while they wait
    for tabla, nombre in de_historia:
        cursor.execute(f"ALTER TABLE {tabla} ENABLE TRIGGER {nombre}")
