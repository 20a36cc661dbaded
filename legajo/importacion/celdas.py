"""A cell becomes a value: the checks of the form's own field, made once for each distinct text.

A column of a legajo says the same few things again and again, so that what a text means is
remembered; only the first time costs what a form costs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    EmailValidator,
    MaxLengthValidator,
    ProhibitNullCharactersValidator,
)
from django.db import models
from openpyxl.cell.cell import ERROR_CODES

from legajo.importacion.catalogos import EnMemoria, RechazoError
from legajo.importacion.nombres import llana
from portal.tablas_csv import sin_comilla

SEPARADOR = "\x1f"
"""Joins the values of a row that waits: a control character, which no value may hold."""
RECUERDOS, LARGO = 20_000, 120

_FECHAS = (
    re.compile(r"(?P<d>\d{1,2})([/.-])(?P<m>\d{1,2})\2(?P<a>\d{4})", re.ASCII),
    re.compile(r"(?P<a>\d{4})([/-])(?P<m>\d{1,2})\2(?P<d>\d{1,2})", re.ASCII),
)
_ANIO_CORTO = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}", re.ASCII)
_ENTERO = re.compile(r"-?\d{1,18}", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,18}(\.\d{1,18})?", re.ASCII)
_MILES = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_COMA = re.compile(r"-?\d+,\d{1,2}", re.ASCII)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SIGNOS_DE_LA_CELDA = re.compile("[=＝]|(?:" + "|".join(map(re.escape, ERROR_CODES)) + ")$")
_CORREO = re.compile(
    r"[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.ASCII
)
_SIN_TOPE = 100_000
_SI_NO = dict.fromkeys(("si", "1", "x", "verdadero", "true", "on", "s"), True) | dict.fromkeys(
    ("no", "0", "falso", "false", "off", "n"), False
)


class Leido(NamedTuple):
    """What a cell means: its value, its text for the table that waits, or why it cannot be."""

    valor: Any
    texto: str
    motivo: str = ""
    reparo: str = ""


@dataclass(slots=True)
class Casilla:
    """How the cells of one column are read, and what has been read already.

    A text of up to `largo` characters that is printable, or has the plain shape `basta`,
    needs none of the checks of form and model: they would take it.
    """

    campo: str
    leer_celda: Callable[[str], Any]
    vacia: Leido
    largo: int = 0
    basta: re.Pattern[str] | None = None
    catalogo: EnMemoria | None = None
    segun: tuple[tuple[str, str], ...] = ()
    vistas: dict[str, Leido] = field(init=False)

    def __post_init__(self) -> None:
        self.vistas = {"": self.vacia}

    def leer(self, celda: str) -> Leido:
        """Read a cell not seen before."""
        limpia = celda.strip().replace("\r\n", "\n")
        leido = self._leer(limpia) if limpia else self.vacia
        if len(celda) <= LARGO:
            if len(self.vistas) > RECUERDOS:
                self.vistas.clear()
            self.vistas[celda] = leido
        return leido

    def leer_segun(self, celda: str, datos: dict[str, Any]) -> Leido:
        """Read a cell whose name another of the row tells apart (the motivo of an acción)."""
        llaves = {ll: datos[campo].pk for ll, campo in self.segun if datos.get(campo) is not None}
        marcada = "\0".join([celda, *map(str, llaves.values())])
        leido = self.vistas.get(marcada)
        if leido is None:
            limpia = celda.strip()
            leido = self._leer(limpia, **llaves) if limpia else self.vacia
            if len(self.vistas) > RECUERDOS:
                self.vistas.clear()
            self.vistas[marcada] = leido
        return leido

    def _llana(self, limpia: str) -> bool:
        return bool(self.basta.fullmatch(limpia)) if self.basta else limpia.isprintable()

    def _leer(self, limpia: str, **segun: int) -> Leido:
        if len(limpia) <= self.largo and limpia[0].isalnum() and self._llana(limpia):
            return Leido(limpia, limpia)
        if _SIGNOS_DE_LA_CELDA.match(limpia):
            return Leido(None, "", "Es una fórmula o un error de la hoja: escriba el valor.")
        limpia = sin_comilla(limpia)
        if _CONTROL.search(limpia):
            return Leido(None, "", "Tiene caracteres que no se ven.")
        try:
            if self.catalogo is not None:
                entrada = self.catalogo.hallar(limpia, **segun)
                return Leido(entrada, str(entrada.pk), "", self.catalogo.reparo(entrada))
            valor = self.leer_celda(limpia)
        except RechazoError as rechazo:
            return Leido(None, "", str(rechazo))
        except ValidationError as error:
            return Leido(None, "", " ".join(error.messages))
        return Leido(valor, en_espera(valor))


def en_espera(valor: Any) -> str:
    """A value as the table that waits holds it, which PostgreSQL reads by its type."""
    if valor is None:
        return ""
    if isinstance(valor, bool):
        return "t" if valor else "f"
    return valor if isinstance(valor, str) else str(valor)


def casilla_de(
    campo: Any, del_formulario: Any, catalogo: EnMemoria | None, segun: tuple[tuple[str, str], ...]
) -> Casilla:
    """How to read the column of a model field, by the checks of its form field."""
    if catalogo is not None:
        leer: Callable[[str], Any] = str
    else:
        leer = partial(
            _con_formulario, campo, del_formulario, _previa(campo), _de_mas(campo, del_formulario)
        )
    largo = 0 if catalogo else _largo_sin_mas(campo, del_formulario)
    basta = _CORREO if largo and isinstance(campo, models.EmailField) else None
    vacia = _vacia(campo, del_formulario)
    return Casilla(campo.name, leer, vacia, largo, basta, catalogo, segun)


def _largo_sin_mas(campo: Any, del_formulario: Any) -> int:
    """How long a text may be, where form and model ask for nothing else; 0 where they do."""
    if type(del_formulario) not in (forms.CharField, forms.EmailField) or campo.choices:
        return 0
    validadores = {type(v) for v in (*del_formulario.validators, *campo.validators)}
    propios = {EmailValidator} if isinstance(campo, models.EmailField) else set()
    if validadores - {MaxLengthValidator, ProhibitNullCharactersValidator} - propios:
        return 0
    return min(v for v in (campo.max_length, del_formulario.max_length, _SIN_TOPE) if v)


def _vacia(campo: Any, del_formulario: Any) -> Leido:
    if del_formulario.required:
        return Leido(None, "", "Falta el dato.")
    if isinstance(campo, models.BooleanField) and not campo.null:
        return Leido(False, "f")
    return Leido("" if campo.get_internal_type() in _DE_TEXTO and not campo.null else None, "")


_DE_TEXTO = ("CharField", "TextField", "EmailField", "URLField")


def _con_formulario(
    campo: Any, del_formulario: Any, previa: Callable[[str], Any], de_mas: list[Any], texto: str
) -> Any:
    """The value of a text, put as the form's field wants it, and checked by form and model."""
    valor = campo.to_python(del_formulario.clean(previa(texto)))
    for validador in de_mas:
        validador(valor)
    return valor


