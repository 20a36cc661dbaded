"""Loads workplaces (schools, institutes, offices) from a region's own list."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from accounts.models import Unidad
from legajo.models import CentroLaboral
from portal.carga import Resumen, poner_al_dia
from portal.tablas_csv import ArchivoIlegibleError, reconocer

COLUMNAS = ("codigo_modular", "nombre", "nivel", "modalidad", "unidad")
CODIGO_MODULAR = re.compile(r"[0-9]{7}", re.ASCII)


class Falla(NamedTuple):
    """What is wrong with a row of the list, and where."""

    linea: int
    columna: str
    valor: str
    motivo: str

    def __str__(self) -> str:
        return f"Línea {self.linea}, columna «{self.columna}», valor «{self.valor}»: {self.motivo}"


def cargar_centros(ruta: Path) -> tuple[Resumen | None, list[Falla]]:
    """Add and correct workplaces by código modular; with a Falla, nothing is written.

    The columns are COLUMNAS, in any order, `unidad` by its six-digit code. Raises
    ArchivoIlegibleError for what is no such table.
    """
    unidades = dict(Unidad.objects.values_list("codigo", "pk"))
    filas, fallas = [], []
    for linea, fila in _leer(ruta):
        if halladas := list(_fallas(linea, fila, unidades)):
            fallas += halladas
            continue
        filas.append(
            {
                "codigo": fila["codigo_modular"],
                "nombre": fila["nombre"],
                "nivel": fila["nivel"],
                "modalidad": fila["modalidad"],
                "unidad_id": unidades[fila["unidad"]],
            }
        )
    if fallas or not filas:
        return None, fallas
    with transaction.atomic():
        return poner_al_dia(CentroLaboral, filas), []


def _leer(ruta: Path) -> Iterator[tuple[int, dict[str, str]]]:
    filas = reconocer(ruta).filas()
    titulos = [celda.strip().lower() for celda in next(filas)[1]]
    if faltan := [c for c in COLUMNAS if c not in titulos]:
        raise ArchivoIlegibleError(f"Faltan columnas: {', '.join(faltan)}.")
    for linea, celdas, _ in filas:
        yield linea, dict(zip(titulos, (c.strip() for c in celdas), strict=False))


def _fallas(linea: int, fila: dict[str, str], unidades: Iterable[str]) -> Iterator[Falla]:
    if len(fila) < len(COLUMNAS):
        yield Falla(linea, "", "", "La fila está incompleta.")
        return
    if not CODIGO_MODULAR.fullmatch(fila["codigo_modular"]):
        motivo = "El código modular tiene 7 dígitos."
        yield Falla(linea, "codigo_modular", fila["codigo_modular"], motivo)
    if fila["unidad"] not in unidades:
        motivo = "No hay una DRE ni una UGEL con ese código."
        yield Falla(linea, "unidad", fila["unidad"], motivo)
    for columna in ("nombre", "nivel", "modalidad"):
        campo: Any = CentroLaboral._meta.get_field(columna)
        if len(fila[columna]) > campo.max_length:
            yield Falla(
                linea, columna, fila[columna], f"Tiene más de {campo.max_length} caracteres."
            )
    if not fila["nombre"]:
        yield Falla(linea, "nombre", "", "Falta el nombre.")
