"""Synthetic `.lis` files, with the Hoja that each slip must read as: deterministic by seed.

Nobody here exists: documents begin with 99, names are made up. The spellings of the planillas
are those of published slips where one was seen; the rest are of our making.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from boletas.lis.hoja import Concepto, Hoja
from boletas.periodo import MESES
from tests.boletas.lis.rotulos import ACTIVO, CAS, PENSION, datos_de, documento_de

ANCHO = 72
RAIZ = Path(__file__).resolve().parents[3]
PLANILLAS = {
    "01-01 haberes": ("ACT/TIT", ACTIVO),
    "01-01 nombrados": ("ACT/NOMB/TIT", ACTIVO),
    "01-01 contratados": ("ACT/CONT/TIT", ACTIVO),
    "01-03 CAS": ("CAS/CONT/TIT", CAS),
    "01-04 FAG-PAC": ("FAG-PAC/TIT", CAS),
    "01-06 modalidades formativas": ("MOD.FORM/TIT", CAS),
    "01-16 ocasionales": ("ACT/OCAS", ACTIVO),
    "01-20 ocasionales CTS": ("ACT/CTS", ACTIVO),
    "02-07 pensionistas": ("CES/TIT", PENSION),
    "02-21 sobrevivientes": ("CES/SOB", PENSION),
    "02-22 ocasionales": ("CES/OCAS", PENSION),
    "04-12 alimentos": ("JUD/ALIM", PENSION),
    "04-26 tutores": ("JUD/TUT", PENSION),
    "06-17 liquidaciones": ("UNI/LIQ", ACTIVO),
    "06-18 reintegros": ("UNI/REIN", ACTIVO),
    "06-27 adeudos judiciales": ("UNI/ADEU JUD", PENSION),
    "07-19 provisionales": ("PROV/TIT", PENSION),
    "08-23 palmas": ("REC/PALM", ACTIVO),
}
"""Every kind of planilla of MEF's catalog -> as it is printed, and whose header it has."""

REGIONES = (
    "DRE JUNIN",
    "DRE. HUANCAVELICA",
    "DIRECCION REGIONAL DE EDUCACIO",
    "GOB REGIONAL ÁNCASH",
)
CORTOS = ("basica", "tph", "reunifica", "bonesp", "difpensi", "igv", "refmov", "du90", "du073",
          "ds002-2024", "DS3-2025EF", "reinman")  # fmt: skip
CORTOS_MENOS = ("ipss", "arcije", "prderrmag", "coopcyup", "capac yupanqui", "Bco.Pichincha")
MENSAJES = (
    "",
    "Visite la pagina Web del Ministerio de Educación: www.minedu.gob.pe.",
    "Visite la pagina Web del Ministerio de Educación: www.minedu.gob.pe.\n"
    "Segundo mensaje, más largo que las setenta y dos columnas de las reglas.",
)
ESTADOS = ("(4) Habilitado", "(1) Bloqueado por descuento")


@dataclass(frozen=True)
class Forma:
    """How a file is written."""

    fin: str = "\n"
    salto: str = ""
    """What stands after the point of a slip: nothing, a page feed, blank lines."""
    regla: str = "=" * ANCHO
    cola: str = ""
    """Blank at the end of each line."""
    miles: bool = True
    holgura: int = 1
    """Columns between the widest entry and the next; 0 makes them touch."""
    numero_junto: bool = False
    cabecera_junta: bool = False
    """One space, not many, before what stands at the right of the head."""


FORMAS = (
    Forma(),
    Forma(fin="\r\n", salto="\f"),
    Forma(regla="=" * 71, cola="   ", holgura=4),
    Forma(fin="\r\n", salto="\r\n\r\n\f", numero_junto=True, miles=False),
    Forma(regla="-" * 80, holgura=0, cabecera_junta=True),
    Forma(salto="\n\n", cola="\t", miles=False),
)


def _catalogo() -> dict[str, list[str]]:
    nombres: dict[str, list[str]] = {"+": list(CORTOS), "-": list(CORTOS_MENOS), "A": []}
    with (RAIZ / "boletas/datos/conceptos_sup.csv").open(encoding="utf-8", newline="") as abierto:
        for fila in csv.DictReader(abierto):
            nombres[fila["signo"]].append(fila["nombre"])
    return nombres


CATALOGO = _catalogo()


def generar(
    semilla: int, cuantas: int, forma: Forma | None = None, *, rotas: bool = True
) -> tuple[bytes, list[Hoja]]:
    """A file of `cuantas` slips, and what they read as. With `rotas`, some are torn over pages."""
    azar = random.Random(semilla)
    forma = forma or azar.choice(FORMAS)
    hojas, linea = [], 1
    for n in range(cuantas):
        hoja = _hoja(azar, semilla * 100_000 + n, forma, rotas=rotas and azar.random() < 0.1)
        hojas.append(replace(hoja, linea=linea))
        linea += hoja.original.count(b"\n")
    return b"".join(h.original for h in hojas), hojas


