"""What to say when a verb comes late: to who did it already, and to who was overtaken."""

from __future__ import annotations

from accounts.models import Usuario
from portal.texto import fecha_hora
from solicitudes.models import Evento
from solicitudes.transiciones import DE_REPARTO

RASTROS = {
    "atender": ("atender", "proponer", "rechazar"),
    "confirmar": ("confirmar",),
    "rechazar": ("rechazar",),
    "observar": ("observar",),
    "devolver": ("devolver",),
}
"""Verb of the desk -> the events that it leaves."""
DICHO = {
    "atender": "atendió", "proponer": "propuso para que otra persona la confirme",
    "rechazar": "rechazó", "confirmar": "confirmó", "observar": "observó",
    "devolver": "devolvió", "subsanar": "subsanó", "anular": "anuló", "enviar": "envió",
}  # fmt: skip


def repetido(pk: int, verbo: str, por: Usuario) -> str:
    """«Ya la atendió usted…» when the last that happened is this very verb by him; else empty."""
    ultimo = _ultimo(pk)
    if ultimo is None or ultimo.por_id != por.pk or ultimo.verbo not in RASTROS.get(verbo, ()):
        return ""
    return f"Ya la {DICHO[ultimo.verbo]} usted el {fecha_hora(ultimo.cuando)}."


def quien_fue(pk: int, por: Usuario) -> str:
    """«La atendió Ana el…», of the last that happened to it."""
    ultimo = _ultimo(pk)
    if ultimo is None or ultimo.verbo not in DICHO:
        return ""
    autor = "usted" if ultimo.por_id == por.pk else ultimo.por
    return f"La {DICHO[ultimo.verbo]} {autor} el {fecha_hora(ultimo.cuando)}."


def _ultimo(pk: int) -> Evento | None:
    suyos = Evento.objects.filter(solicitud=pk).exclude(verbo__in=DE_REPARTO)
    return suyos.select_related("por").order_by("-pk").first()
