"""What an import finds, on its way to the database: kept on disk, so that memory stays flat."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable
from typing import Any, NamedTuple

from legajo.models import Hallazgo

TABLA = Hallazgo._meta.db_table
COLUMNAS = "importacion_id, clase, hoja, fila, columna, valor, motivo"
EN_MEMORIA = 1 << 20


class Nota(NamedTuple):
    """One finding of one sheet: an error, or what a change leaves behind."""

    clase: str
    hoja: str
    fila: int
    columna: str
    valor: str
    motivo: str


class Cuaderno:
    """Findings written down as they come, and copied to the table at the end."""

    def __init__(self, importacion: int) -> None:
        self.importacion = importacion
        self._papel = tempfile.SpooledTemporaryFile(  # noqa: SIM115  closed in `copiar`
            max_size=EN_MEMORIA, mode="w+", encoding="utf-8", newline="\n"
        )

    def anotar(self, notas: Iterable[Nota]) -> None:
        """Write findings down."""
        for nota in notas:
            self._papel.write(linea_de_copy(self.importacion, *nota))

    def copiar(self, cursor: Any) -> None:
        """Put them into the table, and forget them."""
        self._papel.seek(0)
        copiar(cursor, TABLA, COLUMNAS, self._papel)
        self._papel.close()


def copiar(cursor: Any, tabla: str, columnas: str, lineas: Any) -> None:
    """COPY lines, given as a file, into a table."""
    cursor.copy_expert(f"COPY {tabla} ({columnas}) FROM STDIN", lineas, 1 << 16)


def copiar_texto(cursor: Any, tabla: str, columnas: str, lineas: list[str]) -> None:
    """COPY lines, given one by one, into a table."""
    if lineas:
        copiar(cursor, tabla, columnas, io.StringIO("".join(lineas)))


def linea_de_copy(*valores: object) -> str:
    """A line in COPY's text format; what PostgreSQL cannot hold is dropped from it."""
    return "\t".join(map(_escapado, valores)) + "\n"


def _escapado(valor: object) -> str:
    if not isinstance(valor, str):
        return str(valor)
    if not valor.isprintable():
        valor = valor.replace("\0", "").encode("utf-8", "replace").decode()
    return escapado(valor)


def escapado(texto: str) -> str:
    """A text without NUL as COPY reads it."""
    if "\\" in texto:
        texto = texto.replace("\\", "\\\\")
    if "\n" in texto or "\t" in texto or "\r" in texto:
        texto = texto.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return texto
