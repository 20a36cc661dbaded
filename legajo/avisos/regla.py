"""What a rule of the health of a legajo is: over single records, or over what must be there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q

from legajo.models import AccionPersonal, Vinculo
from legajo.tipos import TipoRegistro

Condicion = Callable[[], Q]
"""Made anew each time, since it may compare with today."""


class Gravedad(StrEnum):
    """How much a suspicion matters. What is slight is not told on every row."""

    ALTA = "alta"
    MEDIA = "media"
    BAJA = "baja"

    @property
    def rotulo(self) -> str:
        """As a person reads it."""
        return {"alta": "Importante", "media": "Por revisar", "baja": "Detalle"}[self.value]

    @property
    def peso(self) -> int:
        """For sorting, the gravest first."""
        return list(Gravedad).index(self)


@dataclass(frozen=True, kw_only=True)
class Regla:
    """What both sorts of rule say to people. The id is quoted in papers: it is never reused."""

    id: str
    titulo: str
    explicacion: str
    paso_del_servidor: str
    paso_de_la_ugel: str
    gravedad: Gravedad


@dataclass(frozen=True, kw_only=True)
class Aviso(Regla):
    """A suspicion about single records: of the kinds it looks at, those that meet its condition."""

    mira: Callable[[TipoRegistro], bool]
    condicion: Condicion


@dataclass(frozen=True, kw_only=True)
class Esencial(Regla):
    """A datum that every legajo, or those of some groups, must have: records of a kind."""

    nombre: str
    modelo: Any
    cumple: Condicion = Q
    grupos: tuple[str, ...] = ()

    @property
    def tipo(self) -> TipoRegistro:
        """The kind that holds it."""
        return self.modelo.tipo

    def toca(self) -> Q:
        """Over servidores: those whose bonds, of any date, are of its groups."""
        if not self.grupos:
            return Q(pk__isnull=False)
        suyos = Vinculo.objects.activos().filter(servidor=OuterRef("pk"))
        return Q(Exists(suyos.filter(regimen__grupo__in=self.grupos)))

    def condicion(self) -> Q:
        """Over servidores: those who should have it and have not."""
        suyos = self.modelo.objects.activos().filter(servidor=OuterRef("pk"))
        return self.toca() & ~Q(Exists(suyos.filter(self.cumple())))


def de(modelo: Any) -> Callable[[TipoRegistro], bool]:
    """Look at one kind alone."""
    return lambda tipo: tipo.modelo is modelo


def con_campo(nombre: str) -> Callable[[TipoRegistro], bool]:
    """Look at every kind whose form has that field."""
    return lambda tipo: nombre in tipo.campos


def con_sustento(tipo: TipoRegistro) -> bool:
    """Look at every kind that a document proves."""
    return tipo.sustento


def accion_de_personal(tipo: TipoRegistro) -> bool:
    """Look at every personnel action with its period."""
    return issubclass(tipo.modelo, AccionPersonal)
