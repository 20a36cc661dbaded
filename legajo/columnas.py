"""How a field of a record becomes a cell: its path in one query, and its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models

from portal import texto

Formato = Callable[..., str]


@dataclass(frozen=True)
class Columna:
    """A column: its heading, the paths it reads (`values_list`), the text it makes of them."""

    titulo: str
    rutas: tuple[str, ...]
    formato: Formato = texto.texto

    def de(self, registro: models.Model) -> str:
        """The text of this column for one record that is already read."""
        return self.formato(*(_seguir(registro, ruta) for ruta in self.rutas))


def _seguir(registro: Any, ruta: str) -> Any:
    """The value at the end of a path of `values_list`; None where a relation is empty."""
    for paso in ruta.split("__"):
        if registro is None:
            return None
        registro = getattr(registro, paso)
    return registro


def _documento(nombre: str | None, codigo: str | None, numero: str) -> str:
    """Kind and number, the kind once: people write «RD N° 001234-2023» as the number."""
    comienzo = numero.partition(" ")[0].casefold()
    dicho = comienzo in {(nombre or "").casefold(), (codigo or "").casefold()}
    return numero if dicho else texto.unir(nombre, numero)


SUSTENTO = Columna(
    "Documento",
    ("tipo_documento__nombre", "tipo_documento__codigo", "numero_documento"),
    _documento,
)
"""The supporting document in one cell: «RD N° 001234-2023-UGEL HUANCAYO»."""


def _con_folios(
    nombre: str | None, codigo: str | None, numero: str, dia: date | None, folios: int | None
) -> str:
    """All that a paper says of a sustento: «RD N° 001234-2023 del 12/03/2023 (3 folios)»."""
    documento = _documento(nombre, codigo, numero)
    del_dia = dia and f"del {texto.fecha(dia)}"
    cuantos = f"{folios} folio{'s' if folios != 1 else ''}" if folios else ""
    return texto.unir(documento, del_dia, f"({cuantos})" if documento and cuantos else cuantos)


CON_FOLIOS = Columna("Sustento", (*SUSTENTO.rutas, "fecha_documento", "folios"), _con_folios)
"""The supporting document with its date and its folios, as issued documents refer to it."""


def _mayuscula(titulo: object) -> str:
    cadena = str(titulo)
    return cadena[:1].upper() + cadena[1:]


@cache
def de_campo(modelo: type[models.Model], nombre: str) -> Columna:
    """The column of one model field, with the text that its type asks for."""
    campo: Any = modelo._meta.get_field(nombre)
    titulo = _mayuscula(campo.verbose_name)
    if campo.is_relation:
        return _de_relacion(campo, titulo)
    if campo.choices:
        rotulos = dict(campo.flatchoices)
        return Columna(titulo, (nombre,), lambda v: str(rotulos.get(v, v or "")))
    if isinstance(campo, models.DateField):
        return Columna(titulo, (nombre,), texto.fecha)
    if isinstance(campo, models.DecimalField):
        return Columna(titulo, (nombre,), texto.monto)
    if isinstance(campo, models.BooleanField):
        return Columna(titulo, (nombre,), texto.si_no)
    return Columna(titulo, (nombre,))


def _de_relacion(campo: Any, titulo: str) -> Columna:
    if campo.related_model.__name__ == "Distrito":
        rutas = tuple(f"{campo.name}__{r}" for r in ("nombre", "provincia", "departamento"))
        return Columna(titulo, rutas, texto.por_comas)
    return Columna(titulo, (f"{campo.name}__nombre",))


def rutas_de(columnas: Iterable[Columna]) -> list[str]:
    """What a query reads for these columns: the public id, then the paths of each."""
    return ["publico", *(ruta for columna in columnas for ruta in columna.rutas)]


def formar(
    filas: Iterable[tuple[Any, ...]], columnas: Iterable[Columna]
) -> Iterator[tuple[UUID, tuple[str, ...]]]:
    """Turn rows read with `rutas_de` into (public id, texts of the columns)."""
    cortes, hasta = [], 1
    for columna in columnas:
        desde, hasta = hasta, hasta + len(columna.rutas)
        cortes.append((desde, hasta, columna.formato))
    for fila in filas:
        yield fila[0], tuple([formato(*fila[i:j]) for i, j, formato in cortes])
