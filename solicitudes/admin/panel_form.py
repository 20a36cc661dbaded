"""What narrows the panel: months, unit of one's branch, section or kind of record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate

from accounts.models import Unidad
from legajo.estructuras import DIEZ
from solicitudes.models import Resumen
from solicitudes.panel import DOCUMENTOS, SECCION_DE, TITULOS
from solicitudes.resumen import mover

MESES, DE_ENTRADA = 60, 12
"""Months that can be chosen, and those that are shown at first."""
TODAS, TODO = "Toda su jurisdicción", "Todo el legajo"


def nombre_de(mes: date) -> str:
    """«noviembre de 2026»."""
    return date_format(mes, r"F \d\e Y")


class PanelForm(forms.Form):
    """The filters of the panel; what is not of one's branch is no choice."""

    unidad = forms.ChoiceField(label="Unidad", required=False)
    de = forms.ChoiceField(label="Sección o tipo de registro", required=False)
    desde = forms.ChoiceField(label="Desde")
    hasta = forms.ChoiceField(label="Hasta")

    def __init__(self, datos: Any, unidades: Iterable[Unidad]) -> None:
        hoy = localdate()
        de_entrada = {"desde": mover(hoy, 1 - DE_ENTRADA), "hasta": mover(hoy, 0)}
        dichos = {clave: datos[clave] for clave in self.base_fields if clave in datos}
        super().__init__({c: f"{m:%Y-%m}" for c, m in de_entrada.items()} | dichos)
        self.unidades = {str(u.pk): u for u in unidades}
        meses = [mover(hoy, -n) for n in range(MESES)]
        de_meses = [(f"{mes:%Y-%m}", nombre_de(mes)) for mes in meses]
        opciones = {
            "unidad": [("", TODAS), *map(_opcion, self.unidades.values())],
            "de": _secciones(), "desde": de_meses, "hasta": de_meses,
        }  # fmt: skip
        for clave, suyas in opciones.items():
            cast(forms.ChoiceField, self.fields[clave]).choices = suyas
        if len(self.unidades) == 1:
            del self.fields["unidad"]

    def clean(self) -> dict[str, Any]:
        """The months as days; the first may not come after the last."""
        datos = super().clean() or {}
        for clave in {"desde", "hasta"} & datos.keys():
            datos[clave] = date.fromisoformat(f"{datos[clave]}-01")
        if {"desde", "hasta"} <= datos.keys() and datos["desde"] > datos["hasta"]:
            self.add_error("hasta", "El último mes es anterior al primero.")
        return datos

    def ramas(self) -> list[int] | None:
        """Keys of the chosen unit and of those below it; None for all of one's branch."""
        elegida = self.unidades.get(self.cleaned_data.get("unidad", ""))
        if elegida is None or elegida.tipo == Unidad.Tipo.MINEDU:
            return None
        return [u.pk for u in self.unidades.values() if elegida.pk in (u.pk, u.superior_id)]

    def tipos(self) -> list[str] | None:
        """Slugs of the kinds chosen, "" that of the documents; None for all."""
        elegido = self.cleaned_data["de"]
        if elegido.startswith("tipo."):
            return [elegido.removeprefix("tipo.")]
        return [t for t, s in SECCION_DE.items() if s == elegido] if elegido else None

    def filtrar(self, filas: QuerySet[Resumen]) -> QuerySet[Resumen]:
        """The rows of the summary that were chosen, among those of one's branch."""
        datos, ramas, tipos = self.cleaned_data, self.ramas(), self.tipos()
        filas = filas.filter(mes__range=(datos["desde"], datos["hasta"]))
        if ramas is not None:
            filas = filas.filter(unidad__in=ramas)
        return filas if tipos is None else filas.filter(tipo_slug__in=tipos)

    def dicho(self) -> str:
        """What was chosen, for the log."""
        dichos = [str(self.unidades.get(self.cleaned_data.get("unidad", ""), TODAS))]
        dichos.append(self.cleaned_data["de"] or TODO)
        dichos += [f"{self.cleaned_data[clave]:%m/%Y}" for clave in ("desde", "hasta")]
        return ", ".join(dichos)


def _opcion(unidad: Unidad) -> tuple[str, str]:
    con_las_suyas = unidad.tipo == Unidad.Tipo.DRE
    return str(unidad.pk), f"{unidad.nombre} y sus UGEL" if con_las_suyas else unidad.nombre


def _secciones() -> list[Any]:
    """Each section with its kinds, and the documents, which are of none."""
    return [
        ("", TODO),
        *(
            (TITULOS[s.slug],
             [(s.slug, f"Toda la sección {s.numero}"),
              *((f"tipo.{t.slug}", t.titulo) for t in s.tipos)])
            for s in DIEZ
        ),
        (DOCUMENTOS, TITULOS[DOCUMENTOS]),
    ]  # fmt: skip
