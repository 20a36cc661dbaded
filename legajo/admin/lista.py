"""The list of servidores: a page of ready rows, over half a million people, without counting them.

Django's own list makes an object of each row and a template of each cell, and counts twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from legajo.busqueda import (
    AMPLIADA,
    Buscado,
    ampliadas,
    conocidas,
    entender,
    exactas,
    por_primer_apellido,
)

COLUMNAS = ("pk", "documento", "primer_apellido", "segundo_apellido", "nombres", "unidad__nombre",
            "usuario")  # fmt: skip
CON, SIN = "Con usuario", "Sin usuario"
ULTIMA = 100
"""The page beyond which nobody leafs: he searches."""
ELEGIR = (
    '<td class="action-checkbox"><input type="checkbox" name="_selected_action" value="{}"'
    ' class="action-select" aria-label="Elegir a {}"></td>'
)
FILA = (
    '<tr>{}<th class="field-documento"><a href="{}">{}</a></th>'
    '<td class="field-apellidos_y_nombres"><a href="{}">{}</a></td>'
    '<td class="field-unidad">{}</td><td class="field-con_usuario">{}</td></tr>'
)


class ListaDeServidores(ChangeList):
    """One page and whether there is another."""

    hay_mas: bool
    ampliada = False
    AMPLIADA = AMPLIADA
    result_list: list[tuple[Any, ...]]

    def get_queryset(self, request: Any, exclude_parameters: Any = None) -> QuerySet[Any]:
        """The rows of the filters, and of the box as typed; an action acts on what was shown."""
        if "queryset" in self.__dict__:
            return self.queryset
        buscado, self.query = self.query, ""
        self.de_los_filtros = super().get_queryset(request, exclude_parameters)
        self.query = buscado
        if not self.query.strip():
            return self.de_los_filtros
        return exactas(self.de_los_filtros, entender(self.query))

    def get_results(self, request: HttpRequest) -> None:
        """Read the rows of the page, widening what was typed if there are none."""
        self.page_num = min(max(self.page_num, 1), ULTIMA)
        buscado = entender(self.query)
        filas = self._como_se_escribio(buscado)
        if not filas and buscado.palabras:
            self.queryset = ampliadas(self.de_los_filtros, buscado)
            filas = self._leer(self.queryset)
            self.ampliada = bool(filas)
        self.result_list = filas[: self.list_per_page]
        self.hay_mas = len(filas) > self.list_per_page and self.page_num < ULTIMA
        self.result_count = self._desde + len(self.result_list)
        self.show_admin_actions = bool(filas)
        self.show_full_result_count = False
        self.full_result_count = self.result_count

    @property
    def _desde(self) -> int:
        return (self.page_num - 1) * self.list_per_page

    def _como_se_escribio(self, buscado: Buscado) -> list[tuple[Any, ...]]:
        """The rows of what was typed. Of one word: first those whose first surname begins so.

        They are a range of the index of the list: while they fill the page, nobody else is
        looked for, however common the word.
        """
        if buscado.palabras and not conocidas(buscado):
            return []
        if len(buscado.palabras) != 1 or buscado.codigos or ORDER_VAR in self.params:
            return self._leer(self.queryset)
        primeras, todas = por_primer_apellido(self.queryset, buscado.palabras[0])
        filas = self._leer(primeras)
        return filas if len(filas) > self.list_per_page else self._leer(todas)

    def _leer(self, personas: QuerySet[Any]) -> list[tuple[Any, ...]]:
        """Their rows of the page, and one more to know whether it is the last."""
        hasta = self._desde + self.list_per_page + 1
        return list(personas.values_list(*COLUMNAS)[self._desde : hasta])

    def encabezados(self) -> Iterator[dict[str, Any]]:
        """The headings, with the links that sort."""
        return result_headers(self)

    def filas(self) -> SafeString:
        """The rows of the table."""
        con_acciones = self.list_display[0] == "action_checkbox"
        sigue = f"?{self.preserved_filters}" if self.preserved_filters else ""
        filas = (self._fila(fila, con_acciones, escape(sigue)) for fila in self.result_list)
        return mark_safe("".join(filas))  # noqa: S308 -- each piece is escaped

    def _fila(self, fila: tuple[Any, ...], con_acciones: bool, sigue: str) -> str:
        clave, documento, primero, segundo, nombres, unidad, usuario = fila
        nombre = escape(f"{primero} {segundo}".strip() + f", {nombres}")
        elegir = ELEGIR.format(clave, nombre) if con_acciones else ""
        url = f"{clave}/change/{sigue}"
        acceso = CON if usuario else SIN
        return FILA.format(elegir, url, escape(documento), url, nombre, escape(unidad), acceso)

    def cuantos(self) -> str:
        """What the page shows of how many, as far as is known."""
        if not self.result_list:
            return "Nadie."
        if not self._desde and not self.hay_mas:
            return f"{self.result_count} en total"
        return f"{self._desde + 1} a {self.result_count}"

    def vecinas(self) -> list[tuple[str, str]]:
        """The pages before and after, as label and address."""
        otras = []
        if self.page_num > 1:
            otras.append(("Anterior", self.get_query_string({PAGE_VAR: self.page_num - 1})))
        if self.hay_mas:
            otras.append(("Siguiente", self.get_query_string({PAGE_VAR: self.page_num + 1})))
        return otras
