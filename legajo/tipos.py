"""How a kind of record declares itself: once, and every place that shows or takes it reads this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

import pghistory
import pgtrigger
from django.db import models

from legajo.columnas import CON_FOLIOS, Columna, de_campo
from legajo.restricciones import de_opciones, uno_por_servidor


class Operacion(StrEnum):
    """What may be asked of a record."""

    AGREGAR = "agregar"
    CAMBIAR = "cambiar"
    QUITAR = "quitar"

    @property
    def rotulo(self) -> str:
        """The verb as a person reads it."""
        return self.value.capitalize()


TODO = frozenset(Operacion)
AGREGAR_Y_CAMBIAR = frozenset({Operacion.AGREGAR, Operacion.CAMBIAR})
SOLO_CAMBIAR = frozenset({Operacion.CAMBIAR})

CAMPOS_SUSTENTO = ("tipo_documento", "numero_documento", "fecha_documento")

PLEGAR_DESDE = 4
"""Fewer optional fields than these are not worth a fold."""

Regla = Callable[[dict[str, Any]], dict[str, str]]
"""A rule of a datum: the clean values of a row -> {field: sentence}, empty where all is well."""


@dataclass(frozen=True)
class TipoRegistro:
    """The declaration of one kind of record."""

    slug: str
    titulo: str
    singular: str
    modelo: Any
    columnas_declaradas: tuple[str | Columna, ...]
    campos_propios: tuple[str, ...]
    operaciones: frozenset[Operacion]
    orden: tuple[str, ...]
    sustento: bool = True
    una_fila: bool = False
    sensible: bool = False
    grupo_de_accion: str = ""
    obligatorios: tuple[str, ...] = ()
    clave_natural: tuple[str, ...] = ()
    reglas: tuple[Regla, ...] = field(default=())

    @cached_property
    def columnas(self) -> tuple[Columna, ...]:
        """The columns of its table, ready to read."""
        return tuple(
            c if isinstance(c, Columna) else de_campo(self.modelo, c)
            for c in self.columnas_declaradas
        )

    @cached_property
    def columnas_impresas(self) -> tuple[Columna, ...]:
        """The columns on an issued document: what is of the sustento stands whole in the last."""
        dicho = set(CON_FOLIOS.rutas)
        return (*(c for c in self.columnas if not dicho.issuperset(c.rutas)), CON_FOLIOS)

    @property
    def campos(self) -> tuple[str, ...]:
        """The fields of its form, in order: its own, its sustento, the annotations."""
        sustento = CAMPOS_SUSTENTO if self.sustento else ()
        return (*self.campos_propios, *sustento, "anotaciones")

    @property
    def exigidos(self) -> tuple[str, ...]:
        """Fields that the database lets be blank and the form does not: the sustento, and more."""
        return (*(CAMPOS_SUSTENTO if self.sustento else ()), *self.obligatorios)

    @property
    def clave(self) -> tuple[str, ...]:
        """Fields by which an import knows a record again, besides whose it is.

        Unless the kind names others: the sustento and the first date. None where there is
        one row a person.
        """
        if self.una_fila or self.clave_natural:
            return self.clave_natural
        fechas = [c for c in self.campos_propios if c in ("fecha_inicio", "fecha_cese")]
        return (*CAMPOS_SUSTENTO, *fechas[:1])

    @cached_property
    def plegados(self) -> tuple[str, ...]:
        """Fields that a form may fold away: optional, and in no column of the table."""
        leidos = {ruta.split("__")[0] for columna in self.columnas for ruta in columna.rutas}
        meta = self.modelo._meta
        sueltos = [
            c
            for c in self.campos_propios
            if c not in leidos and c not in self.exigidos and meta.get_field(c).blank
        ]
        return tuple(sueltos) if len(sueltos) >= PLEGAR_DESDE else ()

    @cached_property
    def relaciones(self) -> tuple[str, ...]:
        """The foreign keys that a page of one record shows, for `select_related`."""
        meta = self.modelo._meta
        return ("unidad", *(c for c in self.campos if meta.get_field(c).is_relation))

    @property
    def vacio(self) -> str:
        """What the table says when there is nothing."""
        return f"No registra {self.titulo[:1].lower()}{self.titulo[1:]}."

    def permite(self, operacion: Operacion) -> bool:
        """Whether the servidor may ask for it."""
        return operacion in self.operaciones

    def errores(self, datos: dict[str, Any]) -> dict[str, str]:
        """Every rule of this kind over the clean values of one row; {field: sentence}."""
        return {c: m for regla in self.reglas for c, m in regla(datos).items()}


def tipo_de_registro(
    slug: str,
    titulo: str,
    singular: str,
    *,
    columnas: tuple[str | Columna, ...],
    campos: tuple[str, ...],
    operaciones: frozenset[Operacion] = TODO,
    orden: tuple[str, ...],
    **resto: Any,
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Declare the decorated model as a kind of record, and keep its history by triggers."""

    def declarar(modelo: Any) -> Any:
        modelo.tipo = TipoRegistro(
            slug, titulo, singular, modelo, columnas, campos, operaciones, orden, **resto
        )
        _con_restricciones(modelo)
        return con_historia(modelo)

    return declarar


def _con_restricciones(modelo: Any) -> None:
    """Add what the declaration says already: its choices, and one row a person.

    Django writes a migration from `original_attrs`, where a Meta leaves what it named.
    """
    propias: list[models.BaseConstraint] = list(de_opciones(modelo))
    if modelo.tipo.una_fila:
        propias.append(uno_por_servidor(modelo))
    modelo._meta.constraints = [*modelo._meta.constraints, *propias]
    modelo._meta.original_attrs["constraints"] = modelo._meta.constraints


def con_historia(modelo: Any) -> Any:
    """Keep every version of every row, written by statement-level triggers.

    Row-level triggers fall from 5 300 to 286 rows/s as a COPY grows. The versions of a
    whole file are read by its servidor (legajo/a_la_fecha.py). What the database generates
    from the rest is no datum of its own.
    """
    de_alguien = any(campo.name == "servidor" for campo in modelo._meta.fields)
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        exclude=[campo.name for campo in modelo._meta.local_fields if campo.generated],
        level=pgtrigger.Statement,
        append_only=True,
        meta={"indexes": [models.Index(fields=["servidor"])] if de_alguien else []},
    )(modelo)
