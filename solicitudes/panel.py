"""The figures of the panel: totals by unit, section and month, from the summary alone.

Three queries, whatever the scope: sums, days, reasons. Sums and days of every cut are made
in one pass (GROUPING SETS) over the rows that the fence let through.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from legajo.estructuras import DIEZ
from solicitudes.histograma import percentil
from solicitudes.models import Resumen

DOCUMENTOS = "documentos"
SECCION_DE = {tipo.slug: s.slug for s in DIEZ for tipo in s.tipos} | {"": DOCUMENTOS}
TITULOS = {s.slug: f"{s.numero}. {s.titulo}" for s in DIEZ} | {DOCUMENTOS: "Documentos pedidos"}
SUMAS = ("recibidas", "atendidas", "rechazadas", "anuladas", "observadas", "vencidas",
         "opiniones", "suma_de_opiniones")  # fmt: skip
CORTES = "GROUPING SETS ((unidad_id), (mes), (tipo_slug))"
LADOS = "GROUPING(unidad_id, mes, tipo_slug), unidad_id, mes, tipo_slug"
UNIDAD, MES, TIPO = 0b011, 0b101, 0b110
"""What GROUPING says of each cut: a bit for each column that is not of it."""
MOTIVOS = 8


@dataclass
class Cuenta:
    """What was done with the requests of a unit, a section, a month, or of all."""

    sumas: Counter[str] = field(default_factory=Counter)
    dias: Counter[int] = field(default_factory=Counter)

    def sumar(self, otra: Cuenta) -> None:
        """Add those of another."""
        self.sumas.update(otra.sumas)
        self.dias.update(otra.dias)

    @property
    def decididas(self) -> int:
        """Attended and rejected."""
        return self.sumas["atendidas"] + self.sumas["rechazadas"]

    @property
    def mediana(self) -> int | None:
        """Working days within which half were decided; None where none was."""
        return percentil(self.dias, 50)

    @property
    def p90(self) -> int | None:
        """Working days within which nine of ten were decided; None where none was."""
        return percentil(self.dias, 90)

    @property
    def opinion(self) -> float | None:
        """Mean of the opinions, from 1 to 5; None where there is none."""
        cuantas = self.sumas["opiniones"]
        return self.sumas["suma_de_opiniones"] / cuantas if cuantas else None

    def __bool__(self) -> bool:
        return any(self.sumas.values())


@dataclass
class Panel:
    """The same figures, cut three ways; by key of unit, slug of section, first day of month."""

    por_unidad: dict[int, Cuenta]
    por_seccion: dict[str, Cuenta]
    por_mes: dict[date, Cuenta]
    motivos: list[tuple[str, int]]

    @property
    def total(self) -> Cuenta:
        """Of everything."""
        total = Cuenta()
        for cuenta in self.por_mes.values():
            total.sumar(cuenta)
        return total


def leer(filas: QuerySet[Resumen]) -> Panel:
    """The panel of these rows of the summary, which went through the fence already."""
    por_unidad: dict[int, Cuenta] = defaultdict(Cuenta)
    por_tipo: dict[str, Cuenta] = defaultdict(Cuenta)
    por_mes: dict[date, Cuenta] = defaultdict(Cuenta)
    de_cada: dict[int, Any] = {UNIDAD: por_unidad, MES: por_mes, TIPO: por_tipo}
    for corte, *claves, nombre, cuantas in _cortar(filas):
        cuenta = de_cada[corte][next(c for c in claves if c is not None)]
        if isinstance(nombre, int):
            cuenta.dias[nombre] += cuantas
        else:
            cuenta.sumas.update(cuantas)
    por_seccion: dict[str, Cuenta] = defaultdict(Cuenta)
    for slug, cuenta in por_tipo.items():
        por_seccion[SECCION_DE.get(slug, slug)].sumar(cuenta)
    return Panel(_con_algo(por_unidad), _con_algo(por_seccion), _con_algo(por_mes), _motivos(filas))


def _con_algo(por: dict[Any, Cuenta]) -> dict[Any, Cuenta]:
    return {clave: cuenta for clave, cuenta in por.items() if cuenta}


def _cortar(filas: QuerySet[Resumen]) -> Iterator[tuple[Any, ...]]:
    """Cut, its keys, and either None with the sums or a number of days with how many."""
    sumas = ", ".join(f"sum({columna})" for columna in SUMAS)
    de_sumas = f"SELECT {LADOS}, {sumas} FROM r GROUP BY {CORTES}"  # noqa: S608 -- names of ours
    for corte, unidad, mes, tipo, *valores in _consultar(filas, SUMAS, de_sumas):
        yield corte, unidad, mes, tipo, None, dict(zip(SUMAS, valores, strict=True))
    yield from _consultar(
        filas, ("dias",),
        f"""SELECT {LADOS}, dia::int - 1, sum(cuantas)
        FROM r, unnest(dias) WITH ORDINALITY AS d (cuantas, dia)
        WHERE cuantas > 0 GROUP BY dia, {CORTES}""",  # noqa: S608 -- names of ours
    )  # fmt: skip


def _motivos(filas: QuerySet[Resumen]) -> list[tuple[str, int]]:
    """The commonest reasons of observation, with how often."""
    hallados = _consultar(
        filas, ("motivos",),
        """SELECT texto, sum(cuantas::int) FROM r, jsonb_each_text(motivos) AS m (texto, cuantas)
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %s""",
        MOTIVOS,
    )  # fmt: skip
    return list(hallados)


def _consultar(
    filas: QuerySet[Resumen], columnas: tuple[str, ...], orden: str, *valores: Any
) -> list[Any]:
    """Run `orden` over these columns of the rows, which it calls `r`."""
    de = filas.order_by().values("unidad_id", "mes", "tipo_slug", *columnas)
    try:
        sql, de_las_filas = de.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"WITH r AS ({sql}) {orden}", [*de_las_filas, *valores])
        return cursor.fetchall()
