"""The text of one slip becomes a Hoja, or the list of what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from boletas.lis.cabecera import Cabecera, leer_cabecera, tipo_de_linea
from boletas.lis.codificacion import CODIFICACION, revisar
from boletas.lis.conceptos import MONTO, es_regla, leer_conceptos, leer_monto
from boletas.lis.etiquetas import (
    ANCHO,
    DOCUMENTO,
    ETIQUETAS,
    PENSION,
    clave_de,
    interpretar,
    leer_documento,
)
from boletas.lis.hoja import Concepto, Falla, Hoja, HojaMala
from boletas.lis.lectura import FALLAS_MAX, Lectura
from boletas.montos import CERO, soles

OTRA = "Aquí empieza otra boleta y la anterior no había terminado."
TOTALES = ("T-REMUN", "T-DSCTO", "T-LIQUI", "MImponible")
_TOTALES = re.compile(r"\s+".join(rf"{t}\s{{0,40}}:?\s{{0,40}}({MONTO})" for t in TOTALES) + r"\s")
_CIFRA = re.compile(r"[0-9]")
_CIERRE = re.compile(r"(?:\A|\n)(?:([0-9]{4,10})(?:\n\.)?|\.\s?\s?([0-9]{4,10})?)\Z", re.ASCII)
"""«00000001» and a point, in two lines; or «. 00000001»; or one of the two."""


Montos = tuple[Decimal, Decimal, Decimal, Decimal]
"""In the order of TOTALES."""


def leer_hoja(linea: int, original: bytes, repetidas: Collection[int] = ()) -> Hoja | HojaMala:
    """Read one slip. `repetidas` are the lines, from 0, of heads that a new page says again."""
    if fallas := revisar(linea, original):
        return HojaMala(linea, original, tuple(fallas[:FALLAS_MAX]))
    lectura = Lectura(linea, original.decode(CODIFICACION), repetidas)
    cabecera = leer_cabecera(lectura)
    if cabecera is None:
        falla = Falla(linea, "(boleta)", "", "Aquí debería empezar una boleta y no empieza.")
        return HojaMala(linea, original, (falla,))
    hoja = _leer_cuerpo(lectura, cabecera, original)
    return HojaMala(linea, original, tuple(lectura.fallas)) if lectura.fallas else hoja


def _leer_cuerpo(lectura: Lectura, cabecera: Cabecera, original: bytes) -> Hoja:
    """Everything below the head; the Hoja is good only where no fault was found."""
    crudos, regla = _etiquetas(lectura, cabecera.fin)
    totales = lectura.primera(TOTALES, regla)
    documento, tipo = _documento(lectura, crudos, cabecera.fin)
    conceptos = _conceptos(lectura, regla, totales)
    montos, fin = _totales(lectura, totales)
    mensajes, numero = _final(lectura, fin)
    datos = interpretar(crudos)
    datos["codigo_modular"], datos["situacion"] = cabecera.codigo_modular, cabecera.estado
    for clave, texto in (
        ("tipo_documento", tipo), ("numero_hoja", numero), ("serie_bloque", cabecera.serie)
    ):  # fmt: skip
        if texto:
            datos[clave] = texto
    if not lectura.fallas:
        _cuadrar(lectura, conceptos, montos, totales)
    return Hoja(
        lectura.linea, original, cabecera.region, cabecera.bloque, cabecera.unidad, cabecera.ruc,
        cabecera.codigo_modular, cabecera.correlativo, cabecera.periodo, cabecera.planilla,
        cabecera.estado, documento, datos, conceptos, *montos, mensajes,
    )  # fmt: skip


def _etiquetas(lectura: Lectura, desde: int) -> tuple[dict[str, str], int]:
    """The text of each label, and the line of the rule below them."""
    crudos: dict[str, str] = {}
    ultima = ""
    for n in range(desde, len(lectura.lineas)):
        texto = lectura.lineas[n]
        etiqueta, dos_puntos, valor = texto.partition(":")
        clave = ETIQUETAS.get(etiqueta.rstrip()) if dos_puntos else None
        if clave is not None and clave not in crudos:
            crudos[clave] = _valor(clave, texto, valor)
            ultima = clave
        elif not dos_puntos and (texto.startswith("T-REMUN") or es_regla(texto)):
            return crudos, n
        elif texto:
            ultima = _otra_linea(lectura, n, crudos, ultima)
    return crudos, len(lectura.lineas)


def _otra_linea(lectura: Lectura, n: int, crudos: dict[str, str], ultima: str) -> str:
    """A label that is not known, or said twice, or prose that goes on with the label before."""
    texto = lectura.lineas[n]
    etiqueta, dos_puntos, valor = texto.partition(":")
    rotulo = etiqueta.rstrip()
    clave = clave_de(rotulo) if dos_puntos else None
    if clave is None and dos_puntos and len(etiqueta) == ANCHO:
        clave = rotulo
    if tipo_de_linea(texto) == "r":
        lectura.mal(n, "(boleta)", "", OTRA)
    elif clave is None and not ultima:
        lectura.mal(n, "(cabecera)", "", "No se reconoce esta línea.")
    elif clave is None:
        crudos[ultima] = f"{crudos[ultima]} {texto}".strip()
    elif clave == PENSION and clave in crudos:
        crudos[clave] += f" {_valor(clave, texto, valor)}"
    elif crudos.setdefault(clave, valor.strip()) != valor.strip():
        lectura.mal(n, rotulo, "", "El dato está dos veces y no dice lo mismo.")
    return clave or ultima


def _valor(clave: str, texto: str, valor: str) -> str:
    """What a line says: of FAfiliacion and FDevengue, which go on with the pension, all."""
    return texto if clave == PENSION and texto[0] == "F" else valor.strip()


def _conceptos(lectura: Lectura, desde: int, hasta: int) -> tuple[Concepto, ...]:
    """The concepts between the rules; what does not read as one is a fault of its line."""
    lineas = [t for t in lectura.lineas[desde:hasta] if not es_regla(t)]
    conceptos = leer_conceptos(lineas)
    if conceptos is None:
        for n in range(desde, hasta):
            texto = lectura.lineas[n]
            if not es_regla(texto) and leer_conceptos([texto]) is None:
                visto = _CIFRA.sub("#", texto)[:40]
                lectura.mal(n, "Conceptos", visto, "No se lee como conceptos con su monto.")
    return conceptos or ()


def _documento(lectura: Lectura, crudos: dict[str, str], desde: int) -> tuple[str, str]:
    """The number of the document and its kind; who is paid must be named."""
    for clave, etiqueta in (("apellidos", "Apellidos"), ("nombres", "Nombres")):
        if not crudos.get(clave):
            lectura.mal(desde, etiqueta, "", "Falta el dato.")
    texto = crudos.get(DOCUMENTO, "")
    leido = leer_documento(texto)
    if leido is None:
        n = lectura.primera(("Documento de Identidad",), desde)
        motivo = "No es un número de documento." if texto else "Falta el dato."
        n = n if n < len(lectura.lineas) else desde
        lectura.mal(n, "Documento de Identidad", texto, motivo)
        return "", ""
    return leido


def _totales(lectura: Lectura, desde: int) -> tuple[Montos, int]:
    """The four totals, and the line after them."""
    resto = "\n".join(lectura.lineas[desde:]) + "\n"
    if hallado := _TOTALES.match(resto):
        uno, dos, tres, cuatro = map(leer_monto, hallado.groups())
        return (uno, dos, tres, cuatro), desde + resto.count("\n", 0, hallado.end())
    ultima = len(lectura.lineas) - 1
    faltan = False
    for total in TOTALES:
        if total not in resto:
            faltan = True
            lectura.mal(min(desde, ultima), total, "", "Falta el total.")
    if not faltan:
        lectura.mal(desde, "(totales)", "", "Los totales no se leen: cada uno lleva un monto.")
    return (CERO, CERO, CERO, CERO), len(lectura.lineas)


def _final(lectura: Lectura, desde: int) -> tuple[str, str]:
    """The messages and the number of the slip; without number nor point, it was cut."""
    resto = "\n".join([t for t in lectura.lineas[desde:] if t])
    cierre = _CIERRE.search(resto)
    if lectura.fallas:
        return "", ""
    if tipo_de_linea(resto) == "r" or "\nRUC" in resto:
        lectura.mal(lectura.primera(("RUC",), desde), "(boleta)", "", OTRA)
    if cierre is None:
        n = len(lectura.lineas) - 1
        lectura.mal(n, "(final)", "", "Está cortada: no llega al número y al punto del final.")
        return "", ""
    etiqueta, _, mensajes = resto[: cierre.start()].partition(":")
    if etiqueta and etiqueta.rstrip() != "Mensajes":
        lectura.mal(desde, "(final)", "", "No se reconoce lo que sigue a los totales.")
    return mensajes.strip(), cierre[1] or cierre[2] or ""


def _cuadrar(lectura: Lectura, conceptos: tuple[Concepto, ...], montos: Montos, n: int) -> None:
    """Every total that the slip gives must agree with its lines; nothing is mended."""
    haberes, descuentos, liquido, _ = montos
    mas = sum([c.monto for c in conceptos if c.signo == "+"], CERO)
    menos = sum([c.monto for c in conceptos if c.signo == "-"], CERO)
    for total, dado, debe, de_que in (
        ("T-REMUN", haberes, mas, "la suma de los haberes"),
        ("T-DSCTO", descuentos, menos, "la suma de los descuentos"),
        ("T-LIQUI", liquido, haberes - descuentos, "T-REMUN menos T-DSCTO"),
    ):
        if dado != debe:
            lectura.mal(n, total, soles(dado), f"No cuadra: {de_que} es {soles(debe)}.")