def _hoja(azar: random.Random, n: int, forma: Forma, *, rotas: bool) -> Hoja:
    planilla, clase = azar.choice(list(PLANILLAS.values()))
    conceptos = _conceptos(azar, forma)
    mas = _suma(conceptos, "+")
    menos = _suma(conceptos, "-")
    cabeza, campos = _cabeza(azar, n, planilla, forma)
    lineas, datos, documento = datos_de(azar, clase, n)
    numero = f"{n % 10**8:08}"
    mensajes = azar.choice(MENSAJES)
    imponible = azar.choice((mas, (mas * 9 / 10).quantize(Decimal("0.01"))))
    filas = _filas(conceptos, forma)
    if rotas:
        filas = _romper(azar, filas, cabeza, forma)
    texto = [
        *cabeza, "", *lineas, forma.regla, *filas, forma.regla,
        f"T-REMUN   {_monto(mas, forma):>11} T-DSCTO   {_monto(menos, forma):>11}"
        f"  T-LIQUI   {_monto(mas - menos, forma):>11}",
        f"MImponible   {_monto(imponible, forma)}", "Mensajes  :", *mensajes.split("\n"),
        *((f". {numero}",) if forma.numero_junto else (f"{numero:>72}", ".")),
    ]  # fmt: skip
    original = "".join(f"{t}{forma.cola}{forma.fin}" for t in texto) + forma.salto
    datos |= {"codigo_modular": campos["codigo_modular"], "situacion": campos["estado"],
              "numero_hoja": numero}  # fmt: skip
    serie = campos.pop("serie")
    if serie:
        datos["serie_bloque"] = serie
    return Hoja(
        linea=0, original=original.encode("cp1252"), documento=documento, datos=datos,
        conceptos=tuple(conceptos), ingresos=mas, descuentos=menos, liquido=mas - menos,
        imponible=imponible, mensajes=mensajes, **campos,
    )  # fmt: skip


def _cabeza(azar: random.Random, n: int, planilla: str, forma: Forma) -> tuple[list[str], dict]:
    mes, anio = azar.randrange(1, 13), azar.randrange(2005, 2027)
    adicional = azar.random() < 0.1
    bloque = azar.choice(("CP10B000", "CF20A01", "CL301000", "CG1Z"))
    serie = azar.choice(("", "", "", "1438308"))
    campos = {
        "region": azar.choice(REGIONES), "bloque": bloque, "unidad": f"{bloque[:2]} UGEL SATIPO",
        "ruc": f"20{azar.randrange(10**9):09}", "codigo_modular": f"10{documento_de(n)}",
        "correlativo": f"{azar.randrange(10**6):06}", "periodo": anio * 100 + mes + 20 * adicional,
        "planilla": planilla, "estado": azar.choice(ESTADOS),
        "serie": serie,
    }  # fmt: skip
    nombre = azar.choice(("SETIEMBRE", "SEPTIEMBRE")) if mes == 9 else MESES[mes - 1].upper()
    que = azar.choice((f"{planilla} ADICIONAL", f"{planilla}  ADIC.")) if adicional else planilla
    plaza = f"{campos['codigo_modular']}-{campos['correlativo']}"
    derecha = 1 if forma.cabecera_junta else 0
    return [
        _a_la_derecha(campos["region"], f"{bloque}-{serie}", derecha),
        f"*{campos['unidad']}",
        _a_la_derecha(f"RUC - {campos['ruc']}", plaza, derecha),
        _a_la_derecha(f"{nombre}  -  {anio}  {que}", campos["estado"], derecha),
    ], campos  # fmt: skip


def _a_la_derecha(izquierda: str, derecha: str, junta: int) -> str:
    sitio = len(izquierda) + 1 if junta else max(56, len(izquierda) + 2)
    return f"{izquierda:<{sitio}}{derecha}"


def _conceptos(azar: random.Random, forma: Forma) -> list[Concepto]:
    cuantos = azar.choice((0, 1, 2, 5, 12, 12, 12, 17, 60))
    haberes = sorted((azar.choice("++-") for _ in range(cuantos)), key="+-".index)
    conceptos = [Concepto(s, azar.choice(CATALOGO[s]), _azar_monto(azar)) for s in haberes]
    falta = _suma(conceptos, "-") - _suma(conceptos, "+")
    if falta > 0:
        conceptos.insert(0, Concepto("+", "RIM_Ley 29944", falta + _azar_monto(azar)))
    if conceptos and forma.holgura and azar.random() < 0.1:
        conceptos.append(Concepto("A", "ESSALUD", _azar_monto(azar)))
    return conceptos


def _azar_monto(azar: random.Random) -> Decimal:
    techo = azar.choice((100, 10_000, 500_000, 2_000_000))
    return Decimal(azar.randrange(0 if azar.random() < 0.05 else 1, techo)).scaleb(-2)


def _suma(conceptos: list[Concepto], signo: str) -> Decimal:
    return sum((c.monto for c in conceptos if c.signo == signo), Decimal("0.00"))


def _monto(monto: Decimal, forma: Forma) -> str:
    return f"{monto:,.2f}" if forma.miles else f"{monto:.2f}"


def _filas(conceptos: list[Concepto], forma: Forma) -> list[str]:
    """Three columns, filled down and then across."""
    if not conceptos:
        return [""]
    ancho = max(len(c.nombre) for c in conceptos)
    celdas = [
        f"{'A ' if c.signo == 'A' else c.signo}{c.nombre:<{ancho}} {_monto(c.monto, forma):>9}"
        for c in conceptos
    ]
    columna = max(map(len, celdas)) + forma.holgura
    alto = -(-len(celdas) // 3)
    return ["".join(f"{c:<{columna}}" for c in celdas[n::alto]).rstrip() for n in range(alto)]


def _romper(azar: random.Random, filas: list[str], cabeza: list[str], forma: Forma) -> list[str]:
    """The concepts torn by a page feed, with or without the head said again."""
    n = azar.randrange(len(filas) + 1)
    otra_vez = azar.choice(([], [*cabeza, ""], [*cabeza, "", forma.regla]))
    return [*filas[:n], "\f" + (otra_vez[0] if otra_vez else ""), *otra_vez[1:], *filas[n:]]
