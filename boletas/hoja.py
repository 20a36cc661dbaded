"""A boleta as people read it: the same ready strings for its page and its PDF."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from boletas.columnas import DATOS
from boletas.models import Boleta
from boletas.montos import soles
from boletas.periodo import anio_de, es_adicional, mes_de, nombre_de
from legajo.documentos import emitir
from legajo.models import Documento
from portal.pdf import PdfNoDisponible
from portal.texto import fecha, unir

_APELLIDOS = ("apellido_paterno", "apellido_materno")
LADOS = (
    ("+", "Ingresos", "ingresos", "No tiene ingresos."),
    ("-", "Descuentos", "descuentos", "No tiene descuentos."),
    ("A", "Aportes del empleador", "aportes", "No tiene aportes del empleador."),
)


def contenido(boleta: Boleta) -> dict[str, Any]:
    """Everything that is printed of a boleta; it can be kept as JSON."""
    return {
        "periodo": nombre_de(boleta.periodo),
        "planilla": boleta.planilla,
        "numero_cargo": boleta.numero_cargo,
        "version": boleta.version,
        "unidad": boleta.unidad.nombre,
        "dre": boleta.unidad.dre,
        "publicada": fecha(localtime(boleta.importacion.publicada_en).date()),
        "archivo": nombre_de_archivo(boleta),
        "pares": _pares(boleta),
        "lados": [_lado(boleta, *lado) for lado in LADOS],
        "ingresos": soles(boleta.ingresos),
        "descuentos": soles(boleta.descuentos),
        "aportes": soles(boleta.aportes),
        "liquido": soles(boleta.liquido),
        "imponible": soles(boleta.imponible),
    }


def nombre_de_archivo(boleta: Boleta) -> str:
    """boleta-2025-11.pdf; nothing of the person in it."""
    adicional = "-adicional" if es_adicional(boleta.periodo) else ""
    return f"boleta-{anio_de(boleta.periodo)}-{mes_de(boleta.periodo):02}{adicional}.pdf"


def documento_de(boleta: Boleta) -> Documento:
    """The PDF of a boleta, drawn the first time that somebody asks for it and kept."""
    exigir_que_se_dibuje()
    return emitir(
        clase=Documento.Clase.BOLETA,
        clave=clave_de(boleta.publico),
        titular=boleta.servidor,
        unidad=boleta.unidad,
        contenido=contenido(boleta),
        plantilla="pdf/boleta.html",
    )


def exigir_que_se_dibuje() -> None:
    """Raise PdfNoDisponible while the portal only shows what there is."""
    if settings.MODO_DEGRADADO:
        raise PdfNoDisponible(
            "Por la cantidad de visitas, hoy solo se entregan los PDF que ya se habían generado."
            " Puede leer su boleta en la página; pida el PDF más tarde."
        )


def clave_de(publico: Any) -> str:
    """Under which a boleta is issued: each version once."""
    return f"boleta:{publico}"


def _pares(boleta: Boleta) -> list[tuple[str, str]]:
    """The header, label and text: who, then the rest as it came."""
    datos = boleta.datos
    pares = [
        ("Apellidos", unir(*(datos.get(c) for c in _APELLIDOS)) or boleta.servidor.apellidos),
        ("Nombres", datos.get("nombres") or boleta.servidor.nombres),
        ("Documento de identidad", boleta.servidor.documento),
        ("Número de cargo", boleta.numero_cargo),
    ]
    ya_dichos = {*_APELLIDOS, "nombres"}
    pares += [(r, datos[c]) for c, (r, _) in DATOS.items() if c in datos and c not in ya_dichos]
    return pares


def _lado(boleta: Boleta, signo: str, titulo: str, campo: str, vacio: str) -> dict[str, Any]:
    lineas = [(codigo, nombre, soles(Decimal(monto)))
              for codigo, suyo, nombre, monto in boleta.conceptos if suyo == signo]  # fmt: skip
    total = soles(getattr(boleta, campo))
    return {"titulo": titulo, "lineas": lineas, "total": total, "vacio": vacio}
