"""What is taken out of the portal: parts of named fields, as safe CSV and as plain JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple, Protocol, TextIO
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import models

from portal import texto
from portal.tablas_csv import neutra

BLOQUE = 500
"""Rows that are in memory at a time."""


class Codigo(NamedTuple):
    """An entry of a catalog, or a choice."""

    codigo: str
    nombre: str


class Firmas(Protocol):
    """Who did something, as the reader may know it; whoever knows of people provides it."""

    def conocer(self, ids: Iterable[int | None]) -> None:
        """Read those that are not known yet."""

    def de(self, usuario: int | None) -> str:
        """The text for an account."""


class Campo(NamedTuple):
    """A field of a part: its key in JSON, its heading in CSV, its value of an object."""

    clave: str
    titulo: str
    leer: Callable[[Any], Any]
    solo_json: bool = False


@dataclass(frozen=True)
class Parte:
    """Rows of one thing. `nombre` is its place in an export, as "historial/domicilios"."""

    nombre: str
    titulo: str
    modelo: type[models.Model]
    campos: tuple[Campo, ...]
    objetos: Callable[[], Iterable[Any]]

    def filas(self) -> Iterator[tuple[Any, ...]]:
        """The values of each object, in the order of the fields."""
        lectores = [campo.leer for campo in self.campos]
        return (tuple([leer(objeto) for leer in lectores]) for objeto in self.objetos())


def parte_de(
    nombre: str,
    titulo: str,
    consulta: models.QuerySet[Any],
    *,
    firmas: Firmas,
    rutas: Mapping[str, str] | None = None,
    omitir: Iterable[str] = (),
    primero: tuple[str, ...] = (),
    antes: tuple[Campo, ...] = (),
    actor: Callable[[Any], int | None] = lambda _: None,
) -> Parte:
    """Every field of a model as a part: one query, and one for the people of each block.

    `rutas` says where in the export a stored file lies. `primero` are the fields that come
    first; before them, `antes` are fields of one's own, and `actor` the account that one of
    those names.
    """
    modelo: Any = consulta.model
    propios = [
        c
        for c in modelo._meta.concrete_fields
        if c.name not in omitir and not isinstance(c, models.AutoField)
    ]
    lugares = {nombre: lugar for lugar, nombre in enumerate(primero)}
    propios.sort(key=lambda c: lugares.get(c.name, len(lugares)))
    de_personas = [c.attname for c in propios if _es_cuenta(c)]
    unidas = [c.name for c in propios if c.is_relation and not _es_cuenta(c)]
    if unidas:
        consulta = consulta.select_related(*unidas)

    def objetos() -> Iterator[Any]:
        filas = consulta.iterator(BLOQUE)
        while bloque := list(islice(filas, BLOQUE)):
            firmas.conocer(
                pk for o in bloque for pk in (actor(o), *(getattr(o, c) for c in de_personas))
            )
            yield from bloque

    campos = tuple(_campo(c, firmas, rutas or {}) for c in propios)
    return Parte(nombre, titulo, modelo, (*antes, *campos), objetos)


def _es_cuenta(campo: Any) -> bool:
    return campo.is_relation and campo.related_model is get_user_model()


def _campo(campo: Any, firmas: Firmas, rutas: Mapping[str, str]) -> Campo:
    titulo = "identificador" if campo.name == "publico" else str(campo.verbose_name)
    es_json = isinstance(campo, models.JSONField)
    return Campo(
        campo.name, titulo[:1].upper() + titulo[1:], _lector(campo, firmas, rutas), es_json
    )


def _lector(campo: Any, firmas: Firmas, rutas: Mapping[str, str]) -> Callable[[Any], Any]:
    """How the value of a field is read of an object."""
    leer = attrgetter(campo.name)
    if _es_cuenta(campo):
        de_cuenta = attrgetter(campo.attname)
        return lambda objeto: firmas.de(de_cuenta(objeto))
    if campo.is_relation:
        return lambda objeto: _entrada(leer(objeto))
    if campo.choices:
        rotulos = dict(campo.flatchoices)
        return lambda objeto: _opcion(leer(objeto), rotulos)
    if isinstance(campo, models.FileField):
        return lambda objeto: rutas.get(leer(objeto).name or "", "")
    return leer


def _entrada(relacionado: Any) -> Any:
    """A catalog's entry with its code; of something with a public id, that alone."""
    if relacionado is None:
        return None
    if hasattr(relacionado, "publico"):
        return relacionado.publico
    return Codigo(str(getattr(relacionado, "codigo", "")), str(relacionado))


def _opcion(valor: Any, rotulos: Mapping[Any, Any]) -> Any:
    return None if valor in (None, "") else Codigo(str(valor), str(rotulos.get(valor, valor)))


def plano(valor: Any) -> Any:
    """A value as JSON has it: dates in ISO 8601, amounts and ids as text."""
    if isinstance(valor, Codigo):
        return valor._asdict()
    if isinstance(valor, date | datetime):
        return valor.isoformat()
    return str(valor) if isinstance(valor, Decimal | UUID) else valor


def celda(valor: Any) -> str:
    """A value as a person reads it in a spreadsheet; what people typed can be no formula."""
    if isinstance(valor, Codigo):
        return neutra(valor.nombre)
    if isinstance(valor, datetime):
        return texto.fecha_hora(valor)
    if isinstance(valor, date):
        return texto.fecha(valor)
    if isinstance(valor, bool):
        return texto.si_no(valor)
    if isinstance(valor, int | Decimal):
        return str(valor)
    return neutra(texto.texto(valor))


def escribir(
    parte: Parte, filas: Iterable[tuple[Any, ...]], *, en_csv: TextIO, en_json: TextIO
) -> int:
    """Write rows of a part to both in one pass, and return how many; JSON as a list of objects."""
    en_columnas = [i for i, campo in enumerate(parte.campos) if not campo.solo_json]
    claves = [campo.clave for campo in parte.campos]
    tabla = csv.writer(en_csv)
    tabla.writerow([neutra(parte.campos[i].titulo) for i in en_columnas])
    cuantas = 0
    for cuantas, fila in enumerate(filas, 1):
        tabla.writerow([celda(fila[i]) for i in en_columnas])
        objeto = dict(zip(claves, map(plano, fila), strict=True))
        en_json.write(("" if cuantas == 1 else ",\n") + json.dumps(objeto, ensure_ascii=False))
    return cuantas
