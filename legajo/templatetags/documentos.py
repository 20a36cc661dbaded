"""Frozen contents of issued documents on a page."""

from collections.abc import Mapping
from typing import Any

from django import template

from legajo.tablas import Fila, Tabla

register = template.Library()


@register.filter
def congelada(tabla: Mapping[str, Any]) -> Tabla:
    """The table of a frozen content (legajo.emision.partes), for componentes/tabla.html."""
    filas = [Fila(celdas) for celdas in tabla["filas"]]
    return Tabla(tabla["titulo"], tuple(tabla["columnas"]), filas, tabla["vacio"])