def _de_mas(campo: Any, del_formulario: Any) -> list[Any]:
    """What the model asks of a value and its form field does not."""
    return [v for v in campo.validators if v not in del_formulario.validators]


def _previa(campo: Any) -> Callable[[str], Any]:
    """How people write a value -> how the form's field takes it."""
    if campo.choices:
        return partial(_opcion, dict(campo.flatchoices))
    if isinstance(campo, models.DateField):
        return leer_fecha
    if isinstance(campo, models.BooleanField):
        return _si_no
    if isinstance(campo, models.DecimalField):
        return _decimal
    if isinstance(campo, models.IntegerField):
        return _entero
    return str if isinstance(campo, models.TextField) else _en_una_linea


def _en_una_linea(texto: str) -> str:
    if "\n" in texto:
        raise RechazoError("Escríbalo en una sola línea.")
    return texto


def _opcion(opciones: dict[Any, str], texto: str) -> Any:
    """The code of a choice, from its code or its label."""
    codigos = {str(c).casefold(): c for c in opciones}
    rotulos = {llana(str(r)): c for c, r in opciones.items()}
    hallada = codigos.get(texto.casefold(), rotulos.get(llana(texto)))
    if hallada is None:
        validas = "; ".join(str(r) for r in opciones.values())
        raise RechazoError(f"No es una opción. Escriba una de estas: {validas}.")
    return hallada


def leer_fecha(texto: str) -> date:
    """A date as people and spreadsheets write it; RechazoError where the century is missing."""
    hallada = next((h for f in _FECHAS if (h := f.fullmatch(texto))), None)
    if hallada is None:
        if _ANIO_CORTO.fullmatch(texto):
            raise RechazoError("Escriba el año con cuatro cifras.")
        raise RechazoError("No es una fecha como 31/12/2024.")
    try:
        return date(int(hallada["a"]), int(hallada["m"]), int(hallada["d"]))
    except ValueError as error:
        raise RechazoError("Esa fecha no existe en el calendario.") from error


def _si_no(texto: str) -> bool:
    valor = _SI_NO.get(llana(texto))
    if valor is None:
        raise RechazoError("Escriba sí o no.")
    return valor


def _entero(texto: str) -> str:
    if not _ENTERO.fullmatch(texto):
        raise RechazoError("No es un número entero.")
    return texto


def _decimal(texto: str) -> Decimal:
    if _MILES.fullmatch(texto):
        texto = texto.replace(",", "")
    elif _COMA.fullmatch(texto):
        texto = texto.replace(",", ".")
    if not _DECIMAL.fullmatch(texto):
        raise RechazoError("No es un número como 1234.50.")
    return Decimal(texto)
