"""A past for the tests: the database's own clock writes history, so versions are dated after."""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from accounts.origen import Origen
from legajo import compartir
from legajo.codigos import codigo_nuevo
from legajo.models import Documento, Enlace, Servidor

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


PAPEL = b"%PDF-1.7 de prueba"


def documento(titular: Servidor, **datos: Any) -> Documento:
    """An issued document as it stands in the database, without drawing it."""
    datos = {
        "clase": Documento.Clase.CONSTANCIA, "clave": f"prueba:{uuid.uuid4()}",
        "codigo": codigo_nuevo(), "unidad": titular.unidad, "emitido_en": timezone.now(),
        "sha256": hashlib.sha256(PAPEL).hexdigest(),
        "contenido": {"acredita": "Que trabajó doce años", "secreto": "Zzsecreto"},
    } | datos  # fmt: skip
    emitido = Documento(titular=titular, **datos)
    emitido.archivo.save("papel.pdf", ContentFile(PAPEL), save=False)
    emitido.save(force_insert=True)
    return emitido


def compartido(emitido: Documento, *, dias: int = 7, **datos: Any) -> Enlace:
    """A link to it, by its holder, with its `token`."""
    clave = uuid.uuid4()
    token = compartir.crear(
        emitido, para=datos.get("para", "Comité de contratación"), dias=dias, clave=clave,
        por=emitido.titular.usuario, origen=Origen("192.0.2.9", "Chrome en Android"),
    )  # fmt: skip
    enlace = Enlace.objects.get(publico=clave)
    enlace.token = token  # type: ignore[attr-defined]
    return enlace
