"""The growing pause between two mails with a link: after the first a minute, then more."""

from datetime import datetime, timedelta
from math import ceil

PAUSAS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60))
SE_OLVIDA = timedelta(days=1)
"""After a day without any, the pauses begin again."""


def falta(ultimas: list[datetime], ahora: datetime) -> timedelta:
    """How long to wait still, by the hours of those of the last day, the latest first."""
    if not ultimas:
        return timedelta()
    pausa = PAUSAS[min(len(ultimas), len(PAUSAS)) - 1]
    return max(timedelta(), ultimas[0] + pausa - ahora)


def en_palabras(espera: timedelta) -> str:
    """«1 minuto», «14 minutos»: rounded up, so that nobody comes back too early."""
    minutos = max(1, ceil(espera / timedelta(minutes=1)))
    return "1 minuto" if minutos == 1 else f"{minutos} minutos"
