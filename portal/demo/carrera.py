"""Sections III, IV and VI: bonds in order, moves, rises, and the end of service."""

from datetime import date, timedelta
from typing import Any

from accounts.models import Unidad
from legajo.models import (
    Ascenso,
    Cargo,
    CentroLaboral,
    Cese,
    Condicion,
    Desplazamiento,
    Escala,
    RegimenLaboral,
    Situacion,
    TipoServidor,
    Vinculo,
)  # fmt: skip
from portal.demo.azar import sumar_anios
from portal.demo.fichas import DE_SEDE
from portal.demo.pluma import Pluma

MAGISTERIAL = ("LRM-I", "LRM-II", "LRM-III", "LRM-IV", "LRM-V", "LRM-VI", "LRM-VII", "LRM-VIII")
LEY_29944 = date(2012, 11, 26)
NIVELES = {
    "administrativo": ("T-E", "T-D", "T-C", "T-B", "T-A"),
    "salud": ("OPS-IV", "OPS-V", "OPS-VI", "OPS-VII", "OPS-VIII"),
    "ENFERMERO": ("ENF-10", "ENF-11", "ENF-12", "ENF-13", "ENF-14"),
    "docente_superior": ("IES-1", "IES-2", "IES-3", "IES-4", "IES-5"),
}
"""The scale by cargo, else by profile, lowest first."""

NOMBRADOS = {
    "auxiliar": ("4", ("AUX-EDUC",), ("7", "8"), 30),
    "administrativo": (
        "5", ("TEC-ADM-I", "OFIC-II", "SECRE-II", "ESP-ADM-I", "CONTADOR-I"), ("4", "3"), 40,
    ),
    "salud": ("6", ("ENFERMERO", "PSICOLOGO", "TRAB-SOCIAL", "NUTRICIONISTA"), ("11", "9"), 40),
    "docente_superior": ("2", ("DOC-ESTABLE", "JEFE-UA"), ("2", "1"), 40),
}  # fmt: skip
"""Profile -> regime, cargos, tipo de servidor by contract and by appointment, hours."""

SUPERIOR_CONTRATADO = {"2": "14"}
"""Regime of who is appointed -> that of his contracts, where they differ."""

CONTRATADOS = {
    "docente_contratado": ("3", ("PROF", "PROF", "PROF-EF", "PROF-AIP"), "2", "CONTRATO", 30),
    "entre_contratos": ("3", ("PROF",), "2", "CONTRATO", 30),
    "cas": ("8", ("COORD-CIST", "PERS-VIG", "PERS-SECRE", "PSICOLOGO"), "4", "CONTRATO-CAS", 40),
    "promotora": ("21", ("PROM-COM",), "4", "INCORPORACION", 24),
}
"""Profile -> regime, cargos, tipo de servidor, action, hours."""


def carrera(pluma: Pluma) -> None:
    """Write the whole career of a person, by his profile."""
    perfil = pluma.ficha.perfil
    if perfil in CONTRATADOS:
        _contratos(pluma)
    elif perfil in NOMBRADOS:
        _nombrado(pluma)
    else:
        _docente_nombrado(pluma)


def vincular(pluma: Pluma, desde: date, hasta: date | None, **campos: Any) -> Vinculo:
    """A bond, its resolution signed shortly before it began."""
    activo = hasta is None or hasta >= pluma.hoy
    plaza = f"{pluma.azar.randrange(10**10, 10**11)}{pluma.azar.uno('ABCDEF')}{1}"
    return pluma.anotar(
        Vinculo,
        fecha_inicio=desde,
        fecha_fin=hasta,
        codigo_plaza=plaza,
        situacion=pluma.libros.de(Situacion, "43" if activo else "42"),
        **pluma.resolucion(desde, campos.get("unidad")),
        **campos,
    )


