"""What the rules find in the files that a unit keeps: how many, which, in the order of the shelf.

The rules are asked file by file through the index of each kind by servidor, so that the work
grows with the files of the unit and not with the nation: joined, PostgreSQL reads whole tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Func, OuterRef, Q, QuerySet

from accounts.alcance import permiso_de_ver
from accounts.models import Unidad
from legajo.avisos.esenciales import ESENCIALES
from legajo.avisos.lectura import marcas_de
from legajo.avisos.regla import Aviso, Esencial, Gravedad
from legajo.avisos.tabla import AVISOS
from legajo.estructuras import tipos
from legajo.models import Servidor, Vinculo
from legajo.situacion import vinculos_vigentes
from legajo.tipos import TipoRegistro

MUCHOS = 500
"""Beyond it a count says «más de 500»."""

HASTA = 20_000
"""Records of a kind that one count looks through; what is left is told as «o más»."""


class _Desplegar(Func):
    """The elements of an array, one a row."""

    function = "unnest"
    set_returning = True

    def _resolve_output_field(self) -> Any:
        arreglo: Any = self.get_source_expressions()[0].output_field
        return arreglo.base_field


@dataclass(frozen=True)
class Punto:
    """A rule with one of the kinds it looks at: a line of the list to work through."""

    regla: Aviso | Esencial
    tipo: TipoRegistro

    @property
    def de_servidores(self) -> bool:
        """Whether its cases are files that lack something, and not records."""
        return isinstance(self.regla, Esencial)

    @property
    def modelo(self) -> Any:
        """The model of its cases."""
        return Servidor if self.de_servidores else self.tipo.modelo

    @property
    def permiso(self) -> str:
        """The right to view its kind, without which its cases are not told."""
        return permiso_de_ver(self.tipo.modelo)


@dataclass(frozen=True, slots=True)
class Cuenta:
    """A line with the number of its cases; `hay_mas` where not all records were looked through."""

    punto: Punto
    casos: int
    hay_mas: bool = False

    @property
    def texto(self) -> str:
        """«12», «más de 500»."""
        if self.casos > MUCHOS:
            return f"más de {MUCHOS}"
        return f"{self.casos} o más" if self.hay_mas else str(self.casos)


def puntos() -> Iterator[Punto]:
    """Every line of the list: what is missing, then what looks odd, kind by kind."""
    yield from (Punto(e, e.tipo) for e in ESENCIALES)
    yield from (Punto(a, t) for t in tipos() for a in AVISOS if a.mira(t))


def cuentas(*, usuario: Any, unidad: Unidad, detalles: bool = False) -> list[Cuenta]:
    """The lines that have a case in `unidad`, the gravest first: at most two queries a kind.

    Of what matters or, with `detalles`, of the slight warnings. Kinds that `usuario` may not
    view are left out.
    """
    visibles = (
        p
        for p in puntos()
        if (p.regla.gravedad is Gravedad.BAJA) is detalles and usuario.has_perm(p.permiso)
    )
    halladas: list[Cuenta] = []
    for _, grupo in groupby(visibles, key=lambda p: (p.de_servidores, p.tipo.slug)):
        halladas += _contar(list(grupo), usuario, unidad)
    return sorted(halladas, key=lambda c: (c.punto.regla.gravedad.peso, c.punto.regla.id))


def _contar(juntos: list[Punto], usuario: Any, unidad: Unidad) -> list[Cuenta]:
    """The cases of rules that look at the same rows: one query."""
    marcadas = _suyos(juntos[0], usuario).annotate(marcas_=marcas_de(p.regla for p in juntos))
    por_archivo = ArraySubquery(marcadas.exclude(marcas_="").values("marcas_"))
    filas = (
        _servidores(juntos[0], usuario, unidad)
        .order_by()
        .annotate(caso=_Desplegar(por_archivo))
        .values_list("caso", flat=True)[:HASTA]
    )
    veces = Counter(id for marcas in filas for id in marcas.split())
    lleno = len(filas) == HASTA
    return [Cuenta(p, veces[p.regla.id], lleno) for p in juntos if veces[p.regla.id]]


def casos(punto: Punto, *, usuario: Any, unidad: Unidad) -> QuerySet[Any, Any]:
    """Keys of the records (or servidores) of `unidad` that meet the rule, file by file.

    Only what `usuario` may see of that kind there; lazily: take a slice of it.
    """
    suyos = _suyos(punto, usuario).filter(punto.regla.condicion()).order_by("pk")
    return (
        _servidores(punto, usuario, unidad)
        .order_by("primer_apellido", "segundo_apellido", "nombres", "pk")
        .annotate(caso=_Desplegar(ArraySubquery(suyos.values("pk"))))
        .values_list("caso", flat=True)
    )


def _servidores(punto: Punto, usuario: Any, unidad: Unidad) -> QuerySet[Any]:
    return Servidor.objects.visible_to(usuario, punto.permiso).filter(unidad=unidad)


def _suyos(punto: Punto, usuario: Any) -> QuerySet[Any]:
    """The rows of the servidor of the outer query that the rule looks at."""
    if punto.de_servidores:
        return Servidor.objects.filter(_no_ha_cesado(), pk=OuterRef("pk")).order_by()
    registros = punto.tipo.modelo.objects.visible_to(usuario, punto.permiso).activos()
    return registros.filter(servidor=OuterRef("pk")).order_by()


def _no_ha_cesado() -> Q:
    """Who has a current bond, or none that is known: of a former servidor nobody asks more."""
    vinculos = Vinculo.objects.activos().filter(servidor=OuterRef("pk"))
    return Q(Exists(vinculos_vigentes(vinculos))) | ~Q(Exists(vinculos))


def leer_casos(punto: Punto, claves: Iterable[int]) -> list[Any]:
    """The records (or servidores) of these keys, in their order, with what a list shows."""
    if punto.de_servidores:
        filas: Any = Servidor.objects.select_related("unidad")
    else:
        filas = punto.tipo.modelo.objects.select_related("servidor", *punto.tipo.relaciones)
    claves = list(claves)
    por_clave = filas.in_bulk(claves)
    return [por_clave[clave] for clave in claves if clave in por_clave]
