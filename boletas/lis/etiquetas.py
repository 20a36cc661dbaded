"""The labelled lines of a slip, «Cargo                        : PROFESOR», and their data.

Keys are those of `boletas.columnas.DATOS` where the same datum is there; OTROS names the rest.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ANCHO = 29
"""Columns of a label before its colon. A label that is not known is one only there: anywhere
else a colon belongs to the prose."""

DOCUMENTO, NIVEL, TIEMPO, REGISTRO = "(documento)", "(nivel)", "(tiempo)", "(registro)"
PENSION = "(pension)"

ETIQUETAS = {
    "Apellidos": "apellidos",
    "Nombres": "nombres",
    "Fecha de Nacimiento": "fecha_nacimiento",
    "Documento de Identidad": DOCUMENTO,
    "Establecimiento": "establecimiento",
    "Cargo": "cargo",
    "Tipo de Servidor": "tipo_servidor",
    "Tipo de Pensionista": "tipo_pensionista",
    "Tipo de Pension": "tipo_pension",
    "Regimen Laboral": "regimen",
    "Niv.Mag./G.Ocup./Horas/HrsAdd": NIVEL,
    "Niv.Mag./Grupo Ocup./Horas": NIVEL,
    "Tiempo de Servicio (AA-MM-DD)": TIEMPO,
    "Fecha de Registro": REGISTRO,
    "Cta. TeleAhorro o Nro. Cheque": "cuenta",
    "Cuenta de TeleAhorro": "cuenta",
    "Leyenda Permanente": "leyenda",
    "Leyenda Mensual": "leyenda_mensual",
    "Reg.Pensionario": PENSION,
    "Regimen Pensionario": PENSION,
    "FAfiliacion": PENSION,
    "FDevengue": PENSION,
}
"""Label as printed -> key; those in brackets carry more than one datum."""

OTROS = {
    "apellidos": "Apellidos",
    "fecha_nacimiento": "Fecha de nacimiento",
    "tipo_documento": "Tipo de documento",
    "horas_adicionales": "Horas adicionales",
    "tipo_pensionista": "Tipo de pensionista",
    "cese": "Fecha de cese",
    "comision_variable": "Comisión variable de la AFP",
    "serie_bloque": "Serie del bloque",
    "numero_hoja": "Número de la hoja",
}
"""Keys that `boletas.columnas.DATOS` has not, and how they read."""

_SOBRA = re.compile(r"[^a-z0-9]")
_REGISTRO = re.compile(
    r"(?:(Ingr|Cese)\.?\s{0,9}:\s{0,9}(?!Termino)(\S{0,20}))?(?:\s{0,9}Termino\s{0,9}:\s{0,9}(\S{0,20}))?"
)
_PENSION = re.compile(r"(FAfiliacion|FDevengue|CFija|CVariable|Seguro)\s*:\s*([^\s:]*)(?!\S*:)")
_CLAVES = {
    "Ingr": "inicio", "Cese": "cese", "FAfiliacion": "afiliacion",
    "FDevengue": "devengue", "CFija": "comision_afp", "CVariable": "comision_variable",
    "Seguro": "seguro_afp",
}  # fmt: skip
_DOCUMENTO = re.compile(
    r"(?:\(([^()]{0,40})\)\s{0,20}|([A-Za-z.]{2,20})\s{1,20})?([0-9A-Z]{6,12})", re.ASCII
)
_DE_OCHO = re.compile(r"D\.?N|L\.?E|Lib", re.ASCII)


def _normal(texto: str) -> str:
    """A label without case, accents, spaces nor points."""
    return _SOBRA.sub("", unicodedata.normalize("NFKD", texto).lower())


_NORMALES = {_normal(etiqueta): clave for etiqueta, clave in ETIQUETAS.items()}


@lru_cache(maxsize=1024)
def _de_otro_modo(etiqueta: str) -> str | None:
    return _NORMALES.get(_normal(etiqueta)) if len(etiqueta) <= 40 else None


def clave_de(etiqueta: str) -> str | None:
    """The key of a label, also where accents, points or spaces differ; None for an unknown."""
    return ETIQUETAS.get(etiqueta) or _de_otro_modo(etiqueta)


def leer_documento(texto: str) -> tuple[str, str] | None:
    """Number and kind of an identity document; a DNI or a Libreta Electoral has eight digits."""
    if not (hallado := _DOCUMENTO.fullmatch(texto)):
        return None
    tipo, numero = hallado[1] or hallado[2] or "", hallado[3]
    if _DE_OCHO.search(tipo) and not (len(numero) == 8 and numero.isdecimal()):
        return None
    return numero, tipo


def interpretar(crudos: dict[str, str]) -> dict[str, str]:
    """The data of the labelled lines; what carries several is parted, what is empty left out.

    What cannot be parted is kept whole under its label.
    """
    datos = {c: texto for c, texto in crudos.items() if texto and c[0] != "("}
    if nivel := crudos.get(NIVEL):
        _nivel(nivel, datos)
    if tiempo := crudos.get(TIEMPO):
        servicio, _, essalud = tiempo.partition("ESSALUD")
        _poner(datos, "tiempo_servicio", servicio.rstrip())
        _poner(datos, "essalud", essalud.lstrip(" :"))
    if registro := crudos.get(REGISTRO):
        _registro(registro, datos)
    if pension := crudos.get(PENSION):
        _pension(pension, datos)
    return datos


def _poner(datos: dict[str, str], clave: str, texto: str) -> None:
    if texto:
        datos[clave] = texto


def _registro(texto: str, datos: dict[str, str]) -> None:
    """«Ingr.:01/03/2007 Termino:31/12/2025», or «Cese :… Termino:…»."""
    if hallado := _REGISTRO.fullmatch(texto):
        if hallado[2]:
            datos[_CLAVES[hallado[1]]] = hallado[2]
        _poner(datos, "fin", hallado[3] or "")
    else:
        datos["Fecha de Registro"] = texto


def _nivel(texto: str, datos: dict[str, str]) -> None:
    """«3/0-0/30» or «A/0-0/40/0»: level, group, hours, additional hours."""
    partes = [p.strip() for p in texto.split("/")]
    if len(partes) not in (3, 4):
        datos["Niv.Mag./G.Ocup./Horas/HrsAdd"] = texto
        return
    claves = ("nivel", "grupo_ocupacional", "horas", "horas_adicionales")
    datos.update({c: parte for c, parte in zip(claves, partes, strict=False) if parte})


def _pension(texto: str, datos: dict[str, str]) -> None:
    """«AFP INTEGRA / 5xxxxxRQMSE0   FAfiliacion: dd/mm/aaaa FDevengue: …»."""
    fin = len(texto)
    for hallada in _PENSION.finditer(texto):
        fin = min(fin, hallada.start())
        _poner(datos, _CLAVES[hallada[1]], hallada[2])
    regimen, _, cuspp = texto[:fin].partition("/")
    _poner(datos, "regimen_pensionario", regimen.strip())
    _poner(datos, "cuspp", cuspp.strip())
