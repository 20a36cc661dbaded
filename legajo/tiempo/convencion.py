"""What a day weighs: the portal's own convention of years of 360 days and months of 30."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

UN_DIA = timedelta(days=1)
DIAS_DEL_MES = 30
DIAS_DEL_ANIO = 360


class Duracion(NamedTuple):
    """A weight read as years of 360 and months of 30."""

    anios: int
    meses: int
    dias: int

    def __str__(self) -> str:
        return ", ".join(
            f"{cuantos} {uno if cuantos == 1 else varios}"
            for cuantos, uno, varios in (
                (self.anios, "año", "años"),
                (self.meses, "mes", "meses"),
                (self.dias, "día", "días"),
            )
        )


def acumulado(dia: date) -> int:
    """What all the days from 01/01/0001 to `dia` weigh, both included.

    This is the whole convention. Each day weighs 1; the 31st of any month weighs 0; the last
    of February weighs what is missing to 30 (the 28th, 3; the 29th of a leap year, 2), so that
    every month weighs 30 and every year 360. No norm fixes it: it is this house's own.
    """
    ultimo_de_febrero = dia.month == 2 and dia.day == monthrange(dia.year, 2)[1]
    en_el_mes = DIAS_DEL_MES if ultimo_de_febrero else min(dia.day, DIAS_DEL_MES)
    return DIAS_DEL_ANIO * (dia.year - 1) + DIAS_DEL_MES * (dia.month - 1) + en_el_mes


def peso(desde: date, hasta: date) -> int:
    """What the days of a period weigh, both ends included; `hasta` is not before `desde`.

    Additive, as a difference of `acumulado`: the parts of a period weigh what it weighs.
    """
    antes = acumulado(desde - UN_DIA) if desde > date.min else 0
    return acumulado(hasta) - antes


def leer(dias: int) -> Duracion:
    """A weight as years, months and days."""
    anios, resto = divmod(dias, DIAS_DEL_ANIO)
    return Duracion(anios, *divmod(resto, DIAS_DEL_MES))
