"""The one way to write a security event."""

from __future__ import annotations

import re
from typing import Any

from accounts.models import Suceso, Unidad, Usuario
from accounts.origen import Origen

Tipo = Suceso.Tipo
NADIE_EN_PARTICULAR = Origen()
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
    """Append an event, in the transaction of what it tells.

    `usuario` is the account that it happened to, `por` who did it where that is somebody
    else. What was typed as usuario is kept only if it looks like one: people type their
    password there.
    """
    return Suceso.objects.create(
        tipo=tipo,
        usuario=usuario,
        por=por,
        tecleado=tecleado if PARECE_DOCUMENTO.fullmatch(tecleado) else "",
        unidad=unidad,
        direccion=origen.direccion,
        equipo=origen.equipo,
        detalle=detalle[:300],
    )
