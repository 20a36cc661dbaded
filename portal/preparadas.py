"""Queries that every page makes: the ORM writes their SQL once in each process, not each time.

Writing the SQL of a queryset with subqueries costs more CPU than all the rest of reading a
row (docs/rendimiento.md). The queryset stays the only definition; only its values change.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.utils import timezone


class Preparada:
    """A queryset of tuples: `construir` gets so many integers and returns `values_list`.

    They may only be compared, and no other integer of the queryset may be negative. A
    date among its values is always taken as today, an instant as now.
    """

    def __init__(self, construir: Callable[..., QuerySet[Any, Any]], enteros: int = 1) -> None:
        self.construir = construir
        self.marcas = {-1 - lugar: lugar for lugar in range(enteros)}
        self.sql = ""

    def filas(self, *enteros: int) -> Iterable[Any]:
        """Run it with these integers: one query."""
        if not self.sql:
            self._compilar()
        valores = [self._valor(v, enteros) for v in self.valores]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, valores)
            filas = cursor.fetchall()
        if self.conversiones:
            return self.compilador.apply_converters(filas, self.conversiones)
        return filas

    def _compilar(self) -> None:
        consulta = self.construir(*self.marcas).query
        self.compilador = consulta.get_compiler(DEFAULT_DB_ALIAS)
        sql, self.valores = self.compilador.as_sql()
        columnas = [columna for columna, _, _ in self.compilador.select]
        self.conversiones = self.compilador.get_converters(columnas)
        self.sql = sql

    def _valor(self, escrito: Any, enteros: tuple[int, ...]) -> Any:
        if type(escrito) is int and escrito in self.marcas:
            return enteros[self.marcas[escrito]]
        if isinstance(escrito, datetime):
            return timezone.now()
        return timezone.localdate() if isinstance(escrito, date) else escrito


def columnas_de(modelo: type[Model], prefijo: str = "") -> tuple[str, ...]:
    """Every column of a model, as paths of `values_list`; not those that the database generates."""
    campos = (campo for campo in modelo._meta.concrete_fields if not campo.generated)
    return tuple(f"{prefijo}{campo.attname}" for campo in campos)


def instancia(modelo: type[Model], valores: Iterable[Any]) -> Any:
    """The model instance of a row read with `columnas_de`."""
    return modelo.from_db(DEFAULT_DB_ALIAS, columnas_de(modelo), tuple(valores))
