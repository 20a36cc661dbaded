"""Files of payroll as SUP would export them, and boletas written without a file."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group

from accounts.models import Asignacion, Unidad, Usuario
from boletas.models import Boleta, Importacion
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


def importacion() -> Importacion:
    """An import for boletas written by hand."""
    cero = Decimal(0)
    return Importacion.objects.create(
        archivo="a.csv", filas=0, ingresos=cero, descuentos=cero, aportes=cero, liquido=cero
    )


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


def docente() -> Servidor:
    """A servidor of the first UGEL."""
    return fabricas.servidor(fabricas.ugel())


def dar_rol(usuario: Usuario, unidad: Unidad) -> None:
    """Put somebody in charge of the planillas of a unit."""
    Asignacion.objects.create(
        usuario=usuario, unidad=unidad, rol=Group.objects.get(name="Planillas")
    )
