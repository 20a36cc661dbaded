"""Import of the padrón of Evaluación Docente: documento, correo, nombre."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import PadronEvaluacion

COLUMNAS = ("documento", "correo", "nombre")
OBLIGATORIAS = COLUMNAS[:2]
LOTE = 1000


class Falla(NamedTuple):
    """What is wrong with a datum of the file, and where."""

    linea: int
    columna: str
    motivo: str

    def __str__(self) -> str:
        return f"Línea {self.linea}, columna «{self.columna}»: {self.motivo}"


@dataclass
class Resultado:
    """What a file would change, or has changed."""

    filas: list[PadronEvaluacion]
    fallas: list[Falla]
    escritas: int = 0


def leer(lineas: Iterable[str]) -> Resultado:
    """Read a CSV with header; every bad datum becomes a Falla and its row is left out."""
    lector = csv.DictReader(lineas)
    presentes = [nombre.strip().lower() for nombre in lector.fieldnames or ()]
    lector.fieldnames = presentes
    faltan = [c for c in OBLIGATORIAS if c not in presentes]
    if faltan:
        return Resultado([], [Falla(1, c, "falta la columna en la cabecera.") for c in faltan])
    resultado, vistos = Resultado([], []), dict[str, int]()
    for cruda in lector:
        fila = _fila(cruda)
        fallas = [*_fallas(fila, lector.line_num), *_repetida(fila, lector.line_num, vistos)]
        resultado.fallas += fallas
        if not fallas:
            resultado.filas.append(fila)
    return resultado


@transaction.atomic
def escribir(resultado: Resultado) -> None:
    """Insert the new rows and mend those that changed; the same file twice changes nothing."""
    escritas = PadronEvaluacion.objects.bulk_create(
        resultado.filas,
        batch_size=LOTE,
        update_conflicts=True,
        unique_fields=["documento"],
        update_fields=["correo", "nombre"],
    )
    resultado.escritas = len(escritas)


def _fila(cruda: dict[str, str | None]) -> PadronEvaluacion:
    datos = {c: (cruda.get(c) or "").strip() for c in COLUMNAS}
    return PadronEvaluacion(
        documento=datos["documento"].upper(), correo=datos["correo"].lower(), nombre=datos["nombre"]
    )


def _fallas(fila: PadronEvaluacion, linea: int) -> Iterator[Falla]:
    try:
        fila.clean_fields(exclude=["id"])
    except ValidationError as error:
        for columna, motivos in error.message_dict.items():
            yield Falla(linea, columna, " ".join(motivos))
    if fila.documento and not (fila.documento.isascii() and fila.documento.isalnum()):
        yield Falla(linea, "documento", "solo lleva letras y dígitos.")
    if not fila.nombre.isprintable():
        yield Falla(linea, "nombre", "contiene caracteres que no se admiten.")


def _repetida(fila: PadronEvaluacion, linea: int, vistos: dict[str, int]) -> Iterator[Falla]:
    primera = vistos.setdefault(fila.documento, linea)
    if fila.documento and primera != linea:
        yield Falla(linea, "documento", f"se repite; ya está en la línea {primera}.")
