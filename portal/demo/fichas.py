"""Who each synthetic servidor is, before any record: a pure function of seed, number and day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from portal.demo.azar import Azar, sumar_anios
from portal.demo.elenco import (
    DRE1,
    DRE2,
    ELENCO,
    UGEL1,
    UGEL1B,
    UGEL1C,
    UGEL2,
    UGEL2B,
    UGEL2C,
    Personaje,
)  # fmt: skip
from portal.demo.nombres import nombrar

SEMILLA = 2026
CUANTOS = 300
PRIMER_DNI = 99_001_000

PERFILES = {
    "docente_nombrado": (6, 33), "docente_contratado": (1, 6), "auxiliar": (3, 25),
    "administrativo": (5, 32), "cas": (1, 9), "salud": (4, 22), "docente_superior": (4, 20),
    "promotora": (1, 4), "cesado": (31, 36), "entre_contratos": (2, 6),
}  # fmt: skip
"""Kind of career -> fewest and most years of service."""

RONDA = (
    *["docente_nombrado"] * 21, *["docente_contratado"] * 11, *["auxiliar"] * 4,
    *["administrativo"] * 5, *["cas"] * 3, *["salud"] * 2, "docente_superior", "promotora",
    "cesado", "entre_contratos",
)  # fmt: skip
"""Fifty people in the proportions of the sector."""

UNIDADES = (
    UGEL1, UGEL2, UGEL1, UGEL1B, UGEL2B, UGEL2, UGEL1C, UGEL2C, UGEL1, UGEL2B, UGEL1B, UGEL2, UGEL1C
)  # fmt: skip
DE_SEDE = {"administrativo", "cas", "salud"}


@dataclass(frozen=True)
class Ficha:
    """A synthetic person: identity, kind of career, the unit of his legajo, and since when."""

    numero: int
    documento: str
    primer_apellido: str
    segundo_apellido: str
    nombres: str
    sexo: str
    nacimiento: date
    correo: str
    perfil: str
    unidad: str
    ingreso: date
    con_usuario: bool
    clave: str = ""

    @property
    def nombre_completo(self) -> str:
        """Name as the portal shows it."""
        return f"{self.nombres} {self.primer_apellido} {self.segundo_apellido}".strip()


def fichas(cuantos: int, hoy: date, semilla: int = SEMILLA) -> Iterator[Ficha]:
    """`cuantos` servidores: first those of the cast, then the others."""
    con_legajo = [p for p in ELENCO if p.legajo]
    for numero, personaje in enumerate(con_legajo[:cuantos]):
        yield _del_elenco(personaje, numero, hoy, semilla)
    for numero in range(max(cuantos - len(con_legajo), 0)):
        yield _cualquiera(numero, hoy, semilla)


def _del_elenco(p: Personaje, numero: int, hoy: date, semilla: int) -> Ficha:
    azar = Azar(semilla, "ficha", p.documento)
    ingreso, nacimiento = _fechas(azar, p.perfil, hoy)
    if p.clave == "docente":
        ingreso, nacimiento = date(2003, 3, 3), date(1978, 8, 30)
    if p.clave == "contratada":
        ingreso, nacimiento = date(hoy.year, 1 if hoy.month < 3 else 3, 1), date(1996, 5, 17)
    return Ficha(
        numero, p.documento, p.primer_apellido, p.segundo_apellido, p.nombres, p.sexo,
        nacimiento, p.correo, p.perfil, p.legajo, ingreso, True, p.clave,
    )  # fmt: skip


def _cualquiera(numero: int, hoy: date, semilla: int) -> Ficha:
    documento = str(PRIMER_DNI + numero)
    azar = Azar(semilla, "ficha", documento)
    sexo, nombres, primero, segundo = nombrar(azar, numero)
    perfil = RONDA[numero * 7 % len(RONDA)]
    unidad = UNIDADES[numero % len(UNIDADES)]
    if perfil == "docente_superior" or (perfil in DE_SEDE and azar.pasa(25)):
        unidad = azar.uno((DRE1, DRE2))
    ingreso, nacimiento = _fechas(azar, perfil, hoy)
    usuario = slugify(f"{nombres.split()[0]}-{primero.split()[0]}").replace("-", ".")
    return Ficha(
        numero, documento, primero, segundo, nombres, sexo, nacimiento,
        f"{usuario}.{documento[2:]}@demo.invalid", perfil, unidad, ingreso, azar.pasa(60),
    )  # fmt: skip


def _fechas(azar: Azar, perfil: str, hoy: date) -> tuple[date, date]:
    """First day of service and birth; school years begin in March."""
    menos, mas = PERFILES[perfil]
    ingreso = date(hoy.year - azar.randint(menos, mas), 3, 1)
    edad_al_ingresar = 29 if perfil == "cesado" else azar.randint(23, 30)
    nacimiento = azar.entre(
        sumar_anios(ingreso, -edad_al_ingresar - 1), sumar_anios(ingreso, -edad_al_ingresar)
    )
    return ingreso, nacimiento