def _contratos(pluma: Pluma) -> None:
    """A contract a year; the last one is this year's, unless he is between two."""
    regimen, cargos, tipo, accion, horas = CONTRATADOS[pluma.ficha.perfil]
    pluma.regimen = pluma.libros.de(RegimenLaboral, regimen)
    ultimo = pluma.hoy.year - (pluma.ficha.perfil == "entre_contratos")
    cargo = pluma.libros.de(Cargo, pluma.azar.uno(cargos))
    condicion = "CAS-TEMPORAL" if regimen == "8" else "27"
    for anio in range(min(pluma.ficha.ingreso.year, ultimo), ultimo + 1):
        enero = anio == pluma.hoy.year and pluma.hoy.month < 3
        vincular(
            pluma,
            date(anio, 1 if enero else 3, 1),
            date(anio, 12, 31),
            **pluma.accion(accion),
            centro=_lugar(pluma),
            cargo=cargo,
            condicion=pluma.libros.de(Condicion, condicion),
            tipo_servidor=pluma.libros.de(TipoServidor, tipo),
            escala=pluma.libros.de(Escala, "LRM-I") if regimen == "3" else None,
            jornada=horas,
        )
    if ultimo < pluma.hoy.year:
        pluma.fin = date(ultimo, 12, 31)


def _lugar(pluma: Pluma) -> CentroLaboral:
    """The office for office work; a school for the rest."""
    if pluma.ficha.perfil in DE_SEDE:
        return pluma.libros.sede(pluma.ficha.unidad)
    return pluma.libros.escuela(pluma.ficha.unidad, pluma.azar)


def _nombrado(pluma: Pluma) -> None:
    """One appointment that still holds, after up to two years of contract; then rises."""
    regimen, cargos, (por_contrato, por_nombramiento), horas = NOMBRADOS[pluma.ficha.perfil]
    pluma.regimen = pluma.libros.de(RegimenLaboral, regimen)
    cargo = pluma.libros.de(Cargo, pluma.azar.uno(cargos))
    lugar = _lugar(pluma)
    anios = pluma.azar.randrange(3) if pluma.ficha.ingreso.year + 4 < pluma.hoy.year else 0
    comun = {"centro": lugar, "cargo": cargo, "jornada": horas}
    for anio in range(pluma.ficha.ingreso.year, pluma.ficha.ingreso.year + anios):
        vincular(
            pluma, date(anio, 3, 1), date(anio, 12, 31), **comun,
            **pluma.accion("CONTRATO", "CONT-EXPEDIENTE", SUPERIOR_CONTRATADO.get(regimen, "")),
            condicion=pluma.libros.de(Condicion, "27"),
            tipo_servidor=pluma.libros.de(TipoServidor, por_contrato),
        )  # fmt: skip
    desde = date(pluma.ficha.ingreso.year + anios, 3, 1)
    niveles = NIVELES.get(cargo.codigo) or NIVELES.get(pluma.ficha.perfil)
    vincular(
        pluma, desde, None, **comun, **pluma.accion("NOMBRAMIENTO", "NOMB-CONCURSO"),
        condicion=pluma.libros.de(Condicion, "26"),
        tipo_servidor=pluma.libros.de(TipoServidor, por_nombramiento),
        escala=ascender(pluma, desde, niveles) if niveles else None,
    )  # fmt: skip
    if pluma.azar.pasa(30):
        desplazar(pluma, "DESTAQUE", lugar, lugar, cargo, cargo, temporal=True)


