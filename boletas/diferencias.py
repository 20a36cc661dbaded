"""What changed from one boleta to the one before it, line by line: pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from boletas.montos import CERO, soles

Concepto = Sequence[str]
"""[código, signo, nombre, monto], as a boleta keeps it."""


class Cambio(NamedTuple):
    """A line that is not what it was: its name, what happened, and whether it favours him."""

    nombre: str
    texto: str
    a_favor: bool


class Diferencias(NamedTuple):
    """By the place of the line, and what is there no more."""

    por_linea: dict[int, Cambio]
    idas: list[Cambio]

    @property
    def todas(self) -> list[Cambio]:
        """In the order of the boleta; what is gone comes last."""
        return [*(self.por_linea[i] for i in sorted(self.por_linea)), *self.idas]


def comparar(hoy: Sequence[Concepto], antes: Sequence[Concepto]) -> Diferencias:
    """Compare by sign and code (by name where it has none).

    A concept that stands twice is summed, and told on its first line.
    """
    ahora, entonces = _sumas(hoy), _sumas(antes)
    por_linea: dict[int, Cambio] = {}
    contados: set[tuple[str, str]] = set()
    for lugar, concepto in enumerate(hoy):
        clave = _clave(concepto)
        if clave not in contados and (texto := _texto(ahora[clave], entonces.get(clave))):
            subio = ahora[clave] > entonces.get(clave, CERO)
            por_linea[lugar] = Cambio(concepto[2], texto, subio == (concepto[1] != "-"))
        contados.add(clave)
    nombres = {_clave(c): c[2] for c in antes}
    idas = [
        Cambio(nombres[c], f"ya no está (era {soles(monto)})", c[0] == "-")
        for c, monto in entonces.items() if c not in ahora
    ]  # fmt: skip
    return Diferencias(por_linea, idas)


def en_palabras(hoy: Decimal, antes: Decimal) -> str:
    """«subió S/ 113.00», «bajó S/ 5.00», or «es el mismo»."""
    return _texto(hoy, antes) or "es el mismo"


def _texto(hoy: Decimal, antes: Decimal | None) -> str:
    if antes is None:
        return "nuevo"
    if hoy == antes:
        return ""
    return f"{'subió' if hoy > antes else 'bajó'} {soles(abs(hoy - antes))}"


def _sumas(conceptos: Iterable[Concepto]) -> dict[tuple[str, str], Decimal]:
    sumas: dict[tuple[str, str], Decimal] = {}
    for concepto in conceptos:
        clave = _clave(concepto)
        sumas[clave] = sumas.get(clave, CERO) + Decimal(concepto[3])
    return sumas


def _clave(concepto: Concepto) -> tuple[str, str]:
    return concepto[1], concepto[0] or concepto[2]
