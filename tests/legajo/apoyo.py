"""A past for the tests: the database's own clock writes history, so versions are dated after."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

LIMA = ZoneInfo("America/Lima")


def lima(*partes: int) -> datetime:
    """A moment in Lima."""
    return datetime(*partes, tzinfo=LIMA)


@contextmanager
def como_dueno() -> Iterator[Any]:
    """A cursor of the owner of the tables, who may do what the application may not."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        try:
            yield cursor
        finally:
            cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.ROL_APP)}")


def fechar(objeto: Any, *momentos: datetime) -> None:
    """Say when each version of a record was written, in order."""
    tabla = connection.ops.quote_name(objeto.pgh_event_model._meta.db_table)
    versiones = objeto.historia.order_by("pgh_id").values_list("pgh_id", flat=True)
    claves = list(versiones)
    assert len(claves) == len(momentos)
    with como_dueno() as cursor:
        cursor.execute(f"ALTER TABLE {tabla} DISABLE TRIGGER USER")
        for clave, momento in zip(claves, momentos, strict=True):
            cursor.execute(
                f"UPDATE {tabla} SET pgh_created_at = %s WHERE pgh_id = %s", [momento, clave]
            )
        cursor.execute(f"ALTER TABLE {tabla} ENABLE TRIGGER USER")