def _docente_nombrado(pluma: Pluma) -> None:
    """A profesor appointed long ago: Ley 24029 before November 2012, then Ley 29944."""
    pluma.regimen = pluma.libros.de(RegimenLaboral, "1")
    if pluma.ficha.perfil == "cesado":
        pluma.fin = pluma.hoy - timedelta(days=pluma.azar.randrange(90, 480))
    cargo = pluma.libros.de(Cargo, "PROF")
    destino = _lugar(pluma)
    origen = pluma.libros.escuela(pluma.ficha.unidad, pluma.azar)
    comun = {"cargo": cargo, "tipo_servidor": pluma.libros.de(TipoServidor, "1"), "jornada": 30}
    nombrado = pluma.libros.de(Condicion, "26")
    desde, accion = pluma.ficha.ingreso, pluma.accion("NOMBRAMIENTO", "NOMB-CONCURSO")
    if desde < LEY_29944:
        antiguo = pluma.accion("NOMBRAMIENTO", "NOMB-CONCURSO", "10")
        fin = LEY_29944 - timedelta(days=1)
        vincular(pluma, desde, fin, **comun, **antiguo, centro=origen, condicion=nombrado)
        desde, accion = LEY_29944, pluma.accion("INCORPORACION", "INC-LEY")
    escala = ascender(pluma, desde, MAGISTERIAL)
    vincular(
        pluma, desde, pluma.fin, **comun, **accion, centro=destino, condicion=nombrado,
        escala=escala,
    )  # fmt: skip
    _traslados(pluma, origen, destino, cargo)
    if pluma.fin:
        _cese(pluma, pluma.fin)


def ascender(pluma: Pluma, desde: date, niveles: tuple[str, ...]) -> Escala:
    """Rises of one step, four or more years apart; returns where they end."""
    escalas = [pluma.libros.de(Escala, codigo) for codigo in niveles]
    actual, dia = 0, sumar_anios(desde, pluma.azar.randint(3, 6))
    while dia < pluma.ultimo_dia and actual < min(len(escalas) - 1, 5):
        pluma.anotar(
            Ascenso,
            **pluma.accion("ASCENSO", "ASC-CONCURSO"),
            fecha_inicio=dia,
            escala_anterior=escalas[actual],
            escala_nueva=escalas[actual + 1],
            **pluma.resolucion(dia),
        )
        actual += 1
        dia = sumar_anios(dia, pluma.azar.randint(4, 8))
    return escalas[actual]


def _traslados(pluma: Pluma, origen: CentroLaboral, destino: CentroLaboral, cargo: Cargo) -> None:
    """The reasignación that brought him to where he works, and at times a year as director."""
    if origen.pk != destino.pk:
        desplazar(pluma, "REASIGNACION", origen, destino, cargo, cargo)
    if pluma.azar.pasa(35):
        director = pluma.libros.de(Cargo, "DIR-IE")
        desplazar(pluma, "ENCARGO", destino, destino, cargo, director, temporal=True)


def desplazar(
    pluma: Pluma, accion: str, origen: CentroLaboral, destino: CentroLaboral,
    cargo: Cargo, cargo_nuevo: Cargo, *, temporal: bool = False, unidad: Unidad | None = None,
    anio: int | None = None,
) -> None:  # fmt: skip
    """A move that began in a March of his career, for good or for that school year."""
    anio = anio or pluma.azar.randint(pluma.ficha.ingreso.year + 2, pluma.ultimo_dia.year - 1)
    desde = date(anio, 3, 1)
    pluma.anotar(
        Desplazamiento,
        unidad=unidad,
        **pluma.accion(accion),
        fecha_inicio=desde,
        fecha_fin=date(anio, 12, 31) if temporal else None,
        centro_origen=origen,
        cargo_origen=cargo,
        centro_destino=destino,
        cargo_destino=cargo_nuevo,
        **pluma.resolucion(desde, unidad),
    )


def _cese(pluma: Pluma, dia: date) -> None:
    """The end of service, with the time that the resolution recognises."""
    dias = (dia - pluma.ficha.ingreso).days
    edad = (dia - pluma.ficha.nacimiento).days // 365
    pluma.anotar(
        Cese,
        **pluma.accion("CESE", "CESE-EDAD" if edad >= 65 else "CESE-SOLICITUD"),
        fecha_cese=dia,
        anios=dias // 365,
        meses=dias % 365 // 31,
        dias=dias % 365 % 31,
        **pluma.resolucion(dia),
    )
