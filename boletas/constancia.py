"""Constancia de remuneraciones: what was paid month by month, in totals, as a document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from boletas.consultas import en_orden, entre
from boletas.models import Boleta
from boletas.montos import CERO, soles
from boletas.periodo import ADICIONAL, nombre_de, regular_de
from legajo.documentos import emitir
from legajo.models import Documento, Servidor
from portal.texto import fecha

MESES_MAX = 60
POR_DIA = 10
"""How many different ones a person issues in a day."""


class ConstanciaNegada(Exception):
    """It is not issued; the message says why for people."""


def emitir_constancia(servidor: Servidor, desde: int, hasta: int) -> Documento:
    """Issue what was paid from one regular period to another; the same of a day is one document.

    Raises ConstanciaNegada, and portal.pdf.PdfNoDisponible.
    """
    boletas = en_orden(entre(servidor, desde, hasta + ADICIONAL))
    boletas = [b for b in boletas if desde <= regular_de(b.periodo) <= hasta]
    if not boletas:
        raise ConstanciaNegada("No tiene boletas en esos meses.")
    if _meses(desde, hasta) > MESES_MAX:
        raise ConstanciaNegada(f"Elija {MESES_MAX} meses como máximo.")
    clave, suyas = _clave(servidor, boletas), emitidas(servidor)
    de_hoy = suyas.filter(emitido_en__date=timezone.localdate())
    if de_hoy.count() >= POR_DIA and not suyas.filter(clave=clave).exists():
        raise ConstanciaNegada(f"Ya emitió {POR_DIA} constancias hoy: use una de ellas.")
    return emitir(
        clase=Documento.Clase.REMUNERACIONES,
        clave=clave,
        titular=servidor,
        unidad=boletas[0].unidad,
        contenido=contenido(servidor, boletas),
        plantilla="pdf/remuneraciones.html",
    )


def emitidas(servidor: Servidor) -> Any:
    """His constancias, the newest first."""
    return servidor.documentos.filter(clase=Documento.Clase.REMUNERACIONES)


def contenido(servidor: Servidor, boletas: Sequence[Boleta]) -> dict[str, Any]:
    """Everything that is printed: totals alone, no concept by its name."""
    unidad = boletas[0].unidad
    primero, ultimo = nombre_de(boletas[-1].periodo), nombre_de(boletas[0].periodo)
    rango = f"de {primero.lower()} a {ultimo.lower()}" if len(boletas) > 1 else primero.lower()
    return {
        "unidad": unidad.nombre,
        "dre": unidad.dre,
        "archivo": f"constancia-de-remuneraciones-{boletas[0].periodo}.pdf",
        "fecha": fecha(timezone.localdate()),
        "rango": rango,
        "acredita": f"Los totales de las boletas publicadas {rango}.",
        "nombre": f"{servidor.apellidos}, {servidor.nombres}",
        "documento": f"{servidor.get_tipo_identidad_display()} {servidor.documento}",
        "filas": [
            [nombre_de(b.periodo), b.planilla, b.datos.get("cargo", ""), soles(b.ingresos),
             soles(b.descuentos), soles(b.liquido)]
            for b in reversed(boletas)
        ],
        "totales": [
            soles(sum((getattr(b, campo) for b in boletas), CERO))
            for campo in ("ingresos", "descuentos", "liquido")
        ],
    }  # fmt: skip


def _meses(desde: int, hasta: int) -> int:
    return (hasta // 100 - desde // 100) * 12 + hasta % 100 - desde % 100 + 1


def _clave(servidor: Servidor, boletas: Sequence[Boleta]) -> str:
    llaves = " ".join(sorted(str(boleta.pk) for boleta in boletas))
    huella = hashlib.sha256(llaves.encode()).hexdigest()[:32]
    return f"constancia-rem:{servidor.pk}:{timezone.localdate():%Y%m%d}:{huella}"
