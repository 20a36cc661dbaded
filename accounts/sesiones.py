"""The session engine: Django's, over rows that know whose they are.

What the rows tell besides (owner, device, hours) is noted in the session itself by
`abrir`, at login, and copied to columns whenever it is saved.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DeDjango
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts import sucesos
from accounts.models import Sesion, Usuario
from accounts.origen import Origen
from accounts.sucesos import Tipo

CADA = 60  # seconds between two notes of when a session was last seen
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


def vencida(sesion: Any, usuario: Usuario) -> bool:
    """Whether its time is over, idle or in all; else note, once a minute, that it was seen.

    A session that nobody noted the hours of begins to count now.
    """
    ahora = int(time.time())
    if ABIERTA not in sesion:
        sesion[ABIERTA] = sesion[VISTA] = ahora
        return False
    sin_uso = settings.SESION_SIN_USO_PERSONAL if usuario.is_staff else settings.SESION_SIN_USO
    if ahora - sesion[VISTA] > sin_uso.total_seconds():
        return True
    if ahora - sesion[ABIERTA] > settings.SESION_EN_TOTAL.total_seconds():
        return True
    if ahora - sesion[VISTA] >= CADA:
        sesion[VISTA] = ahora
    return False


def abiertas(usuario: Usuario, esta: str | None) -> list[Sesion]:
    """The open sessions of an account, each with its `huella` and whether it is `esta`."""
    vivas = Sesion.objects.filter(usuario=usuario, expire_date__gt=timezone.now())
    filas = list(vivas.order_by("-vista_en"))
    for fila in filas:
        fila.huella, fila.esta = _huella(fila), fila.session_key == esta
    return sorted(filas, key=lambda fila: not fila.esta)


@transaction.atomic
def cerrar(*, usuario: Usuario, cual: str, esta: str, origen: Origen) -> int:
    """Close the session of this `huella`, or with none all but `esta`; return how many."""
    otras = Sesion.objects.filter(usuario=usuario).exclude(session_key=esta)
    elegidas = [s for s in otras if not cual or constant_time_compare(_huella(s), cual)]
    for fila in elegidas:
        fila.delete()
        sucesos.anotar(
            Tipo.SESION_CERRADA, usuario=usuario, origen=origen, detalle=fila.equipo or ""
        )
    return len(elegidas)


def cerrar_todas(*, usuario: Usuario, menos: str | None = None) -> int:
    """End the sessions of an account, but one; what ends them tells why in an event of its own."""
    return Sesion.objects.filter(usuario=usuario).exclude(session_key=menos or "").delete()[0]


def _huella(fila: Sesion) -> str:
    """What names a session on a page: its key is a secret."""
    return salted_hmac("accounts.sesiones", fila.session_key).hexdigest()[:32]


def _hora(segundos: int | None) -> datetime | None:
    return None if segundos is None else datetime.fromtimestamp(segundos, UTC)
