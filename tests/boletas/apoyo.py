"""Files of payroll as SUP would export them, and boletas written without a file."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import Asignacion, Unidad, Usuario
from boletas.lis.hoja import Hoja
from boletas.models import Boleta, Importacion, Original, Total
from legajo.models import Servidor
from tests import fabricas

FILA = {
    "periodo": "202511",
    "dni": "",
    "nombres": "ROSA",
    "apepat": "QUISPE",
    "apemat": "ÑAHUI",
    "cargo": "PROFESOR",
    "institucion_educativa": "30001 SANTA ISABEL",
    "cae_codunidad": "190001",
    "planilla": "ACT/TIT",
    "cae_numcarg": "1",
    "cae_situacion": "4",
    "hab01": "RIM_Ley 29944",
    "mtohab01": "3500.70",
    "hab02": "",
    "mtohab02": "0.00",
    "des01": "D.L. 25897 AFP",
    "mtodes01": "452.29",
    "des02": "Derr Magisteria",
    "mtodes02": "26.75",
    "apo01": "ESSALUD",
    "mtoapo01": "315.06",
    "rlq_totliqpago": "3021.66",
    "rlq_timpopen": "3500.70",
}
"""A good row; `dni` is filled in by who uses it."""


def fila(persona: Servidor, **cambios: str) -> dict[str, str]:
    """A good row of a person, with some columns changed."""
    return FILA | {"dni": persona.documento} | cambios


def texto(filas: list[dict[str, str]], separador: str = ",") -> str:
    """The rows as a CSV text with its heading."""
    salida = io.StringIO()
    escritor = csv.DictWriter(salida, list(filas[0]), delimiter=separador)
    escritor.writeheader()
    escritor.writerows(filas)
    return salida.getvalue()


def archivo(
    carpeta: Path, filas: list[dict[str, str]], separador: str = ",", codificacion: str = "utf-8"
) -> Path:
    """The rows as a CSV file."""
    ruta = carpeta / "planilla.csv"
    ruta.write_bytes(texto(filas, separador).encode(codificacion))
    return ruta


CONCEPTOS = [
    ["177", "+", "RIM_Ley 29944", "3500.70"],
    ["0113", "-", "D.L. 25897 AFP", "452.29"],
    ["ESSALUD", "A", "ESSALUD", "315.06"],
]


def importacion(**datos: Any) -> Importacion:
    """An import for boletas written by hand, published."""
    return Importacion.objects.create(
        **{"archivo": "a.csv", "estado": Importacion.Estado.PROGRAMADA,
           "publicada_en": timezone.now()} | datos
    )  # fmt: skip


def total_de(hecha: Importacion, unidad: Unidad) -> Total:
    """What an import sums of a unit: who has it in charge sees the import."""
    return Total.objects.create(importacion=hecha, unidad=unidad, planilla="ACT/TIT", boletas=1)


def nueva(persona: Servidor, periodo: int = 202511, **datos: Any) -> Boleta:
    """A boleta that squares, not saved."""
    datos.setdefault("importacion", Importacion.objects.first() or importacion())
    return Boleta(
        **{
            "servidor": persona, "unidad": persona.unidad, "periodo": periodo,
            "planilla": "ACT/TIT", "numero_cargo": "1", "ingresos": Decimal("3500.70"),
            "descuentos": Decimal("452.29"), "aportes": Decimal("315.06"),
            "liquido": Decimal("3048.41"), "imponible": Decimal("3500.70"),
            "conceptos": CONCEPTOS, "datos": {"cargo": "PROFESOR"},
        } | datos
    )  # fmt: skip


def boleta(persona: Servidor, periodo: int = 202511, **datos: Any) -> Boleta:
    """A boleta that squares, published."""
    hecha = nueva(persona, periodo, **datos)
    hecha.save(force_insert=True)
    return hecha


def con_hoja(hecha: Boleta, octetos: bytes = b"hoja") -> Boleta:
    """The same boleta, with the bytes that the payroll system printed."""
    Original.objects.create(boleta=hecha.publico, octetos=octetos)
    return hecha


def docente() -> Servidor:
    """A servidor of the first UGEL."""
    return fabricas.servidor(fabricas.ugel())


def dar_rol(usuario: Usuario, unidad: Unidad) -> None:
    """Put somebody in charge of the planillas of a unit."""
    Asignacion.objects.create(
        usuario=usuario, unidad=unidad, rol=Group.objects.get(name="Planillas")
    )


def con(hoja: Hoja, **cambios: Any) -> Hoja:
    """The same slip with something else."""
    return replace(hoja, **cambios)


def boleta_del_otro_formato(hoja: Hoja) -> Boleta:
    """The boleta of a slip as the column export would have brought it."""
    conceptos = [["", c.signo, c.nombre, str(c.monto)] for c in hoja.conceptos]
    aportes = sum((c.monto for c in hoja.conceptos if c.signo == "A"), Decimal(0))
    persona = Servidor.objects.get(documento=hoja.documento)
    return boleta(
        persona, hoja.periodo, planilla=hoja.planilla, conceptos=conceptos, aportes=aportes,
        ingresos=hoja.ingresos, descuentos=hoja.descuentos, liquido=hoja.liquido,
        imponible=hoja.imponible, importacion=importacion(formato=Importacion.Formato.CSV),
    )  # fmt: skip


class SinFirmas:
    """Nobody's name, where a copy would say who did something."""

    def conocer(self, ids: Any) -> None:
        """Nobody."""

    def de(self, usuario: int | None) -> str:
        """Nobody."""
        return ""
