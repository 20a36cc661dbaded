"""The traffic light of a term: green, amber, red or standing still, always said in words too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.timezone import localdate

from portal.texto import fecha
from solicitudes.models import Solicitud
from solicitudes.plazos import Calendario, Calendarios, Procedimiento, termino

VERDE, AMBAR, ROJO, DETENIDO = "exito", "aviso", "error", "neutro"
"""Tones of a chip (portal.templatetags)."""
LEJOS = timedelta(500)
"""Days around today for which a page reads holidays."""


class Luz(NamedTuple):
    """The tone of a chip, and what it says."""

    tono: str
    texto: str


class Semaforos:
    """The lights of the requests of a page: two queries, however many rows and units.

    Each request must come with its `unidad` (select_related), or it costs a query more.
    """

    def __init__(self) -> None:
        hoy = localdate()
        self.calendarios = Calendarios(hoy - LEJOS, hoy + LEJOS)
        self.pronto = termino(Procedimiento.RECORDATORIO)

    def de(self, solicitud: Solicitud) -> Luz:
        """The light of one."""
        return semaforo(solicitud, self.calendarios.de(solicitud.unidad), self.pronto)

    def de_todas(self, solicitudes: Iterable[Solicitud]) -> dict[int, Luz]:
        """Those of many, by key."""
        return {s.pk: self.de(s) for s in solicitudes}


def semaforo(
    solicitud: Solicitud, calendario: Calendario | None = None, pronto: int | None = None
) -> Luz:
    """Tone and words of how much of its term is left; `pronto` are the days of amber.

    Without `calendario` it reads that of the unit; Semaforos does it for a whole page.
    """
    if not solicitud.abierta:
        return Luz(DETENIDO, _decidida(solicitud))
    if solicitud.observada_en:
        return Luz(DETENIDO, _detenida(solicitud.subsanar_hasta))
    if solicitud.vence is None:
        return Luz(DETENIDO, "Sin plazo")
    hoy, vence = localdate(), solicitud.vence
    calendario = calendario or Calendario.de(solicitud.unidad, min(hoy, vence), max(hoy, vence))
    pronto = termino(Procedimiento.RECORDATORIO) if pronto is None else pronto
    quedan = calendario.entre(hoy, vence)
    if vence < hoy:
        return Luz(ROJO, f"Venció {_hace(-quedan)}")
    tono = AMBAR if quedan <= pronto else VERDE
    return Luz(tono, f"Quedan {_dias(quedan)}" if quedan > 1 else _ya_casi(hoy, vence))


def _decidida(solicitud: Solicitud) -> str:
    estado = solicitud.get_estado_display()
    return estado if solicitud.dias is None else f"{estado} en {_dias(solicitud.dias)}"


def _detenida(hasta: date | None) -> str:
    if hasta is not None and hasta < localdate():
        return f"Detenida: no subsanó hasta el {fecha(hasta)}"
    return f"Detenida: espera al servidor hasta el {fecha(hasta)}"


def _ya_casi(hoy: date, vence: date) -> str:
    return "Vence hoy" if vence == hoy else "Queda 1 día hábil"


def _hace(dias: int) -> str:
    return f"hace {_dias(dias)}" if dias else "el último día hábil"


def _dias(cuantos: int) -> str:
    return f"{cuantos} {'día hábil' if cuantos == 1 else 'días hábiles'}"
