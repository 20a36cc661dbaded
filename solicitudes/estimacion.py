"""What a servidor may expect before he sends: how long, how often it is observed, and for what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.timezone import localdate

from accounts.models import Unidad
from solicitudes.histograma import percentil
from solicitudes.models import Resumen
from solicitudes.resumen import TOPE, mover

MESES = 12
MINIMO = 20
"""Cases below which a figure says nothing, and might say something of somebody."""


@dataclass(frozen=True)
class Estimacion:
    """Half are attended within `dias` working days; `observadas` of a hundred are observed."""

    unidad: Unidad
    casos: int
    dias: int
    observadas: int
    motivo: str

    def __str__(self) -> str:
        donde = f"En su {self.unidad.tipo}" if self.unidad.tipo != "MINEDU" else "En el MINEDU"
        frase = f"{donde} la mitad se atiende {_en(self.dias)}"
        if not self.observadas:
            return f"{frase}."
        por = f": {self.motivo[:1].lower()}{self.motivo[1:].rstrip('.')}" if self.motivo else ""
        return f"{frase}; el {self.observadas} % se observa{por}."


def estimar(unidad: Unidad, tipo_slug: str) -> Estimacion | None:
    """From what the unit decided of this kind in the last twelve months: one query.

    None with fewer than MINIMO cases. A document is the kind "".
    """
    filas = Resumen.objects.filter(
        unidad=unidad, tipo_slug=tipo_slug, mes__gt=mover(localdate(), -MESES)
    ).values_list("atendidas", "rechazadas", "observadas", "dias", "motivos")
    histograma: Counter[int] = Counter()
    motivos: Counter[str] = Counter()
    casos = observadas = 0
    for atendidas, rechazadas, con_observacion, dias, de_que in filas:
        casos += atendidas + rechazadas
        observadas += con_observacion
        histograma.update(dict(enumerate(dias)))
        motivos.update(de_que)
    mediana = percentil(histograma, 50)
    if casos < MINIMO or mediana is None:
        return None
    comun = max(motivos, key=lambda texto: (motivos[texto], texto), default="")
    return Estimacion(unidad, casos, mediana, round(100 * observadas / casos), comun)


def _en(dias: int) -> str:
    if dias == 0:
        return "el mismo día"
    if dias >= TOPE:
        return f"en {TOPE} días hábiles o más"
    return f"en {dias} {'día hábil' if dias == 1 else 'días hábiles'}"
