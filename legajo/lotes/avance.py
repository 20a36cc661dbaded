"""How far a batch is: counted from its rows each time, with the pace of the last minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db.models import Count, Min, Q
from django.utils import timezone

from legajo.models import FilaDeLote, Lote
from portal.texto import fecha_hora

Estado = FilaDeLote.Estado
VENTANA = timedelta(minutes=5)
"""Over which the pace is taken."""
MUY_POCAS = 3
"""With fewer rows than these, or less time than PRONTO, nobody can tell the pace."""
PRONTO = timedelta(seconds=10)
QUIETUD = timedelta(minutes=5)
"""Without a row tried for so long, though some were due, the queue has lost them."""


@dataclass(frozen=True)
class Avance:
    """Rows by state; `por_minuto` and `falta` are None while nobody can tell."""

    total: int
    emitidas: int
    fallidas: int
    canceladas: int
    abiertas: int
    esperan: int
    proximo: datetime | None
    por_minuto: float | None
    parado: bool

    @property
    def hechas(self) -> int:
        """Rows that ended, well or badly."""
        return self.emitidas + self.fallidas

    @property
    def falta(self) -> timedelta | None:
        """Until the last row, at this pace; a row that waits for another try is not sooner."""
        if not self.abiertas or not self.por_minuto or self.esperan == self.abiertas:
            return None
        return timedelta(minutes=self.abiertas / self.por_minuto)

    @property
    def ritmo(self) -> str:
        """The pace, in words; empty while unknown."""
        return f"{self.por_minuto:.0f} por minuto" if self.por_minuto else ""

    @property
    def cuanto_falta(self) -> str:
        """The time that remains, in words."""
        if self.esperan and self.esperan == self.abiertas:
            return f"el próximo intento es a las {fecha_hora(self.proximo)[-5:]}"
        return en_palabras(self.falta) if self.falta else "todavía no se sabe"


def avance_de(lote: Lote) -> Avance:
    """One query over its rows."""
    ahora = timezone.now()
    desde = max(lote.en_marcha_desde or ahora, ahora - VENTANA)
    abierta = Q(estado__in=(Estado.PENDIENTE, Estado.EN_CURSO))
    espera = Q(estado=Estado.PENDIENTE, toca_en__gt=ahora)
    c = FilaDeLote.objects.filter(lote=lote).aggregate(
        total=Count("pk"),
        emitidas=Count("pk", Q(estado=Estado.EMITIDA)),
        fallidas=Count("pk", Q(estado=Estado.FALLIDA)),
        canceladas=Count("pk", Q(estado=Estado.CANCELADA)),
        abiertas=Count("pk", abierta),
        esperan=Count("pk", espera),
        proximo=Min("toca_en", filter=espera),
        recientes=Count("pk", Q(hecha_en__gte=desde, estado__in=(Estado.EMITIDA, Estado.FALLIDA))),
        olvidadas=Count("pk", abierta & Q(toca_en__lt=ahora - QUIETUD)),
        tocadas=Count("pk", Q(intentada_en__gte=ahora - QUIETUD)),
    )
    recientes, olvidadas, tocadas = (c.pop(n) for n in ("recientes", "olvidadas", "tocadas"))
    sabe = recientes >= MUY_POCAS and ahora - desde >= PRONTO
    en_marcha = lote.estado == Lote.Estado.EN_MARCHA
    quieto = en_marcha and olvidadas and not tocadas and desde <= ahora - QUIETUD
    ritmo = 60 * recientes / (ahora - desde).total_seconds() if en_marcha and sabe else None
    return Avance(**c, por_minuto=ritmo, parado=bool(quieto))


def en_palabras(tiempo: timedelta) -> str:
    """«menos de un minuto», «unos 12 minutos», «unas 3 horas»."""
    minutos = ceil(tiempo.total_seconds() / 60)
    if minutos <= 1:
        return "menos de un minuto"
    if minutos < 90:
        return f"unos {minutos} minutos"
    horas = round(minutos / 60)
    return f"unas {horas} horas" if horas < 48 else f"unos {round(horas / 24)} días"
