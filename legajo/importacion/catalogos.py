"""The catalogs in memory: an import asks them at every row, and the database once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from legajo.importacion.nombres import llana


class RechazoError(Exception):
    """A datum that cannot be taken; the sentence says why."""


class EnMemoria:
    """The entries of one catalog, by code and by name; and which of them a form offers."""

    def __init__(self, filas: models.QuerySet[Any], ofrecidas: Iterable[int]) -> None:
        muchos = [f.name for f in filas.model._meta.many_to_many]
        self.entradas = {e.pk: e for e in filas.prefetch_related(*muchos)}
        self.ofrecidas = frozenset(ofrecidas)
        self.codigos = {e.codigo.casefold(): e.pk for e in self.entradas.values()}
        for codigo, pk in list(self.codigos.items()):  # a spreadsheet takes zeros away
            if codigo.isdecimal():
                self.codigos.setdefault(codigo.lstrip("0"), pk)
        self.nombres: dict[str, list[int]] = defaultdict(list)
        for e in self.entradas.values():
            for nombre in {llana(e.nombre), llana(str(e))}:
                self.nombres[nombre].append(e.pk)

    def hallar(self, escrito: str, **segun: int) -> Any:
        """The entry that a cell means; RechazoError when none or several.

        Of several with one name, those that are offered count; and of these, those whose
        foreign keys are `segun` (a motivo's acción).
        """
        if (pk := self.codigos.get(escrito.casefold())) is not None:
            return self.entradas[pk]
        candidatas = [self.entradas[pk] for pk in self.nombres.get(llana(escrito), ())]
        for criterio in (self._ofrecida, lambda e: _cumple(e, segun)):
            if len(candidatas) > 1:
                candidatas = [e for e in candidatas if criterio(e)] or candidatas
        if not candidatas:
            raise RechazoError("No está en el catálogo: escriba su código o su nombre exacto.")
        if len(candidatas) > 1:
            codigos = ", ".join(sorted(e.codigo for e in candidatas)[:8])
            raise RechazoError(f"Hay varios con ese nombre. Escriba el código: {codigos}.")
        return candidatas[0]

    def reparo(self, entrada: Any) -> str:
        """Why a form would not offer the entry; empty where it does."""
        if entrada.pk in self.ofrecidas:
            return ""
        if not getattr(entrada, "vigente", True):
            return f"«{entrada}» ya no está en uso."
        return f"«{entrada}» no corresponde a este tipo de registro."

    def _ofrecida(self, entrada: Any) -> bool:
        return entrada.pk in self.ofrecidas


def _cumple(entrada: Any, segun: dict[str, int]) -> bool:
    return all(getattr(entrada, llave) == pk for llave, pk in segun.items())


class Catalogos:
    """The catalogs that an import has asked for so far; one table is read once."""

    def __init__(self, unidades: models.QuerySet[Any]) -> None:
        self.unidades = unidades
        self._leidos: dict[tuple[Any, frozenset[int]], EnMemoria] = {}

    def de(self, modelo: Any, ofrecidas: models.QuerySet[Any]) -> EnMemoria:
        """The catalog of a foreign key, of which a form offers `ofrecidas`."""
        visibles = modelo._default_manager.all()
        if modelo is self.unidades.model:
            visibles = ofrecidas = self.unidades  # those of one's branch
        claves = frozenset(ofrecidas.values_list("pk", flat=True))
        if (modelo, claves) not in self._leidos:
            self._leidos[modelo, claves] = EnMemoria(visibles, claves)
        return self._leidos[modelo, claves]
