"""Whether this process can serve."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

_al_dia = False


def que_falta() -> str:
    """What keeps the process from serving, in words; empty when nothing does."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return "" if _migrado() else "faltan migraciones"
    except DatabaseError:
        return "la base de datos no responde"


def _migrado() -> bool:
    """Whether every migration of this code is applied; once it is, not asked again."""
    global _al_dia
    if not _al_dia:
        ejecutor = MigrationExecutor(connection)
        _al_dia = not ejecutor.migration_plan(ejecutor.loader.graph.leaf_nodes())
    return _al_dia
