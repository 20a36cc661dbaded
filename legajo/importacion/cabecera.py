"""The first row of a sheet: which columns it has and where, by name and in any order."""

from __future__ import annotations

from dataclasses import dataclass

from legajo.importacion.destinos import APELLIDOS, DOCUMENTO, Destino
from legajo.importacion.nombres import llana
from portal.tablas_csv import ArchivoIlegibleError

SIN_USO = frozenset({"", "n", "no", "nro", "item", "observacion del portal"})
"""Headings of columns that carry no datum: a count of rows, a note of an earlier report."""

MOTIVOS = 12


@dataclass(frozen=True, slots=True)
class Cabecera:
    """The columns of one sheet: place and heading by the name of the column."""

    ancho: int
    lugar: dict[str, int]
    titulo: dict[str, str]


def leer_cabecera(celdas: list[str], destino: Destino) -> Cabecera:
    """Place the columns; raise ArchivoIlegibleError with one sentence for each fault."""
    if "\0" in "".join(celdas):
        raise ArchivoIlegibleError("El archivo no es una tabla: súbalo como CSV o .xlsx.")
    nombres = destino.nombres()
    lugar: dict[str, int] = {}
    motivos = []
    for i, celda in enumerate(celdas):
        campo = nombres.get(llana(celda))
        if campo is None:
            if llana(celda) not in SIN_USO:
                motivos.append(f"La columna «{celda.strip()[:60]}» no es de «{destino.titulo}».")
        elif campo in lugar:
            motivos.append(f"La columna «{celda.strip()}» está repetida.")
        else:
            lugar[campo] = i
    hay = set(lugar) | ({"primer_apellido", "segundo_apellido"} if APELLIDOS in lugar else set())
    motivos += [f"Falta la columna «{destino.titulo_de(c)}»."
                for c in exigidas(destino) if c not in hay]  # fmt: skip
    if motivos:
        mas = [f"Y {len(motivos) - MOTIVOS} motivos más."] if len(motivos) > MOTIVOS else []
        dicho = " ".join([*motivos[:MOTIVOS], *mas])
        raise ArchivoIlegibleError(f"La primera fila no sirve de cabecera. {dicho}")
    return Cabecera(len(celdas), lugar, {c: celdas[i].strip() for c, i in lugar.items()})


def exigidas(destino: Destino) -> list[str]:
    """The columns that a sheet must have: whose, what a form requires, and the natural key."""
    campos = destino.formulario().fields
    propias = [
        c for c in destino.campos
        if c in destino.clave
        or (campos[c].required and not destino.modelo._meta.get_field(c).has_default())
    ]  # fmt: skip
    return [DOCUMENTO, *propias]
