"""A printed slip becomes a boleta, or the list of what is wrong with it: pure functions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal

from boletas.fila import (
    CONTROL,
    DATO_MAX,
    DOCUMENTO,
    NOMBRE_MAX,
    PLANILLA,
    VALOR_MAX,
    Catalogos,
    Falta,
    Fila,
)
from boletas.lis.hoja import Hoja, HojaMala
from boletas.montos import CERO, MONTO_MAX, soles
from boletas.periodo import es_valido

LARGO = 12
Dicha = tuple[str, str, str]
"""A fault: what, what it says, and why it cannot be."""


def leer_hoja(hoja: Hoja | HojaMala, catalogos: Catalogos) -> Fila | list[Falta]:
    """The slip as a boleta; every fault of the slip is found, not only the first."""
    if isinstance(hoja, HojaMala):
        return [Falta(f.linea, f.campo, f.valor, f.motivo) for f in hoja.fallas]
    unidad, sin_unidad = catalogos.unidad(hoja.bloque, hoja.ruc)
    sumas, conceptos = {"+": CERO, "-": CERO, "A": CERO}, []
    for c in hoja.conceptos:
        codigo, rotulo = catalogos.concepto(c.signo, c.nombre)
        sumas[c.signo] += c.monto
        conceptos.append((codigo, c.signo, rotulo, str(c.monto)))
    datos = _datos(hoja)
    faltas = [*_faltas(hoja, sin_unidad), *_totales(hoja, sumas), *_textos(hoja, datos)]
    if faltas:
        return [Falta(hoja.linea, *falta) for falta in faltas]
    return Fila(
        hoja.linea, hoja.documento, unidad, hoja.periodo, hoja.planilla, llave(hoja), sumas["+"],
        sumas["-"], sumas["A"], sumas["+"] - sumas["-"], hoja.imponible, conceptos, datos,
        hoja.original,
    )  # fmt: skip


def _faltas(hoja: Hoja, sin_unidad: str) -> Iterator[Dicha]:
    if sin_unidad:
        yield "bloque", hoja.bloque or hoja.ruc, sin_unidad
    if not DOCUMENTO.fullmatch(hoja.documento):
        yield "documento", hoja.documento, "No es un número de documento."
    if not PLANILLA.fullmatch(hoja.planilla):
        yield "planilla", hoja.planilla, "No es una planilla como ACT/TIT."
    if not es_valido(hoja.periodo):
        yield "periodo", str(hoja.periodo), "No es un mes."


def llave(hoja: Hoja) -> str:
    """What stands for the número de cargo, which a slip does not print: «123456-a41f0».

    The correlativo, and a hash of school and cargo: twelve characters in all.
    """
    correlativo = hoja.correlativo[: LARGO - 4] or "0"
    donde = f"{hoja.datos.get('establecimiento', '')}\n{hoja.datos.get('cargo', '')}"
    resumen = hashlib.sha256(donde.encode()).hexdigest()
    return f"{correlativo}-{resumen}"[:LARGO]


def _totales(hoja: Hoja, sumas: dict[str, Decimal]) -> Iterator[Dicha]:
    """What the slip prints against its lines; nothing is mended."""
    for campo, dicho, suma, de_que in (
        ("T-REMUN", hoja.ingresos, sumas["+"], "la suma de los haberes"),
        ("T-DSCTO", hoja.descuentos, sumas["-"], "la suma de los descuentos"),
        ("T-LIQUI", hoja.liquido, sumas["+"] - sumas["-"], "haberes menos descuentos"),
    ):
        if dicho != suma or suma > MONTO_MAX:
            yield campo, f"{dicho} (y suma {soles(suma)})", f"No cuadra con {de_que}."


def _textos(hoja: Hoja, datos: dict[str, str]) -> Iterator[Dicha]:
    """Texts that a boleta cannot hold."""
    nombres = [c.nombre for c in hoja.conceptos]
    for textos, maximo in ((nombres, NOMBRE_MAX), (list(datos.values()), DATO_MAX)):
        if textos and max(map(len, textos)) > maximo:
            for largo in (t for t in textos if len(t) > maximo):
                yield "texto", largo[:VALOR_MAX], f"Tiene más de {maximo} caracteres."
        if not "".join(textos).isprintable():
            for oculto in filter(CONTROL.search, textos):
                yield "texto", oculto[:VALOR_MAX], "Tiene caracteres que no se ven."


def _datos(hoja: Hoja) -> dict[str, str]:
    datos = hoja.datos | {"codigo_modular": hoja.codigo_modular, "situacion": hoja.estado}
    return {campo: texto for campo, texto in datos.items() if texto}
