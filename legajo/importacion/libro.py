"""Workbooks: looked at from outside first, then read row by row, never reckoned."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from portal.tablas_csv import INICIO, ArchivoIlegibleError, Lugar

MEGA = 1024 * 1024
ENTRADAS_MAX = 500
DESPLEGADO_MAX = 600 * MEGA
TEXTOS_MAX = 100 * MEGA
RAZON_MAX = 150
COLUMNAS_MAX = 200
FILAS_MAX = 1_048_576

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CIFRADO = "EncryptedPackage".encode("utf-16-le")


def es_libro(ruta: Path) -> bool:
    """Whether the file is a ZIP, as an XLSX is. Raises ArchivoIlegibleError for an old XLS.

    A workbook with a password bears the signature of an XLS as well.
    """
    with ruta.open("rb") as abierto:
        comienzo = abierto.read(8)
        if comienzo == _OLE:
            if _CIFRADO in abierto.read():
                raise ArchivoIlegibleError(
                    "El libro tiene contraseña: quítesela y súbalo de nuevo."
                )
            raise ArchivoIlegibleError("Es un libro de Excel antiguo (.xls): guárdelo como .xlsx.")
    return comienzo.startswith(b"PK")


def revisar(ruta: Path) -> None:
    """Refuse a ZIP that is no workbook, or that would fill the memory, without unfolding it."""
    try:
        with zipfile.ZipFile(ruta) as comprimido:
            entradas = comprimido.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ArchivoIlegibleError("El libro está dañado o incompleto.") from error
    if "xl/workbook.xml" not in {e.filename for e in entradas}:
        raise ArchivoIlegibleError("El archivo es un ZIP, pero no un libro de Excel (.xlsx).")
    if any(e.flag_bits & 1 for e in entradas):
        raise ArchivoIlegibleError("El libro tiene contraseña: quítesela y súbalo de nuevo.")
    desplegado = sum(e.file_size for e in entradas)
    textos = sum(e.file_size for e in entradas if e.filename.endswith("sharedStrings.xml"))
    if len(entradas) > ENTRADAS_MAX or desplegado > DESPLEGADO_MAX or textos > TEXTOS_MAX:
        raise ArchivoIlegibleError(
            "El libro es demasiado grande. Divídalo, o guarde cada hoja como CSV."
        )
    if desplegado > MEGA and desplegado > RAZON_MAX * max(1, ruta.stat().st_size):
        raise ArchivoIlegibleError("El libro se despliega demasiado: no parece una tabla.")


class Libro:
    """An open workbook, sheet by sheet."""

    def __init__(self, ruta: Path) -> None:
        revisar(ruta)
        try:
            self._libro = load_workbook(ruta, read_only=True, data_only=False, keep_links=False)
        except Exception as error:  # a broken XML fails in each library's own way
            raise ArchivoIlegibleError("El libro está dañado: no se pudo abrir.") from error

    def nombres(self) -> list[str]:
        """The names of its sheets."""
        return [hoja.title for hoja in self._libro.worksheets]

    def filas_de(self, nombre: str) -> int:
        """How many rows the sheet says that it has; 0 where it does not say."""
        return min(self._libro[nombre].max_row or 0, FILAS_MAX)

    def filas(self, nombre: str, desde: Lugar = INICIO) -> Iterator[tuple[int, list[str], Lugar]]:
        """Rows that say something, as texts, with their number and the place of the next.

        A ZIP has no middle: rows before `desde` are passed over.
        """
        hoja = self._libro[nombre]
        hoja.reset_dimensions()
        filas = hoja.iter_rows(max_row=FILAS_MAX, values_only=True)
        try:
            with closing(filas):
                for numero, fila in enumerate(filas, 1):
                    if numero < desde.linea:
                        continue
                    if len(fila) > COLUMNAS_MAX and any(v is not None for v in fila[COLUMNAS_MAX:]):
                        raise ArchivoIlegibleError(
                            f"La hoja «{nombre}» tiene más de {COLUMNAS_MAX} columnas."
                        )
                    celdas = [como_texto(valor) for valor in fila[:COLUMNAS_MAX]]
                    if any(celdas):
                        yield numero, celdas, Lugar(numero, numero + 1)
        except ArchivoIlegibleError:
            raise
        except Exception as error:
            raise ArchivoIlegibleError(f"La hoja «{nombre}» está dañada.") from error

    def close(self) -> None:
        """Let the file go."""
        self._libro.close()


def como_texto(valor: Any) -> str:
    """What a cell holds, as a person would type it. A formula stays one, and is refused later."""
    if valor is None:
        return ""
    if isinstance(valor, str):
        return valor
    if isinstance(valor, bool):
        return "1" if valor else "0"
    if isinstance(valor, int):
        return str(valor)
    if isinstance(valor, float):
        return str(int(valor)) if valor.is_integer() else format(valor, ".15g")
    if isinstance(valor, datetime) and valor.time().isoformat() == "00:00:00":
        return valor.date().isoformat()
    if isinstance(valor, date):
        return str(valor)
    return f"={valor}"  # an array formula, a duration: nothing that a record has
