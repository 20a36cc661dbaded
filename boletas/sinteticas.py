"""Synthetic boletas for the demo: deterministic, with realistic amounts that square."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from boletas.fila import Fila, Linea
from boletas.importacion.cotejo import cotejar
from boletas.importacion.escritura import escribir
from boletas.importacion.espera import copiar
from boletas.models import Importacion
from boletas.montos import CENTIMO, CERO
from boletas.periodo import ADICIONAL, anio_de, mes_de
from legajo.models import Servidor

ARCHIVO = "planillas de demostración"
HORA_RIM = {2024: "104.50", 2025: "110.02", 2026: "116.69"}
"""Value of the hour of the RIM by year."""
PORCENTAJE = dict(zip(
    ("I", "II", "III", "IV", "V", "VI", "VII", "VIII"),
    (100, 110, 120, 130, 150, 175, 190, 210), strict=True,
))  # fmt: skip
UIT = {2024: "5150", 2025: "5350", 2026: "5500"}
BASE = {"auxiliar": "2050.00", "administrativo": "1250.00", "cas": "2400.00", "salud": "4300.00"}
AFPS = ("INTEGRA", "PROFUTURO", "PRIMA", "HABITAT")
TIPO_SERVIDOR = {
    "docente": "DOCENTE", "auxiliar": "AUXILIAR DE EDUCACION", "administrativo": "ADMINISTRATIVO",
    "cas": "ADMINISTRATIVO CAS", "salud": "PROFESIONAL DE LA SALUD",
}  # fmt: skip
CONTRATO = "Rem.Mensual"
UNO_DE_CADA_ADICIONAL = 40


class Empleo(NamedTuple):
    """A cargo that is paid: whose, where, since when and until when."""

    servidor_id: int
    unidad_id: int
    documento: str
    grupo: str
    cargo: str
    establecimiento: str
    regimen: str
    escala: str | None
    numero_cargo: str
    desde: date
    hasta: date | None


def generar(servidores: Iterable[tuple], meses: list[int], semilla: int) -> int:
    """Write a boleta for each month that each cargo lasted; returns how many were new.

    `servidores` are tuples in the order of Empleo. The same input writes nothing twice.
    """
    empleos = [Empleo(*s) for s in servidores]
    nombres = Servidor.objects.in_bulk([e.servidor_id for e in empleos])
    with transaction.atomic(), connection.cursor() as cursor:
        importacion = Importacion.objects.create(archivo=ARCHIVO)
        copiar(cursor, importacion.pk, _filas(empleos, nombres, meses, semilla))
        importacion.anotar(cotejar(cursor, importacion))
        escritas = escribir(cursor, importacion)
        importacion.estado, importacion.publicada_en = Importacion.Estado.PROGRAMADA, timezone.now()
        importacion.save()
        transaction.set_rollback(not escritas)
    return escritas


def _filas(
    empleos: list[Empleo], personas: dict[int, Servidor], meses: list[int], semilla: int
) -> Iterator[Fila]:
    linea = 0
    for empleo in empleos:
        # S311: an imitation of payroll, not a secret
        azar = random.Random(f"{semilla}/{empleo.documento}")  # noqa: S311
        perfil = Perfil(empleo, azar)
        for mes in meses:
            if not _pagado(empleo, mes):
                continue
            linea += 1
            datos = perfil.datos(personas[empleo.servidor_id])
            yield _fila(linea, empleo, mes, perfil.conceptos(mes), datos)
            if perfil.con_adicional and mes_de(mes) == 3:
                linea += 1
                yield _fila(linea, empleo, mes + ADICIONAL, perfil.reintegro(mes), datos)


def _pagado(empleo: Empleo, mes: int) -> bool:
    desde = empleo.desde.year * 100 + empleo.desde.month
    hasta = empleo.hasta.year * 100 + empleo.hasta.month if empleo.hasta else mes
    return desde <= mes <= hasta


class Perfil:
    """How one cargo is paid: what does not change from month to month."""

    def __init__(self, empleo: Empleo, azar: random.Random) -> None:
        self.empleo = empleo
        self.grupo = empleo.grupo.lower()
        self.escala = empleo.escala if empleo.escala in PORCENTAJE else "I"
        self.afp = azar.choice(AFPS) if azar.random() < 0.7 else ""
        self.hijos = azar.random() < 0.4
        self.prestamo = Decimal(azar.randrange(80, 350)) if azar.random() < 0.25 else CERO
        self.sindicato = azar.random() < 0.3
        self.variacion = Decimal(azar.randrange(-150, 600))
        self.con_adicional = azar.randrange(UNO_DE_CADA_ADICIONAL) == 0
        self.cuspp = f"9{azar.randrange(10**11):011}"

    def remuneracion(self, anio: int) -> list[Linea]:
        """The pay of a month, before what comes once a year."""
        if self.grupo == "docente":
            hora = Decimal(HORA_RIM.get(anio, HORA_RIM[2026]))
            rim = hora * 30 * PORCENTAJE[self.escala] / 100
            propio = "29944" in self.empleo.regimen
            return [_mas("177", "RIM_Ley 29944", rim) if propio else _mas("150", CONTRATO, rim)]
        base = Decimal(BASE.get(self.grupo, BASE["cas"])) + self.variacion
        if self.grupo == "auxiliar":
            return [_mas("263", "RM_Aux_Nom", base)]
        if self.grupo == "administrativo":
            return [_mas("288", "MUC_276", base), _mas("309", "B_Ext_Tran_Fijo", base / 4)]
        if self.grupo == "salud":
            return [_mas("181", "Valor_Principal", base)]
        return [_mas("150", CONTRATO, base)]

    def conceptos(self, mes: int) -> list[Linea]:
        """Every line of a month."""
        fijos = self.remuneracion(anio_de(mes))
        imponible = _suma(fijos, "+")
        return [*fijos, *self._ocasionales(mes_de(mes)), *self._descuentos(imponible, mes),
                _linea("ESSALUD", "A", "ESSALUD", imponible * 9 / 100)]  # fmt: skip

    def reintegro(self, mes: int) -> list[Linea]:
        """The lines of an adicional: a part of the pay that was owed."""
        debido = (_suma(self.remuneracion(anio_de(mes)), "+") / 10).quantize(CENTIMO)
        return [_mas("092", "Reintg. Manual", debido), self._pension(debido),
                _linea("ESSALUD", "A", "ESSALUD", debido * 9 / 100)]  # fmt: skip

    def _ocasionales(self, mes: int) -> Iterator[Linea]:
        """Outside the imponible: aguinaldo in July and December, escolaridad in January."""
        if self.hijos and self.grupo != "cas":
            yield _mas("167", "Asig. Familiar", Decimal("113.00"))
        if mes in (7, 12):
            yield _mas("022", "Aguinaldo", Decimal("300.00"))
        if mes == 1:
            yield _mas("023", "Bonif.Escolar", Decimal("400.00"))

    def _descuentos(self, imponible: Decimal, mes: int) -> Iterator[Linea]:
        uit = Decimal(UIT.get(anio_de(mes), UIT[2026]))
        yield self._pension(imponible)
        if quinta := _quinta(imponible, uit):
            yield _menos("0121", "quintacat", quinta)
        if self.grupo in ("docente", "auxiliar"):
            yield _menos("0006", "Derr Magisteria", uit / 200)
        elif self.grupo == "administrativo":
            yield _menos("0021", "Cafae-SE", Decimal("10.00"))
        if self.prestamo and self.grupo == "docente":
            yield _menos("0418", "prderrmag", self.prestamo)
        if self.sindicato:
            yield _menos("0856", "fentase", Decimal("5.00"))

    def _pension(self, imponible: Decimal) -> Linea:
        """AFP (10 % + seguro + comisión) or ONP (13 %)."""
        if self.afp:
            return _menos("0113", "D.L. 25897 AFP", imponible * Decimal("0.1292"))
        return _menos("0002", "DL19990 SNP", imponible * Decimal("0.13"))

    def datos(self, persona: Servidor) -> dict[str, str]:
        """The header, as SUP prints it."""
        empleo = self.empleo
        datos = {
            "apellido_paterno": persona.primer_apellido.upper(),
            "apellido_materno": persona.segundo_apellido.upper(),
            "nombres": persona.nombres.upper(),
            "codigo_modular": f"10{empleo.documento}",
            "cargo": empleo.cargo.upper(),
            "establecimiento": empleo.establecimiento.upper(),
            "tipo_servidor": TIPO_SERVIDOR.get(self.grupo, ""),
            "regimen": empleo.regimen,
            "nivel": empleo.escala or "",
            "horas": "30" if self.grupo == "docente" else "40",
            "inicio": f"{empleo.desde:%d/%m/%Y}",
            "fin": f"{empleo.hasta:%d/%m/%Y}" if empleo.hasta else "",
            "situacion": "(4) Habilitado",
            "regimen_pensionario": f"AFP {self.afp}" if self.afp else "LEY 19990",
            "cuspp": self.cuspp if self.afp else "",
            "cuenta": f"04-000-{empleo.documento[-6:]}",
        }
        return {c: texto for c, texto in datos.items() if texto}


def _fila(
    linea: int, empleo: Empleo, mes: int, conceptos: list[Linea], datos: dict[str, str]
) -> Fila:
    ingresos, descuentos = _suma(conceptos, "+"), _suma(conceptos, "-")
    no_imponibles = {"022", "023", "167"}
    imponible = _suma([c for c in conceptos if c[0] not in no_imponibles], "+")
    planilla = "CAS/CONT/TIT" if empleo.grupo.lower() == "cas" else "ACT/TIT"
    return Fila(
        linea, empleo.documento, empleo.unidad_id, mes, planilla, empleo.numero_cargo,
        ingresos, descuentos, _suma(conceptos, "A"), ingresos - descuentos, imponible,
        conceptos, datos,
    )  # fmt: skip


def _quinta(mensual: Decimal, uit: Decimal) -> Decimal:
    """The monthly part of the income tax: 8 % above 7 UIT a year, 14 % above 12."""
    renta = max(mensual * 12 + 1000 - uit * 7, CERO)
    primer_tramo = min(renta, uit * 5)
    return ((primer_tramo * 8 + (renta - primer_tramo) * 14) / 1200).quantize(CENTIMO)


def _suma(lineas: Iterable[Linea], signo: str) -> Decimal:
    return sum((Decimal(monto) for _, suyo, _, monto in lineas if suyo == signo), CERO)


def _linea(codigo: str, signo: str, nombre: str, monto: Decimal) -> Linea:
    return codigo, signo, nombre, str(monto.quantize(CENTIMO, ROUND_HALF_UP))


def _mas(codigo: str, nombre: str, monto: Decimal) -> Linea:
    return _linea(codigo, "+", nombre, monto)


def _menos(codigo: str, nombre: str, monto: Decimal) -> Linea:
    return _linea(codigo, "-", nombre, monto)
