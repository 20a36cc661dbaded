"""What the rules tell of one servidor, with the last confirmations of his sections: one query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, QuerySet, UUIDField, Value, When
from django.db.models.functions import Cast, Concat

from legajo.avisos.esenciales import ESENCIALES
from legajo.avisos.regla import Aviso, Esencial, Gravedad
from legajo.avisos.tabla import AVISO, avisos_de
from legajo.estructuras import ESTRUCTURAS, por_slug
from legajo.models import Confirmacion, RegimenLaboral, Servidor
from legajo.tipos import TipoRegistro
from portal.preparadas import Preparada

COLUMNAS = ("clase_", "fila_", "publico", "version", "marcas_")
ESENCIAL, CONFIRMADA = "*", "="
"""What begins the class of a row that is no record; no slug begins so."""


@dataclass(frozen=True, slots=True)
class Observado:
    """A record with the warnings that it meets, the gravest rules of the table first."""

    tipo: TipoRegistro
    pk: int
    publico: UUID
    avisos: tuple[Aviso, ...]


@dataclass(slots=True)
class Lectura:
    """The answer: versions by kind, records with warnings, essential data, confirmations."""

    versiones: dict[str, list[tuple[UUID, int]]] = field(default_factory=dict)
    observados: list[Observado] = field(default_factory=list)
    cumplidos: dict[str, bool] = field(default_factory=dict)
    confirmadas: dict[str, tuple[date, str]] = field(default_factory=dict)

    def de_importancia(self) -> list[Observado]:
        """The records with something more than a detail, and only that of them."""
        vistos = [
            Observado(o.tipo, o.pk, o.publico, graves)
            for o in self.observados
            if (graves := tuple(a for a in o.avisos if a.gravedad is not Gravedad.BAJA))
        ]
        return sorted(vistos, key=lambda o: o.avisos[0].gravedad.peso)

    def detalles(self) -> list[tuple[Aviso, list[tuple[TipoRegistro, int]]]]:
        """The slight warnings, counted by rule and kind."""
        cuentas = Counter(
            (a.id, o.tipo.slug) for o in self.observados for a in o.avisos
            if a.gravedad is Gravedad.BAJA
        )  # fmt: skip
        por_regla: dict[str, list[tuple[TipoRegistro, int]]] = {}
        for (regla, slug), cuantos in sorted(cuentas.items()):
            por_regla.setdefault(regla, []).append((por_slug()[slug], cuantos))
        return [(AVISO[regla], kinds) for regla, kinds in por_regla.items()]

    def faltan(self) -> list[Esencial]:
        """The essential data that are not there."""
        return [e for e in ESENCIALES if self.cumplidos.get(e.id) is False]


def leer_salud(servidor: Servidor, seccion: str = "") -> Lectura:
    """Everything the rules tell of a servidor, or of one section of his structure."""
    return _interpretar(_consulta(servidor.estructura, seccion).filas(servidor.pk))


def leer_legajo(servidor: int) -> Lectura:
    """What the rules tell of the legajo with this key, whichever structure it follows."""
    return _interpretar(_consulta(RegimenLaboral.Estructura.DIEZ, "").filas(servidor))


def leer_registro(registro: Any) -> tuple[Aviso, ...]:
    """The warnings that one record meets: one query."""
    lectura = _interpretar(_de_un_registro(registro.tipo).filas(registro.pk))
    return lectura.observados[0].avisos if lectura.observados else ()


def _interpretar(filas: Iterable[tuple[Any, ...]]) -> Lectura:
    """Rows of `COLUMNAS` as a Lectura."""
    lectura = Lectura()
    for clase, pk, publico, version, marcas in filas:
        if clase == ESENCIAL:
            for marca in marcas.split():
                lectura.cumplidos[marca.rstrip("!")] = not marca.endswith("!")
        elif clase.startswith(CONFIRMADA):
            dia, _, huella = marcas.partition(" ")
            lectura.confirmadas[clase[1:]] = (date.fromisoformat(dia), huella)
        else:
            lectura.versiones.setdefault(clase, []).append((publico, version))
            if marcas:
                avisos = sorted(
                    (AVISO[marca] for marca in marcas.split()), key=lambda a: a.gravedad.peso
                )
                lectura.observados.append(Observado(por_slug()[clase], pk, publico, tuple(avisos)))
    return lectura


@cache
def _consulta(estructura: str, seccion: str) -> Preparada:
    secciones = [s for s in ESTRUCTURAS[estructura] if seccion in ("", s.slug)]
    kinds = [t for s in secciones for t in s.tipos]
    esenciales = [e for e in ESENCIALES if e.tipo in kinds]
    return Preparada(
        lambda clave: _unir(
            [
                _esenciales(Servidor.objects.filter(pk=clave), esenciales),
                _confirmadas(clave, estructura, [s.slug for s in secciones]),
                *(_observados(t, t.modelo.objects.filter(servidor=clave)) for t in kinds),
            ]
        )
    )


@cache
def _de_un_registro(tipo: TipoRegistro) -> Preparada:
    return Preparada(lambda clave: _observados(tipo, tipo.modelo.objects.filter(pk=clave)))


def _unir(partes: list[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    """One query of several querysets of `COLUMNAS`."""
    return partes[0].union(*partes[1:], all=True)


def _observados(tipo: TipoRegistro, registros: Any) -> QuerySet[Any, Any]:
    """Every record in force of these, of one kind, with the ids of the warnings that it meets."""
    return (
        registros.activos()
        .order_by()
        .annotate(clase_=_texto(tipo.slug), fila_=F("pk"), marcas_=marcas_de(avisos_de(tipo)))
        .values_list(*COLUMNAS)
    )


def marcas_de(reglas: Iterable[Aviso | Esencial]) -> Any:
    """The ids of the rules that a row meets, each with a space behind it."""
    casos = (Case(When(r.condicion(), then=_texto(f"{r.id} ")), default=_texto("")) for r in reglas)
    return Concat(*casos, _texto(""), _texto(""))


def _esenciales(servidores: QuerySet[Any], esenciales: Iterable[Esencial]) -> QuerySet[Any, Any]:
    """A row a servidor with the ids of the essential data that concern him; «!» where missing."""
    casos = (
        Case(
            When(e.condicion(), then=_texto(f"{e.id}! ")),
            When(e.toca(), then=_texto(f"{e.id} ")),
            default=_texto(""),
        )
        for e in esenciales
    )
    return (
        servidores.order_by()
        .annotate(
            clase_=_texto(ESENCIAL),
            fila_=F("pk"),
            version=Value(0),
            marcas_=Concat(*casos, _texto(""), _texto("")),
        )
        .values_list(*COLUMNAS)
    )  # fmt: skip


def _confirmadas(servidor: int, estructura: str, secciones: list[str]) -> QuerySet[Any, Any]:
    """The last confirmation of each section: its day and its print."""
    return (
        Confirmacion.objects.filter(
            servidor=servidor, estructura=estructura, seccion__in=secciones
        )
        .order_by("seccion", "-confirmada_en")
        .distinct("seccion")
        .annotate(
            clase_=Concat(_texto(CONFIRMADA), "seccion"),
            fila_=F("pk"),
            publico=Cast(Value(None), UUIDField()),
            version=Value(0),
            marcas_=Concat(Cast("dia", CharField()), _texto(" "), "huella"),
        )
        .values_list(*COLUMNAS)
    )  # fmt: skip


def _texto(valor: str) -> Any:
    return Value(valor, output_field=CharField())
