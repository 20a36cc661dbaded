"""Files as a UGEL would have them, made from what the factories make."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from legajo.importacion.destinos import DOCUMENTO, Destino, destinos
from legajo.models import Capacitacion, Servidor
from tests import fabricas


def persona(**datos: Any) -> Servidor:
    """A servidor of UGEL 1 without records."""
    return fabricas.servidor(
        fabricas.ugel(), con_vinculo=False, usuario=datos.pop("usuario", None), **datos
    )


def capacitacion(de: Servidor, **cambio: str) -> dict[str, str]:
    """A row of capacitaciones by the names of its fields."""
    return {
        "documento": de.documento, "tipo_estudio": "Curso", "tema": "Didáctica",
        "institucion": "Instituto Ñ", "participacion": "Asistente",
        "fecha_inicio": "01/03/2019", "fecha_fin": "31/12/2019", "horas": "120",
        "creditos": "4.5", "tipo_documento": "RD", "numero_documento": "000123-2019",
        "fecha_documento": "15/01/2020",
    } | cambio  # fmt: skip


def csv_de(
    carpeta: Path, filas: list[dict[str, str]], nombre: str = "capacitaciones.csv",
    separador: str = ",", codificacion: str = "utf-8",
) -> Path:  # fmt: skip
    """The rows as a CSV file."""
    ruta = carpeta / nombre
    with ruta.open("w", encoding=codificacion, newline="") as abierto:
        escritor = csv.DictWriter(abierto, list(filas[0]), delimiter=separador)
        escritor.writeheader()
        escritor.writerows(filas)
    return ruta


def xlsx_de(carpeta: Path, hojas: dict[str, list[list[Any]]], nombre: str = "legajo.xlsx") -> Path:
    """Sheets by name, each with its heading, as a workbook."""
    libro = Workbook()
    libro.remove(libro.active)
    for titulo, filas in hojas.items():
        hoja = libro.create_sheet(titulo)
        for fila in filas:
            hoja.append(fila)
    libro.save(carpeta / nombre)
    return carpeta / nombre


def tecleado(destino: Destino, registro: Any) -> dict[str, str]:
    """A record as a person would type it into the template: codes, dates of Peru, sí and no."""
    fila = {DOCUMENTO: registro.servidor.documento}
    for campo in destino.campos:
        valor = getattr(registro, campo)
        if valor is None or valor == "":
            fila[campo] = ""
        elif isinstance(valor, bool):
            fila[campo] = "Sí" if valor else "No"
        elif isinstance(valor, date):
            fila[campo] = f"{valor:%d/%m/%Y}"
        elif isinstance(valor, Decimal):
            fila[campo] = f"{valor:,.2f}"
        elif hasattr(valor, "codigo"):
            fila[campo] = valor.codigo
        else:
            display = getattr(registro, f"get_{campo}_display", None)
            fila[campo] = str(display() if display else valor)
    return fila


def destino(slug: str = Capacitacion.tipo.slug) -> Destino:
    """A destination by its slug."""
    return destinos()[slug]


def para_dos(tipo: Any) -> dict[str, str]:
    """What two people may both have: nobody else is titular of a plaza."""
    return {"calidad": "R"} if "calidad" in tipo.campos else {}
