"""Locks that die with the connection that holds them: a killed process lets go by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


class EnMarchaError(Exception):
    """Another process is at it."""


@contextmanager
def en_exclusiva(clase: int, clave: int) -> Iterator[None]:
    """Work alone on one thing of a class. Raises EnMarchaError where another does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [clase, clave])
        if not cursor.fetchone()[0]:
            raise EnMarchaError
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [clase, clave])


def tomado(clase: int, clave: int) -> bool:
    """Whether some process is at it now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND classid = %s AND objid = %s AND objsubid = 2"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [clase, clave],
        )
        return bool(cursor.fetchone()[0])
