"""Templates to fill, made from the declarations: a sheet a kind, its lists, and what it asks."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from django import forms
from django.db import models
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from legajo.importacion.cabecera import exigidas
from legajo.importacion.destinos import DOCUMENTO, TIPO_IDENTIDAD, Destino
from legajo.importacion.nombres import llana
from legajo.models import Servidor
from portal.tablas_csv import neutra

LISTA_MAX = 300
FILAS_CON_LISTA = 1000
INTRODUCCION = (
    "Llene una hoja por tipo de registro; borre las hojas y las columnas que no use.",
    "Las columnas pueden ir en cualquier orden. Una columna que no está no se toca; una celda"
    " vacía deja vacío el dato.",
    "Los catálogos se escriben con su código o con su nombre exacto; las fechas, como 31/12/2024;"
    " sí o no, con esas palabras.",
)


def cabecera_de(destino: Destino) -> list[str]:
    """The headings of a sheet: each column by its label, or by its name where two share one."""
    nombres = destino.nombres()
    return [
        t if nombres.get(llana(t := destino.titulo_de(campo))) == campo else campo
        for campo in destino.columnas
    ]


def escribir_plantilla(salida: Path, elegidos: Iterable[Destino]) -> None:
    """Write the template of some destinations; as CSV, of the only one."""
    elegidos = list(elegidos)
    if salida.suffix.lower() == ".csv":
        with salida.open("w", encoding="utf-8-sig", newline="") as abierto:
            plantilla_csv(abierto, elegidos[0])
    else:
        libro_de_plantilla(elegidos).save(salida)


def plantilla_csv(abierto: TextIO, destino: Destino) -> None:
    """The heading alone."""
    csv.writer(abierto).writerow(cabecera_de(destino))


def libro_de_plantilla(elegidos: Iterable[Destino]) -> Workbook:
    """A sheet a destination; «Instrucciones» tells of each column, «Listas» what may be chosen."""
    libro = Workbook()
    instrucciones: Any = libro.active
    instrucciones.title = "Instrucciones"
    for parrafo in INTRODUCCION:
        instrucciones.append([parrafo])
    instrucciones.append([])
    instrucciones.append(["Hoja", "Columna", "Obligatoria", "Qué se escribe"])
    listas = Listas(libro)
    for destino in elegidos:
        formulario = destino.formulario()
        _hoja(libro, destino, formulario, listas)
        pide = exigidas(destino)
        for campo, titulo in zip(destino.columnas, cabecera_de(destino), strict=True):
            fila = [destino.slug, titulo, "Sí" if campo in pide else "No",
                    que_se_escribe(destino, campo, formulario)]  # fmt: skip
            instrucciones.append([neutra(celda) for celda in fila])
    _anchos(instrucciones, (24, 34, 12, 90))
    return libro


class Listas:
    """The sheet «Listas»: one column for each set of things to choose."""

    def __init__(self, libro: Workbook) -> None:
        self.hoja: Any = libro.create_sheet("Listas")
        self._lugares: dict[tuple[str, ...], str] = {}

    def lugar(self, opciones: tuple[str, ...]) -> str:
        """Where the options stand, as a reference; they are written once."""
        if opciones not in self._lugares:
            columna = len(self._lugares) + 1
            for fila, opcion in enumerate(opciones, 1):
                self.hoja.cell(fila, columna, neutra(opcion)).data_type = "s"
            letra = get_column_letter(columna)
            self._lugares[opciones] = f"Listas!${letra}$1:${letra}${len(opciones)}"
        return self._lugares[opciones]


def _hoja(libro: Workbook, destino: Destino, formulario: forms.ModelForm, listas: Listas) -> None:
    hoja: Any = libro.create_sheet(destino.slug[:31])
    hoja.append(cabecera_de(destino))
    for celda in hoja[1]:
        celda.font = Font(bold=True)
    hoja.freeze_panes = "B2"
    _anchos(hoja, [22] * len(destino.columnas))
    for numero, campo in enumerate(destino.columnas, 1):
        if opciones := opciones_de(destino, campo, formulario):
            letra = get_column_letter(numero)
            regla = DataValidation("list", formula1=listas.lugar(opciones), allow_blank=True)
            regla.showErrorMessage = False  # codes are taken as well
            regla.add(f"{letra}2:{letra}{FILAS_CON_LISTA}")
            hoja.add_data_validation(regla)


def opciones_de(destino: Destino, campo: str, formulario: forms.ModelForm) -> tuple[str, ...]:
    """What may be chosen for a column, by name where names tell entries apart; few enough."""
    if campo == TIPO_IDENTIDAD:
        return tuple(str(r) for r in Servidor.TipoIdentidad.labels)
    if campo == DOCUMENTO:
        return ()
    propio = destino.modelo._meta.get_field(campo)
    if propio.choices:
        return tuple(str(rotulo) for _, rotulo in propio.flatchoices)
    if isinstance(propio, models.BooleanField):
        return ("Sí", "No")
    if not propio.is_relation:
        return ()
    ofrecidas: Any = formulario.fields[campo].queryset  # type: ignore[attr-defined]
    entradas = list(ofrecidas.values_list("codigo", "nombre")[: LISTA_MAX + 1])
    if len(entradas) > LISTA_MAX:
        return ()
    nombres = [nombre for _, nombre in entradas]
    return tuple(n if nombres.count(n) == 1 else codigo for codigo, n in entradas)


def que_se_escribe(destino: Destino, campo: str, formulario: forms.ModelForm) -> str:
    """One sentence on what a column takes."""
    if campo == DOCUMENTO:
        return "Número de documento del servidor."
    if campo == TIPO_IDENTIDAD:
        return "DNI, pasaporte o carnet de extranjería; vacío si basta el número."
    propio = destino.modelo._meta.get_field(campo)
    if propio.is_relation:
        catalogo = propio.related_model._meta.verbose_name_plural
        return f"Código o nombre exacto, del catálogo de {catalogo}."
    if opciones := opciones_de(destino, campo, formulario):
        return "Una de estas: " + "; ".join(opciones) + "."
    if isinstance(propio, models.DateField):
        return "Fecha: 31/12/2024."
    if isinstance(propio, models.DecimalField):
        return f"Número con {propio.decimal_places} decimales: 1234.50."
    if isinstance(propio, models.IntegerField):
        return "Número entero."
    return f"Texto de hasta {propio.max_length} caracteres." if propio.max_length else "Texto."


def _anchos(hoja: Any, anchos: Iterable[int]) -> None:
    for numero, ancho in enumerate(anchos, 1):
        hoja.column_dimensions[get_column_letter(numero)].width = ancho
