"""What the responsable de escalafón writes down when issuing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Pedido:
    """Who asked for it, by which expediente; `a_la_fecha`, for the kind that shows a past day.

    Only a preview, which is worth nothing, may lack the date of the expediente.
    """

    expediente: str
    solicitante: str
    fecha_expediente: date | None
    anotaciones: str = ""
    a_la_fecha: date | None = None
