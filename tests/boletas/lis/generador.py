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

ANCHO = 72
RAIZ = Path(__file__).resolve().parents[3]
ACTIVO, CAS, PENSION = "activo", "cas", "pension"
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
APELLIDOS = ("QUISPE MAMANI", "ÑAHUI DE LA CRUZ", "O'BRIEN PEÑA", "CCORI", "NÚÑEZ-RÍOS VDA DE SOTO")
NOMBRES = ("ROSA ELENA", "JOSÉ", "MARÍA DEL ROSARIO DE LOS ÁNGELES", "LUZ")
CARGOS = ("PROFESOR", "AUXILIAR DE EDUCACIÓN", "DIRECTOR I.E. Nº 30001", "ESPECIALISTA: GESTIÓN")
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
ESCUELAS = ("30001 SANTA ISABEL", "0423 " + "I.E. DE NOMBRE LARGO " * 4 + "X")
LEYENDAS = ("rd 828/11 sentencia DU037/94", "R.D. Nº 1234-2019: cese", "según lo dispuesto")


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
    lineas, datos, documento = _datos(azar, clase, n)
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
        "ruc": f"20{azar.randrange(10**9):09}", "codigo_modular": f"10{_documento(n)}",
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


def _documento(n: int) -> str:
    return f"99{n % 10**6:06}"


def _datos(azar: random.Random, clase: str, n: int) -> tuple[list[str], dict[str, str], str]:
    """The labelled lines, what they say, and the document."""
    documento = _documento(n)
    tipo = azar.choice(("Lib.Electoral o D.N.", "DNI o L.E."))
    if azar.random() < 0.05:
        documento, tipo = f"99{n % 10**7:07}", "Carne Extr."
    datos = {"apellidos": azar.choice(APELLIDOS), "nombres": azar.choice(NOMBRES),
             "fecha_nacimiento": "12/05/1980", "tipo_documento": tipo}  # fmt: skip
    lineas = [
        _linea("Apellidos", datos["apellidos"]), _linea("Nombres", datos["nombres"]),
        _linea("Fecha de Nacimiento", datos["fecha_nacimiento"]),
        _linea("Documento de Identidad", f"({tipo}) {documento}"),
    ]  # fmt: skip
    de_clase = {ACTIVO: _de_activo, CAS: _de_cas, PENSION: _de_pensionista}[clase]
    suyas, suyos = de_clase(azar)
    if azar.random() < 0.1:
        suyas.append(_linea("Codigo de Plaza Nexus", "123456789012"))
        suyos["Codigo de Plaza Nexus"] = "123456789012"
    leyendas, dichas = _leyendas(azar)
    pension, dicha = _pension(azar)
    return [*lineas, *suyas, *leyendas, *pension], datos | suyos | dichas | dicha, documento


def _linea(etiqueta: str, valor: str) -> str:
    return f"{etiqueta:<29}: {valor}".rstrip()


def _de_activo(azar: random.Random) -> tuple[list[str], dict[str, str]]:
    datos = {
        "establecimiento": azar.choice(ESCUELAS),
        "cargo": azar.choice(CARGOS), "tipo_servidor": "DOCENTE NOMBRADO", "regimen": "LEY NRO 29944",
        "nivel": "3", "grupo_ocupacional": "0-0", "horas": "30", "tiempo_servicio": "18-02-11",
        "essalud": "8005120QSMMR001", "inicio": "01/03/2007", "fin": "31/12/2025",
        "cuenta": "CTA- 4099999999",
    }  # fmt: skip
    return [
        _linea("Establecimiento", datos["establecimiento"]), _linea("Cargo", datos["cargo"]),
        _linea("Tipo de Servidor", datos["tipo_servidor"]),
        _linea("Regimen Laboral", datos["regimen"]),
        _linea("Niv.Mag./G.Ocup./Horas/HrsAdd", "3/0-0/30"),
        _linea("Tiempo de Servicio (AA-MM-DD)", "18-02-11 ESSALUD : 8005120QSMMR001"),
        _linea("Fecha de Registro", "Ingr.:01/03/2007 Termino:31/12/2025"),
        _linea("Cta. TeleAhorro o Nro. Cheque", datos["cuenta"]),
    ], datos  # fmt: skip


