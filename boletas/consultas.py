"""What the pages of Mi Boleta ask, each in one query."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import F

from boletas.models import Boleta
from boletas.models.boleta import CLAVE, BoletaQuerySet
from boletas.montos import soles
from boletas.periodo import de_anio, nombre_de
from legajo.models import Servidor
from legajo.tablas import Fila, Tabla
from portal.preparadas import Preparada
from portal.texto import por_comas

COLUMNAS = ("Mes", "Planilla", "Cargo y establecimiento", "Ingresos", "Descuentos", "Líquido")
_LEIDAS = (
    "publico", "periodo", "planilla", "datos__cargo", "datos__establecimiento",
    "ingresos", "descuentos", "liquido", "version",
)  # fmt: skip


def propias(usuario: Any) -> BoletaQuerySet:
    """The published boletas of the account that is in, every version, with what a page shows."""
    return (
        Boleta.objects.publicadas()
        .filter(servidor__usuario=usuario)
        .select_related("servidor", "unidad__superior", "importacion")
    )


_ANIOS = Preparada(
    lambda servidor: (
        Boleta.objects.publicadas()
        .filter(servidor=servidor)
        .annotate(anio=F("periodo") / 100)
        .order_by("-anio")
        .values_list("anio")
        .distinct()
    )
)
_DE_UN_ANIO = Preparada(
    lambda servidor, desde, hasta: (
        Boleta.objects.publicadas()
        .filter(servidor=servidor, periodo__range=(desde, hasta))
        .vigentes()
        .values_list(*_LEIDAS)
    ),
    enteros=3,
)


def anios(servidor: Servidor) -> list[int]:
    """The years that have boletas, the newest first."""
    return [anio for (anio,) in _ANIOS.filas(servidor.pk)]


def tabla_de_anio(servidor: Servidor, anio: int, ruta: str) -> Tabla:
    """The boletas of a year, the newest version of each; `ruta` is the address of the list."""
    filas = [_fila(ruta, *leida) for leida in _DE_UN_ANIO.filas(servidor.pk, *de_anio(anio))]
    return Tabla(f"Boletas de {anio}", COLUMNAS, filas, f"No tiene boletas de {anio}.", True)


def versiones(boleta: Boleta) -> list[tuple[UUID, int]]:
    """(public id, number) of every published version of this boleta, the newest first."""
    la_misma = {c: getattr(boleta, c) for c in CLAVE}
    hermanas = Boleta.objects.publicadas().filter(**la_misma).order_by("-version")
    return list(hermanas.values_list("publico", "version"))


def _fila(
    ruta: str, publico: UUID, periodo: int, planilla: str, cargo: str, establecimiento: str,
    ingresos: Any, descuentos: Any, liquido: Any, version: int,
) -> Fila:  # fmt: skip
    mes = nombre_de(periodo)
    donde = por_comas(cargo, establecimiento)
    # an amount is not torn at the end of a line
    montos = (soles(m).replace(" ", "\N{NO-BREAK SPACE}") for m in (ingresos, descuentos, liquido))
    celdas = (mes, planilla, donde, *montos)
    acciones = [
        {"url": f"{ruta}{publico}/", "icono": "boleta", "texto": f"Ver boleta de {mes}"},
        {
            "url": f"{ruta}{publico}/pdf/",
            "icono": "descargar",
            "texto": f"Descargar boleta de {mes}",
        },
    ]
    return Fila(celdas, acciones, {"texto": "Corregida", "tono": "aviso"} if version > 1 else None)
