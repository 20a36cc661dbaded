"""The columns of SUP's export: by which names they are known, and where they stand in a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

NOMBRES: dict[str, tuple[str, ...]] = {
    "periodo": ("periodo",),
    "documento": ("documento", "dni", "numero_documento", "nro_documento"),
    "unidad": ("cae_codunidad", "unidad", "codigo_unidad"),
    "planilla": ("planilla", "tipo_planilla"),
    "numero_cargo": ("cae_numcarg", "numero_cargo"),
    "liquido": ("rlq_totliqpago", "liquido", "total_liquido"),
    "imponible": ("rlq_timpopen", "imponible", "mimponible"),
}
"""What every row must have -> the headings that carry it."""

TOTALES: dict[str, tuple[str, ...]] = {
    "ingresos": ("total_haberes", "total_ingresos", "ingresos"),
    "descuentos": ("total_descuentos", "descuentos"),
    "aportes": ("total_aportes", "aportes"),
}
"""Totals that a file may also give; where it does, they must agree with the lines."""

DATOS: dict[str, tuple[str, tuple[str, ...]]] = {
    "apellido_paterno": ("Apellido paterno", ("apepat", "primer_apellido")),
    "apellido_materno": ("Apellido materno", ("apemat", "segundo_apellido")),
    "nombres": ("Nombres", ("nombres",)),
    "fecha_nacimiento": ("Fecha de nacimiento", ("fecha_nacimiento",)),
    "codigo_modular": ("Código modular", ("codmod", "codigo_modular")),
    "cargo": ("Cargo", ("cargo",)),
    "establecimiento": ("Establecimiento", ("institucion_educativa", "establecimiento")),
    "tipo_servidor": ("Tipo de servidor", ("tipser", "tipo_servidor")),
    "regimen": ("Régimen laboral", ("reglab", "regimen_laboral")),
    "nivel": ("Nivel magisterial o remunerativo", ("nivmag", "nivel")),
    "grupo_ocupacional": ("Grupo ocupacional", ("grupo", "grupo_ocupacional")),
    "horas": ("Horas", ("horas",)),
    "horas_adicionales": ("Horas adicionales", ("horas_adicionales",)),
    "tiempo_servicio": ("Tiempo de servicio (AA-MM-DD)", ("cae_tiemposerv", "tiempo_servicio")),
    "inicio": ("Fecha de ingreso", ("inicio", "fecha_ingreso")),
    "fin": ("Fecha de término", ("fin", "fecha_termino")),
    "cese": ("Fecha de cese", ("cese", "fecha_cese")),
    "situacion": ("Situación en planilla", ("cae_situacion", "situacion")),
    "tipo_pensionista": ("Tipo de pensionista", ("tipo_pensionista",)),
    "tipo_pension": ("Tipo de pensión", ("cae_tipopension",)),
    "regimen_pensionario": ("Régimen pensionario", ("cae_codfiscal", "regimen_pensionario")),
    "afp": ("AFP", ("afp_boleta", "afp")),
    "cuspp": ("CUSPP", ("cod_afp", "cuspp")),
    "afiliacion": ("Fecha de afiliación", ("fec_afil_afp",)),
    "devengue": ("Fecha de devengue", ("fdevengue",)),
    "pension": ("Aporte a la pensión", ("rlq_mpension",)),
    "comision_afp": ("Comisión de la AFP", ("rlq_comisionmtofijafp",)),
    "seguro_afp": ("Prima de seguro de la AFP", ("rlq_mtoseguro",)),
    "essalud": ("Código de EsSalud", ("codessalud", "essalud")),
    "comision_variable": ("Comisión variable de la AFP", ("comision_variable",)),
    "cuenta": ("Cuenta", ("cuenta",)),
    "leyenda": ("Leyenda permanente", ("leyenda", "leyenda_permanente")),
    "leyenda_mensual": ("Leyenda mensual", ("leymes", "leyenda_mensual")),
}
"""The header of a boleta, kept and shown as it came: name -> (label, headings)."""

_PAR = re.compile(r"(mto)?(hab|des|apo)([0-9]{1,3})", re.ASCII)
SIGNOS = {"hab": "+", "des": "-", "apo": "A"}


class CabeceraIncompletaError(Exception):
    """The first line of a file does not name what is needed; one sentence for each lack."""

    def __init__(self, motivos: list[str]) -> None:
        super().__init__(" ".join(motivos))
        self.motivos = motivos


class Par(NamedTuple):
    """A concept of a row: its sign, and the places of its name and its amount."""

    signo: str
    nombre: int
    monto: int


@dataclass(frozen=True, slots=True)
class Columnas:
    """Where everything stands in the rows of one file."""

    titulos: tuple[str, ...]
    exigidas: dict[str, int]
    totales: dict[str, int]
    datos: dict[str, int]
    pares: tuple[Par, ...]
    sin_uso: tuple[str, ...]


def leer_cabecera(celdas: list[str]) -> Columnas:
    """Place the columns by their headings, in any order; raise CabeceraIncompletaError."""
    titulos = tuple(c.strip().strip("\ufeff").lower() for c in celdas)
    lugar = {t: i for i, t in enumerate(titulos) if t}
    exigidas = _situar(NOMBRES, lugar)
    pares, sueltas = _pares(titulos, lugar)
    motivos = [
        f"Falta la columna «{nombres[0]}»." for c, nombres in NOMBRES.items() if c not in exigidas
    ]
    motivos += [f"La columna «{t}» está sin su pareja." for t in sueltas]
    motivos += [
        f"La columna «{t}» está repetida." for t in dict.fromkeys(titulos) if titulos.count(t) > 1
    ]
    if not pares:
        motivos.append("No hay columnas de conceptos («hab01» y «mtohab01»).")
    if motivos:
        raise CabeceraIncompletaError(motivos)
    totales = _situar(TOTALES, lugar)
    datos = _situar({c: nombres for c, (_, nombres) in DATOS.items()}, lugar)
    usadas = {*exigidas.values(), *totales.values(), *datos.values()}
    usadas |= {i for p in pares for i in (p.nombre, p.monto)}
    sin_uso = tuple(t for i, t in enumerate(titulos) if i not in usadas)
    return Columnas(titulos, exigidas, totales, datos, pares, sin_uso)


def _situar(nombres: dict[str, tuple[str, ...]], lugar: dict[str, int]) -> dict[str, int]:
    """First heading of each that the file has."""
    hallados = {c: next((lugar[n] for n in ns if n in lugar), None) for c, ns in nombres.items()}
    return {c: i for c, i in hallados.items() if i is not None}


def _pares(titulos: tuple[str, ...], lugar: dict[str, int]) -> tuple[tuple[Par, ...], list[str]]:
    """The pairs habNN/mtohabNN in the order of the file, and the headings without their pair."""
    pares, sueltas = [], []
    for titulo in dict.fromkeys(titulos):
        if not (hallado := _PAR.fullmatch(titulo)):
            continue
        es_monto, clase, numero = hallado.groups()
        pareja = f"{clase}{numero}" if es_monto else f"mto{clase}{numero}"
        if pareja not in lugar:
            sueltas.append(titulo)
        elif not es_monto:
            pares.append(Par(SIGNOS[clase], lugar[titulo], lugar[pareja]))
    return tuple(pares), sueltas