def _de_cas(azar: random.Random) -> tuple[list[str], dict[str, str]]:
    datos = {
        "establecimiento": "UGEL Nº 04", "cargo": azar.choice(CARGOS),
        "tipo_servidor": "ADMINISTRATIVO CONTRATADO", "regimen": "D.LEG.Nº 1057 - CAS",
        "nivel": "A", "grupo_ocupacional": "0-0", "horas": "40", "horas_adicionales": "0",
        "tiempo_servicio": "--", "essalud": "9308291PESTA008", "cuenta": "CTA- 4099999998",
    }  # fmt: skip
    return [
        _linea("Establecimiento", datos["establecimiento"]), _linea("Cargo", datos["cargo"]),
        _linea("Tipo de Servidor", datos["tipo_servidor"]),
        _linea("Regimen Laboral", datos["regimen"]),
        _linea(azar.choice(("Niv.Mag./G.Ocup./Horas/HrsAdd", "Niv.Mag./Grupo Ocup./Horas")),
               "A/0-0/40/0"),
        _linea("Tiempo de Servicio (AA-MM-DD)", "-- ESSALUD : 9308291PESTA008"),
        _linea("Fecha de Registro", "Ingr.: Termino:"),
        _linea("Cta. TeleAhorro o Nro.Cheque", datos["cuenta"]),
    ], datos  # fmt: skip


def _de_pensionista(azar: random.Random) -> tuple[list[str], dict[str, str]]:
    datos = {"cargo": "PROFESOR", "tipo_pensionista": azar.choice(("CESANTE", "VIUDEZ")),
             "tipo_pension": "PENSIÓN CESANTIA DOCENTE", "tiempo_servicio": "30-00-00",
             "cuenta": "4099999997"}  # fmt: skip
    cese = azar.choice(("", "01/03/2015"))
    fin = azar.choice(("", "31/12/2027"))
    datos |= {c: v for c, v in (("cese", cese), ("fin", fin)) if v}
    return [
        _linea("Cargo", datos["cargo"]), _linea("Tipo de Pensionista", datos["tipo_pensionista"]),
        _linea("Tipo de Pension", datos["tipo_pension"]),
        _linea("Niv.Mag./G.Ocup./Horas/HrsAdd", ""),
        _linea("Tiempo de Servicio (AA-MM-DD)", "30-00-00 ESSALUD :"),
        _linea("Fecha de Registro", f"Cese :{cese} Termino:{fin}"),
        _linea("Cuenta de TeleAhorro", datos["cuenta"]),
    ], datos  # fmt: skip


def _leyendas(azar: random.Random) -> tuple[list[str], dict[str, str]]:
    lineas, datos = [], {}
    for etiqueta, clave in (
        ("Leyenda Permanente", "leyenda"),
        ("Leyenda Mensual", "leyenda_mensual"),
    ):
        textos = azar.sample(LEYENDAS, azar.choice((0, 0, 1, 2, 3)))
        lineas.append(_linea(etiqueta, textos[0] if textos else ""))
        lineas += [" " * azar.choice((0, 31)) + t for t in textos[1:]]
        if textos:
            datos[clave] = " ".join(textos)
    return lineas, datos


def _pension(azar: random.Random) -> tuple[list[str], dict[str, str]]:
    modo = azar.randrange(4)
    if modo == 0:
        return [_linea("Regimen Pensionario", "Ley 20530")], {"regimen_pensionario": "Ley 20530"}
    datos = {"regimen_pensionario": "AFP INTEGRA", "cuspp": "599999RQMSE0",
             "afiliacion": "01/02/2010", "devengue": "03/04/2010"}  # fmt: skip
    inicio = _linea("Reg.Pensionario", "AFP INTEGRA / 599999RQMSE0")
    if modo == 1:
        return [f"{inicio}   FAfiliacion: 01/02/2010 FDevengue: 03/04/2010"], datos
    if modo == 2:
        del datos["devengue"]
        return [inicio, "FAfiliacion: 01/02/2010 FDevengue:"], datos
    montos = {"comision_afp": "0.00", "comision_variable": "55.20", "seguro_afp": "61.10"}
    return [
        f"{inicio}   CFija: 0.00",
        f"{_linea('FAfiliacion', '01/02/2010')}   CVariable: 55.20",
        f"{_linea('FDevengue', '03/04/2010')}   Seguro: 61.10",
    ], datos | montos


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
