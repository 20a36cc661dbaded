"""The boletas of the demo: every bond that was paid in the last twenty-four months."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Q

from boletas.models import Boleta
from boletas.periodo import ultimos
from boletas.sinteticas import generar
from legajo.models import Servidor, Vinculo

MESES = 24
LOTE = 2000
CARGO_CONTRATADO = "Profesor contratado"

Empleo = tuple[int, int, str, str, str, str, str, str | None, str, date, date | None]


def pagar(hoy: date, semilla: int) -> int:
    """Write the boletas of whoever has none yet; returns how many."""
    meses = ultimos(hoy.year * 100 + hoy.month, MESES)
    con_boleta = Boleta.objects.filter(servidor=OuterRef("pk"))
    ids = list(
        Servidor.objects.filter(~Exists(con_boleta), documento__startswith="99")
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    primero = date(meses[0] // 100, meses[0] % 100, 1)
    lotes = (ids[i : i + LOTE] for i in range(0, len(ids), LOTE))
    return sum(generar(empleos(lote, primero), meses, semilla) for lote in lotes)


def empleos(servidores: list[int], desde: date) -> Iterator[Empleo]:
    """The bonds of these people that lasted into `desde` or later, numbered by cargo."""
    vinculos = (
        Vinculo.objects.activos()
        .filter(Q(fecha_fin=None) | Q(fecha_fin__gte=desde), servidor__in=servidores)
        .select_related("servidor", "cargo", "centro", "regimen", "escala")
        .order_by("servidor_id", F("fecha_fin").desc(nulls_first=True), "fecha_inicio")
    )
    for _, propios in groupby(vinculos, key=lambda v: v.servidor_id):
        yield from _por_cargo(list(propios))


def _por_cargo(vinculos: list[Vinculo]) -> Iterator[Empleo]:
    """Number the cargos: what overlaps in time with another is a further cargo."""
    pagados: dict[int, list[Vinculo]] = {}
    for v in vinculos:
        numero = 1
        while any(_a_la_vez(v, otro) for otro in pagados.get(numero, [])):
            numero += 1
        pagados.setdefault(numero, []).append(v)
        yield _empleo(v, str(numero))


def _a_la_vez(uno: Vinculo, otro: Vinculo) -> bool:
    """Whether two bonds are paid in some same month."""
    return _mes(uno.fecha_inicio) <= _mes(otro.fecha_fin) and _mes(otro.fecha_inicio) <= _mes(
        uno.fecha_fin
    )


def _mes(dia: date | None) -> tuple[int, int]:
    return (dia.year, dia.month) if dia else (9999, 12)


def _empleo(v: Vinculo, numero: str) -> Empleo:
    contratado = v.regimen.codigo == "3"
    return (
        v.servidor_id,
        v.centro.unidad_id,
        v.servidor.documento,
        "cas" if v.regimen.codigo == "8" else v.regimen.grupo,
        CARGO_CONTRATADO if contratado else v.cargo.nombre,
        v.centro.nombre,
        v.regimen.nombre,
        v.escala.codigo.removeprefix("LRM-") if v.escala else None,
        numero,
        v.fecha_inicio,
        v.fecha_fin,
    )
