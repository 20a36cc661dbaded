"""Reference data from CSV files into tables with a unique `codigo`: new and changed rows only."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models

LOTE = 1000


@dataclass(frozen=True)
class Resumen:
    """What a load did to one table."""

    tabla: str
    filas: int
    nuevas: int
    cambiadas: int

    def __str__(self) -> str:
        return f"{self.tabla}: {self.filas} filas, {self.nuevas} nuevas, {self.cambiadas} cambiadas"


def leer(archivo: Path) -> Iterator[dict[str, str]]:
    """Rows of a CSV file with a header line, as text."""
    with archivo.open(encoding="utf-8", newline="") as abierto:
        yield from csv.DictReader(abierto)


def poner_al_dia(
    modelo: type[models.Model], filas: Iterable[dict[str, Any]], solo_al_crear: Sequence[str] = ()
) -> Resumen:
    """Insert or update by `codigo`; rows that are not in `filas` are left alone.

    `filas` name the model's columns (attname). Columns in `solo_al_crear` belong to the
    admin once the row exists.
    """
    gestor = modelo._default_manager
    filas = list(filas)
    campos = [c for c in filas[0] if c != "codigo" and c not in solo_al_crear]
    hay = {fila.pop("codigo"): fila for fila in gestor.values("codigo", *campos)}
    nuevas = [f for f in filas if f["codigo"] not in hay]
    cambiadas = [
        f for f in filas if f["codigo"] in hay and hay[f["codigo"]] != {c: f[c] for c in campos}
    ]
    gestor.bulk_create(
        [modelo(**fila) for fila in (*nuevas, *cambiadas)],
        batch_size=LOTE,
        update_conflicts=True,
        unique_fields=["codigo"],
        update_fields=campos,
    )
    return Resumen(str(modelo._meta.verbose_name_plural), len(filas), len(nuevas), len(cambiadas))


def sumar(resumenes: Sequence[Resumen]) -> Resumen:
    """What several loads did to one table."""
    return Resumen(
        resumenes[0].tabla,
        sum(r.filas for r in resumenes),
        sum(r.nuevas for r in resumenes),
        sum(r.cambiadas for r in resumenes),
    )
