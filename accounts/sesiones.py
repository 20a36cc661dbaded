"""The session engine: Django's, over rows that know whose they are.

What the rows tell besides (owner, device, hours) is noted in the session itself by
`abrir`, at login, and copied to columns whenever it is saved.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DeDjango

from accounts.models import Sesion
from accounts.origen import Origen

ABIERTA, VISTA, DIRECCION, EQUIPO = "_abierta", "_vista", "_direccion", "_equipo"


class SessionStore(DeDjango):
    """Django's database store, writing `accounts.Sesion`."""

    @classmethod
    def get_model_class(cls) -> type[Sesion]:
        """The rows."""
        return Sesion

    def create_model_instance(self, data: dict[str, Any]) -> Sesion:
        """The row of this session."""
        fila = cast(Sesion, super().create_model_instance(data))
        fila.usuario_id = data.get(SESSION_KEY)
        fila.creada_en, fila.vista_en = _hora(data.get(ABIERTA)), _hora(data.get(VISTA))
        fila.direccion, fila.equipo = data.get(DIRECCION), data.get(EQUIPO, "")
        return fila


def abrir(sesion: Any, origen: Origen) -> None:
    """Note in a session that has just been logged in when and from where it was opened."""
    sesion[ABIERTA] = sesion[VISTA] = int(time.time())
    sesion[DIRECCION], sesion[EQUIPO] = origen.direccion, origen.equipo


def _hora(segundos: int | None) -> datetime | None:
    return None if segundos is None else datetime.fromtimestamp(segundos, UTC)
