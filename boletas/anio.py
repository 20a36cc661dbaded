"""A year of boletas: its totals by concept, the líquido over time, and its one PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from boletas.consultas import en_orden, entre
from boletas.hoja import LADOS, contenido
from boletas.models import Boleta
from boletas.montos import CERO, soles
from boletas.periodo import MESES, anio_de, de_anio, mes_de, regular_de, ultimos
from legajo.documentos import emitir
from legajo.models import Documento, Servidor
from portal import graficos

MESES_DEL_GRAFICO = 60


class LadoDeAnio(NamedTuple):
    """Ingresos, descuentos or aportes: (concept, how often, total), the largest first."""

    titulo: str
    lineas: list[tuple[str, int, str]]
    total: str
    vacio: str


class Resumen(NamedTuple):
    """What a year summed up to, ready to print."""

    boletas: int
    ingresos: str
    descuentos: str
    aportes: str
    liquido: str
    lados: list[LadoDeAnio]


class Serie(NamedTuple):
    """The líquido month by month: the drawing, and the table behind it."""

    dibujo: str
    filas: list[tuple[str, str]]


def boletas_de(servidor: Servidor, anio: int) -> list[Boleta]:
    """The boletas of a year, the newest version of each, the newest period first."""
    return en_orden(entre(servidor, *de_anio(anio)))


def resumir(boletas: Sequence[Boleta]) -> Resumen:
    """Sum them up, whole and concept by concept."""
    totales = {campo: soles(sum((getattr(b, campo) for b in boletas), CERO))
               for campo in ("ingresos", "descuentos", "aportes", "liquido")}  # fmt: skip
    lados = [
        LadoDeAnio(titulo, _por_concepto(boletas, signo), totales[campo], vacio)
        for signo, titulo, campo, vacio in LADOS
    ]
    return Resumen(len(boletas), **totales, lados=lados)


def _por_concepto(boletas: Iterable[Boleta], signo: str) -> list[tuple[str, int, str]]:
    sumas: dict[tuple[str, str], list[Decimal]] = {}
    for boleta in boletas:
        for codigo, suyo, nombre, monto in boleta.conceptos:
            if suyo == signo:
                sumas.setdefault((codigo, nombre), []).append(Decimal(monto))
    por_monto = sorted(sumas.items(), key=lambda suma: -sum(suma[1], CERO))
    return [
        (_con_codigo(*concepto), len(montos), soles(sum(montos, CERO)))
        for concepto, montos in por_monto
    ]


def _con_codigo(codigo: str, nombre: str) -> str:
    return nombre if codigo in ("", nombre) else f"{nombre} ({codigo})"


def serie(servidor: Servidor, anio: int) -> Serie | None:
    """The líquido of the months up to the end of a year, adicionales in their month: one query.

    None where there are not two months to compare.
    """
    desde = ultimos(anio * 100 + 12, MESES_DEL_GRAFICO)[0]
    montos: dict[int, Decimal] = {}
    leidas = entre(servidor, desde, de_anio(anio)[1]).values_list("periodo", "liquido")
    for periodo, liquido in leidas:
        mes = regular_de(periodo)
        montos[mes] = montos.get(mes, CERO) + liquido
    if len(montos) < 2:
        return None
    meses = sorted(montos)
    rotulos = [f"{mes_de(m):02}/{anio_de(m)}" for m in meses]
    dibujo = graficos.lineas(
        "liquido", "Líquido de cada mes, en soles", rotulos,
        [("Líquido", [round(montos[m]) for m in meses])], escribir=lambda n: f"{n:,}",
    )  # fmt: skip
    filas = [(f"{MESES[mes_de(m) - 1]} {anio_de(m)}", soles(montos[m])) for m in reversed(meses)]
    return Serie(dibujo, filas)


def clave_de_anio(boletas: Sequence[Boleta]) -> str:
    """Under which the PDF of a year is issued: another boleta, or another version, is another."""
    llaves = " ".join(sorted(str(boleta.pk) for boleta in boletas))
    return f"boletas-anio:{hashlib.sha256(llaves.encode()).hexdigest()[:40]}"


def emitir_anio(servidor: Servidor, anio: int, boletas: Sequence[Boleta]) -> Documento:
    """One PDF with a page for each boleta of a year; raises portal.pdf.PdfNoDisponible."""
    unidad = boletas[0].unidad
    return emitir(
        clase=Documento.Clase.BOLETAS_ANIO,
        clave=clave_de_anio(boletas),
        titular=servidor,
        unidad=unidad,
        contenido={
            "anio": str(anio),
            "unidad": unidad.nombre,
            "dre": unidad.dre,
            "archivo": f"boletas-{anio}.pdf",
            "acredita": f"Las {len(boletas)} boletas de {anio} publicadas hasta su emisión.",
            "boletas": [contenido(boleta) for boleta in reversed(boletas)],
        },
        plantilla="pdf/boletas_anio.html",
    )
