"""The lists of a form of a record: all of them in one query, those that depend on another marked.

Régimen, acción and motivo are chosen in that order, and so are the kind of merit and the
merit. A script narrows each list to what goes with the choice before it; without scripts
the button «elegir» asks the server to. What does not go together is refused either way,
by the rules of the kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from django import forms
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast

from legajo.models import Accion, CampoEstudio, Merito, MotivoAccion

ELEGIR = "elegir"
"""The name of the button that narrows the lists without a script."""


class Cadena(NamedTuple):
    """How a catalog hangs from the choice before it: its field, the keys that it goes with."""

    padre: str
    de: Any
    grupo: Any = Value("", CharField())


CADENAS: dict[Any, Cadena] = {
    Accion: Cadena("regimen", StringAgg(Cast("regimenes", TextField()), " ", default=Value(""))),
    MotivoAccion: Cadena("accion", Cast("accion_id", TextField()), F("accion__nombre")),
    Merito: Cadena("tipo_merito", Cast("tipo_id", TextField()), F("tipo__nombre")),
    CampoEstudio: Cadena("", Value("", TextField()), F("superior__nombre")),
}
SUELTA = Cadena("", Value("", TextField()))


class Entrada(NamedTuple):
    """An entry of a list as it is offered."""

    pk: int
    nombre: str
    de: str
    grupo: str


class SelectEncadenado(forms.Select):
    """A list whose options say with which choice of another list they go."""

    def __init__(self, padre: str, entradas: Any) -> None:
        super().__init__({"data-depende": padre})
        self.entradas = entradas

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Django's option, with the keys of what it goes with."""
        opcion = super().create_option(name, value, *args, **kwargs)
        de = next((e.de for e in self.entradas() if str(e.pk) == str(value)), "")
        if de:
            opcion["attrs"]["data-de"] = de
        return opcion


class Listas:
    """The lists of one form: `campos` are its fields that choose from a catalog."""

    def __init__(self, campos: dict[str, Any], elegido: Any = None) -> None:
        self.campos = campos
        self.elegido = elegido
        self._leidas: dict[str, list[Entrada]] | None = None
        self.encadenadas = False
        for nombre, campo in campos.items():
            cadena = CADENAS.get(campo.queryset.model, SUELTA)
            if cadena.padre:
                self.encadenadas = True
                campo.widget = SelectEncadenado(cadena.padre, partial(self.entradas, nombre))
            campo.choices = partial(self._opciones, nombre)

    def entradas(self, nombre: str) -> list[Entrada]:
        """What the list of a field holds; the first call reads every list: one query."""
        if self._leidas is None:
            self._leidas = self._leer()
        return self._leidas[nombre]

    def _leer(self) -> dict[str, list[Entrada]]:
        leidas: dict[str, list[Entrada]] = {nombre: [] for nombre in self.campos}
        partes = [self._consulta(nombre, campo) for nombre, campo in self.campos.items()]
        filas = partes[0].union(*partes[1:], all=True).order_by("grupo_", "nombre")
        for nombre, *entrada in filas:
            leidas[nombre].append(Entrada(*entrada))
        return leidas

    def _consulta(self, nombre: str, campo: Any) -> Any:
        cadena = CADENAS.get(campo.queryset.model, SUELTA)
        return (
            campo.queryset.order_by()
            .annotate(lista_=Value(nombre), de_=cadena.de, grupo_=cadena.grupo)
            .values_list("lista_", "pk", "nombre", "de_", "grupo_")
        )

    def _opciones(self, nombre: str) -> list[Any]:
        """What the list of a field offers, under the names of their groups where there are."""
        campo = self.campos[nombre]
        opciones: list[Any] = [("", str(campo.empty_label))]
        for grupo, entradas in groupby(self._ofrecidas(nombre), key=lambda e: e.grupo):
            pares = [(e.pk, e.nombre) for e in entradas]
            opciones += [(grupo, pares)] if grupo else pares
        return opciones

    def _ofrecidas(self, nombre: str) -> Iterable[Entrada]:
        """All of them; once «elegir» was pressed, those that go with what was chosen."""
        cadena = CADENAS.get(self.campos[nombre].queryset.model, SUELTA)
        elegido = self.elegido.get(cadena.padre) if self.elegido else ""
        if not elegido:
            return self.entradas(nombre)
        return [e for e in self.entradas(nombre) if not e.de or elegido in e.de.split()]
