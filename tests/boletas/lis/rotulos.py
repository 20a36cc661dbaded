"""The labelled lines of a synthetic slip, and what they must read as."""

from __future__ import annotations

import random

ACTIVO, CAS, PENSION = "activo", "cas", "pension"
APELLIDOS = ("QUISPE MAMANI", "ÑAHUI DE LA CRUZ", "O'BRIEN PEÑA", "CCORI", "NÚÑEZ-RÍOS VDA DE SOTO")
NOMBRES = ("ROSA ELENA", "JOSÉ", "MARÍA DEL ROSARIO DE LOS ÁNGELES", "LUZ")
CARGOS = ("PROFESOR", "AUXILIAR DE EDUCACIÓN", "DIRECTOR I.E. Nº 30001", "ESPECIALISTA: GESTIÓN")
ESCUELAS = ("30001 SANTA ISABEL", "0423 " + "I.E. DE NOMBRE LARGO " * 4 + "X")
LEYENDAS = ("rd 828/11 sentencia DU037/94", "R.D. Nº 1234-2019: cese", "según lo dispuesto")


def documento_de(n: int) -> str:
    return f"99{n % 10**6:06}"


def datos_de(azar: random.Random, clase: str, n: int) -> tuple[list[str], dict[str, str], str]:
    """The labelled lines, what they say, and the document."""
    documento = documento_de(n)
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
        "cargo": azar.choice(CARGOS), "tipo_servidor": "DOCENTE NOMBRADO",
        "regimen": "LEY NRO 29944", "nivel": "3", "grupo_ocupacional": "0-0", "horas": "30",
        "tiempo_servicio": "18-02-11",
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
