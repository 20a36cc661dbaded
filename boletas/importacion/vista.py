"""What the page of an import says: ready strings, and nothing of units that are not in charge."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Unidad, Usuario
from boletas.importacion.control import CONTROLES, diferencias
from boletas.importacion.trabajo import alcanza, en_marcha
from boletas.importacion.verbos import pasos
from boletas.models import Importacion, Total
from portal.texto import fecha_hora, monto

EN_PANTALLA = 100
SUMADOS = ("ingresos", "descuentos", "liquido")
ROTULOS = ("Unidad", "Planilla", "Boletas", "Haberes", "Descuentos", "Líquido")
Celdas = tuple[str, ...]
Renglon = list[tuple[str, str]]
"""Heading and text of each cell."""


def resumen(importacion: Importacion, por: Usuario) -> dict[str, Any]:
    """Everything of the page. Who has only some of its units sees their totals, and no more."""
    totales = {"totales": _totales(importacion, por), "pares": _pares(importacion)}
    if not alcanza(por, importacion):
        return totales
    errores, dudas = importacion.hallazgos.errores(), importacion.hallazgos.dudas()
    trabajando = en_marcha(importacion)
    return {
        **totales,
        "suyo": True,
        "pasos": pasos(importacion, por),
        "trabajando": trabajando,
        "en_espera": bool(importacion.pedido) and not trabajando,
        "porcentaje": min(100, 100 * importacion.avance // (importacion.tamano or 1)),
        "cuentas": _cuentas(importacion),
        "control": _control(importacion),
        "errores": errores[:EN_PANTALLA],
        "dudas": dudas[:EN_PANTALLA],
        "hay_mas": max(errores.count(), dudas.count()) > EN_PANTALLA,
        "unidades": _unidades(importacion),
        "conceptos": _conceptos(importacion),
    }


def _pares(importacion: Importacion) -> list[tuple[str, str]]:
    quien = str(importacion.hecha_por or "el sistema")
    pares = [
        ("Estado", importacion.situacion),
        ("Subida", f"{fecha_hora(importacion.cuando)}, por {quien}"),
        ("Formato", importacion.get_formato_display()),
        ("Retirada", fecha_hora(importacion.retirada_en)),
    ]
    return [(rotulo, valor) for rotulo, valor in pares if valor]


def _cuentas(importacion: Importacion) -> list[tuple[str, str]]:
    pares = [
        ("Boletas leídas", importacion.leidas),
        ("Con errores: no se publican", importacion.malas),
        ("Con dudas: se publican", importacion.dudas),
        ("Nuevas", importacion.nuevas),
        ("Corregidas: versión nueva", importacion.corregidas),
        ("Ya estaban igual: no se tocan", importacion.iguales),
        ("SHA-256 del archivo", importacion.sha256),
    ]
    return [(rotulo, str(valor)) for rotulo, valor in pares]


def _totales(importacion: Importacion, por: Usuario) -> list[Renglon]:
    """Unit, planilla, count and sums; a last row with all of them where there are several."""
    filas = importacion.totales.select_related("unidad")
    if not alcanza(por, importacion):
        filas = filas.filter(unidad__in=Unidad.objects.a_cargo(por, "boletas.view_importacion"))
    leidos = list(filas)
    renglones = [_renglon(t.unidad.nombre, t.planilla, [t]) for t in leidos]
    if len(leidos) > 1:
        renglones.append(_renglon("Todas", "", leidos))
    return renglones


def _renglon(unidad: str, planilla: str, totales: list[Total]) -> Renglon:
    boletas = sum(t.boletas for t in totales)
    sumas = (sum((getattr(t, c) for t in totales), Decimal(0)) for c in SUMADOS)
    celdas = (unidad, planilla, f"{boletas:,}", *map(monto, sumas))
    return list(zip(ROTULOS, celdas, strict=True))


def _control(importacion: Importacion) -> list[Celdas]:
    """What was typed, what the file sums, and by how much they differ."""
    difieren = diferencias(importacion)

    def escrito(campo: str, valor: Decimal) -> str:
        return f"{valor:,.0f}" if campo == "filas" else monto(valor)

    return [
        (rotulo, escrito(campo, Decimal(importacion.control[campo])),
         escrito(campo, Decimal(getattr(importacion, campo))),
         escrito(campo, difieren[campo]) if campo in difieren else "Cuadra")
        for campo, rotulo in CONTROLES.items() if campo in importacion.control
    ]  # fmt: skip


def _unidades(importacion: Importacion) -> list[tuple[str, int, str]]:
    """Unknown codes, how often, and where to say what they mean."""
    alta = reverse("admin:boletas_aliasdeunidad_add")
    desconocidas = importacion.desconocidos.get("unidades", [])
    return [(c, veces, f"{alta}?{urlencode({'codigo': c})}") for c, veces in desconocidas]


def _conceptos(importacion: Importacion) -> list[tuple[str, int, str]]:
    alta = reverse("admin:boletas_aliasdeconcepto_add")
    return [
        (f"{signo}{nombre}", veces, f"{alta}?{urlencode({'signo': signo, 'nombre': nombre})}")
        for signo, nombre, veces in importacion.desconocidos.get("conceptos", [])
    ]
