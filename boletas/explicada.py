"""A boleta explained: each line in plain words, with what changed and what was asked about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Q

from boletas import pension
from boletas.diferencias import Cambio, Diferencias, comparar, en_palabras
from boletas.hoja import LADOS
from boletas.models import Boleta, Concepto, Consulta
from boletas.montos import soles
from boletas.periodo import nombre_de

Glosa = tuple[str, str, bool]
"""Explanation, norm, whether it is sensitive."""
Glosario = Mapping[tuple[str, str], Glosa]
PAUSA, EN_CORTO_MAX = re.compile(r"[:,;(]|\.(?: |$)"), 60


class Linea(NamedTuple):
    """A line of the page, ready to print."""

    lugar: int
    codigo: str
    nombre: str
    en_corto: str
    monto: str
    cambio: Cambio | None
    explicacion: str
    norma: str
    sensible: bool
    consultas: list[Consulta]

    @property
    def abierta(self) -> bool:
        """Whether a question about it waits for an answer."""
        return any(c.abierta for c in self.consultas)


class Lado(NamedTuple):
    """Ingresos, descuentos or aportes."""

    titulo: str
    lineas: list[Linea]
    total: str
    vacio: str


class Explicada(NamedTuple):
    """What the page tells besides the boleta itself."""

    lados: list[Lado]
    respecto_de: str
    liquido: str
    cambios: list[Cambio]
    pension: pension.Desglose | None


def glosario_de(conceptos: Iterable[Sequence[str]]) -> Glosario:
    """What the glossary says of these lines, by (sign, code) and (sign, name): one query."""
    nombrados = {texto for c in conceptos for texto in (c[0], c[2])}
    filas = Concepto.objects.filter(Q(codigo__in=nombrados) | Q(nombre__in=nombrados))
    hallado: dict[tuple[str, str], Glosa] = {}
    for c in filas.only("signo", "codigo", "nombre", "explicacion", "norma", "sensible"):
        hallado[c.signo, c.nombre] = hallado[c.signo, c.codigo] = (
            c.explicacion, c.norma, c.sensible,
        )  # fmt: skip
    return hallado


def glosa_de(glosario: Glosario, concepto: Sequence[str]) -> Glosa:
    """Of one line, by its code, else by its name."""
    codigo, signo, nombre, _ = concepto
    return glosario.get((signo, codigo)) or glosario.get((signo, nombre)) or ("", "", False)


def en_corto(explicacion: str) -> str:
    """The first words of an explanation, up to its first pause; nothing where they are many."""
    primeras = PAUSA.split(explicacion, maxsplit=1)[0].strip()
    return primeras if len(primeras) <= EN_CORTO_MAX else ""


def explicar(boleta: Boleta, anterior: Boleta | None, consultas: Iterable[Consulta]) -> Explicada:
    """Put together what the page shows; `anterior` is the boleta to compare with: one query."""
    diferencias = (
        comparar(boleta.conceptos, anterior.conceptos) if anterior else Diferencias({}, [])
    )
    lineas = _lineas(boleta, diferencias, consultas)
    lados = [
        Lado(titulo, lineas[signo], soles(getattr(boleta, campo)), vacio)
        for signo, titulo, campo, vacio in LADOS
    ]
    desglose = pension.desglosar(boleta.conceptos, boleta.datos, boleta.imponible)
    return Explicada(lados, *_respecto(boleta, anterior), diferencias.todas, desglose)


def _lineas(
    boleta: Boleta, diferencias: Diferencias, consultas: Iterable[Consulta]
) -> dict[str, list[Linea]]:
    """The lines by their sign, in the order of the boleta."""
    glosario = glosario_de(boleta.conceptos)
    por_linea: dict[int, list[Consulta]] = {}
    for consulta in consultas:
        por_linea.setdefault(consulta.linea, []).append(consulta)
    lineas: dict[str, list[Linea]] = {"+": [], "-": [], "A": []}
    for lugar, concepto in enumerate(boleta.conceptos):
        codigo, signo, nombre, monto = concepto
        explicacion, norma, sensible = glosa_de(glosario, concepto)
        lineas[signo].append(
            Linea(
                lugar, codigo, nombre, en_corto(explicacion), soles(monto),
                diferencias.por_linea.get(lugar),
                explicacion, norma, sensible, por_linea.get(lugar, []),
            )
        )  # fmt: skip
    return lineas


def _respecto(boleta: Boleta, anterior: Any) -> tuple[str, str]:
    """Which boleta it is compared with, and what became of the líquido."""
    if anterior is None:
        return "", ""
    return nombre_de(anterior.periodo).lower(), en_palabras(boleta.liquido, anterior.liquido)
