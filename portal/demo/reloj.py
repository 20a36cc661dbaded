"""The days of the demo: verbs that happened weeks ago, at office hours."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone

from portal.demo.azar import Azar


def dia_habil(dia: date) -> date:
    """That day, or the Friday before a weekend."""
    return dia - timedelta(days=max(dia.weekday() - 4, 0))


def hora_de_oficina(dia: date, azar: Azar) -> datetime:
    """Some moment of that day, between eight and five in Lima."""
    hora = time(azar.randrange(8, 17), azar.randrange(60))
    return timezone.make_aware(datetime.combine(dia_habil(dia), hora))


@contextmanager
def a_las(momento: datetime) -> Iterator[None]:
    """Let it be `momento` for what is done inside: it is the demo that makes up a past."""
    with patch.object(timezone, "now", return_value=momento):
        yield
