"""The one way to write a security event."""

from __future__ import annotations

import logging
import re
from functools import partial
from typing import Any

from django.db import transaction

from accounts.models import Suceso, Unidad, Usuario
from accounts.origen import Origen

Tipo = Suceso.Tipo
NADIE_EN_PARTICULAR = Origen()
registro = logging.getLogger("seguridad")
PARECE_DOCUMENTO = re.compile(r"[0-9A-Z]{6,12}")


def anotar(
    tipo: Suceso.Tipo,
    *,
    usuario: Usuario | None = None,
    por: Any = None,
    origen: Origen = NADIE_EN_PARTICULAR,
    tecleado: str = "",
    unidad: Unidad | None = None,
    detalle: str = "",
) -> Suceso:
    """Append an event, in the transaction of what it tells; once that holds, log it too.

    `usuario` is the account that it happened to, `por` who did it where that is somebody
    else. What was typed as usuario is kept only if it looks like one: people type their
    password there.
    """
    suceso = Suceso.objects.create(
        tipo=tipo,
        usuario=usuario,
        por=por,
        tecleado=tecleado if PARECE_DOCUMENTO.fullmatch(tecleado) else "",
        unidad=unidad,
        direccion=origen.direccion,
        equipo=origen.equipo,
        detalle=detalle[:300],
    )
    transaction.on_commit(partial(_registrar, suceso))
    return suceso


def _registrar(suceso: Suceso) -> None:
    """A line of the log, by keys: who is meant is told by the table alone."""
    datos = {
        "suceso": suceso.pk,
        "tipo": suceso.tipo,
        "usuario": suceso.usuario_id,
        "por": suceso.por_id,
        "unidad": suceso.unidad_id,
        "direccion": suceso.direccion,
        "equipo": suceso.equipo,
    }
    registro.info(suceso.get_tipo_display(), extra={"datos": datos})
