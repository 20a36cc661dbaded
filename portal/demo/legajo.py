"""The whole legajo of one person, and what the people of the cast have besides."""

from datetime import date

from legajo.models import Cargo, Condicion, Escala, RegimenLaboral, TipoServidor
from portal.demo.acreditaciones import acreditaciones
from portal.demo.carrera import LEY_29944, ascender, carrera, desplazar, vincular
from portal.demo.elenco import UGEL1B
from portal.demo.estudios import capacitacion, estudios, formacion
from portal.demo.familia import familia
from portal.demo.pluma import Pluma
from portal.demo.vida import pension, retencion, sancion, vida

CAPACITACIONES_DE_LA_ADMINISTRATIVA = 32


def escribir(pluma: Pluma) -> None:
    """Every record of a person, in `pluma.filas`."""
    if pluma.ficha.clave == "contratada":
        _legajo_breve(pluma)
        return
    if pluma.ficha.clave == "docente":
        _carrera_de_la_docente(pluma)
        retencion(pluma)
        sancion(pluma)
    else:
        carrera(pluma)
    familia(pluma)
    estudios(pluma)
    vida(pluma)
    acreditaciones(pluma)
    if pluma.ficha.clave == "administrativa":
        for _ in range(CAPACITACIONES_DE_LA_ADMINISTRATIVA):
            capacitacion(pluma)


def _legajo_breve(pluma: Pluma) -> None:
    """Who began this year: a contract, her studies, her family, nothing else yet."""
    carrera(pluma)
    familia(pluma)
    formacion(pluma)
    pension(pluma)


def _carrera_de_la_docente(pluma: Pluma) -> None:
    """Two UGEL in her history, and two cargos today."""
    de = pluma.libros.de
    tarma = pluma.libros.unidades[UGEL1B]
    antes, ahora = pluma.libros.centros[UGEL1B][2], pluma.libros.centros[pluma.ficha.unidad][2]
    profesora = de(Cargo, "PROF")
    comun = {"cargo": profesora, "jornada": 30, "tipo_servidor": de(TipoServidor, "1"),
             "condicion": de(Condicion, "26")}  # fmt: skip
    pluma.regimen = de(RegimenLaboral, "1")
    vincular(
        pluma, pluma.ficha.ingreso, date(2012, 11, 25), unidad=tarma, centro=antes, **comun,
        **pluma.accion("NOMBRAMIENTO", "NOMB-CONCURSO", "10"),
    )  # fmt: skip
    escala = ascender(pluma, LEY_29944, ("LRM-I", "LRM-II", "LRM-III", "LRM-IV"))
    vincular(
        pluma, LEY_29944, None, centro=ahora, escala=escala, **comun,
        **pluma.accion("INCORPORACION", "INC-LEY"),
    )  # fmt: skip
    desplazar(pluma, "REASIGNACION", antes, ahora, profesora, profesora, unidad=tarma, anio=2012)
    _segundo_cargo(pluma)


def _segundo_cargo(pluma: Pluma) -> None:
    """Evening hours by contract in another school since last year: a second boleta a month."""
    de = pluma.libros.de
    for anio in (pluma.hoy.year - 1, pluma.hoy.year):
        vincular(
            pluma, date(anio, 1 if anio == pluma.hoy.year else 3, 1), date(anio, 12, 31),
            **pluma.accion("CONTRATO", "CONT-EXPEDIENTE", "3"), cargo=de(Cargo, "PROF"),
            centro=pluma.libros.centros[pluma.ficha.unidad][-1], jornada=12,
            condicion=de(Condicion, "27"), tipo_servidor=de(TipoServidor, "2"),
            escala=de(Escala, "LRM-I"),
        )  # fmt: skip
