"""The summary of the panel, written anew month by month: one statement a month, no row read here.

What was received counts in the month of its sending; what was attended, rejected or observed,
its days and its opinion, in that of its decision; what waits beyond its term, in the month
that runs. So only the last months may still change, but for a file that moves to another
unit and an opinion that comes late: `--todo` writes every month again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import get_default_timezone, localdate, localtime

from solicitudes.models import Resumen, Solicitud

ABIERTOS = 3
"""Months that may still change: this one, and those before it."""
TOPE = 60
"""Working days from which a decision counts in the last place of the histogram."""
COLUMNAS = (
    "recibidas", "atendidas", "rechazadas", "anuladas", "observadas", "vencidas", "opiniones",
    "suma_de_opiniones", "dias", "motivos", "actualizado_en",
)  # fmt: skip


def mover(mes: date, cuantos: int) -> date:
    """The first day of the month so many months after `mes`."""
    desde_cero = mes.year * 12 + mes.month - 1 + cuantos
    return date(desde_cero // 12, desde_cero % 12 + 1, 1)


def abiertos() -> Iterator[date]:
    """The months that may still change, the oldest first."""
    hoy = localdate()
    return (mover(hoy, -n) for n in reversed(range(ABIERTOS)))


def todos() -> Iterator[date]:
    """Every month since the first request, or the first summary."""
    hoy = localdate().replace(day=1)
    primera = Solicitud.objects.order_by("creada_en").values_list("creada_en", flat=True).first()
    guardado = Resumen.objects.order_by("mes").values_list("mes", flat=True).first()
    mes = min(filter(None, (primera and localtime(primera).date(), guardado, hoy)))
    while mes <= hoy:
        yield mes.replace(day=1)
        mes = mover(mes, 1)


def resumir(*, todo: bool = False) -> int:
    """Write the summary of the months that may change, or of all; how many months."""
    meses = list(todos() if todo else abiertos())
    for mes in meses:
        resumir_mes(mes)
    return len(meses)


def resumir_mes(mes: date) -> None:
    """Write the rows of a month, as the requests are now."""
    valores: dict[str, Any] = {
        "mes": mes, "desde": _medianoche(mes), "hasta": _medianoche(mover(mes, 1)),
        "hoy": localdate(), "tope": TOPE, "zona": settings.TIME_ZONE,
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_orden(), valores)


def _medianoche(dia: date) -> datetime:
    return datetime(dia.year, dia.month, dia.day, tzinfo=get_default_timezone())


@cache
def _orden() -> str:
    """The statement, with a count for each place of the histogram."""
    return Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").format(
        dias=", ".join(f"count(*) FILTER (WHERE dias = {n})" for n in range(TOPE + 1)),
        columnas=", ".join(COLUMNAS),
        nuevas=", ".join(f"{columna} = excluded.{columna}" for columna in COLUMNAS),
    )  # fmt: skip
