"""The bytes of an export: encoding, separator and hash found out, rows read one at a time."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TROZO = 1 << 20
SEPARADORES = (",", ";", "\t")


class ArchivoIlegibleError(Exception):
    """A file that cannot be read as a table at all; says why in Spanish."""


@dataclass(frozen=True, slots=True)
class Archivo:
    """A CSV file on disk, and how it is written."""

    ruta: Path
    codificacion: str
    separador: str
    sha256: str
    bytes: int

    def filas(self) -> Iterator[tuple[int, list[str], int]]:
        """Each row with its line number and the bytes read so far, the heading first.

        Raises ArchivoIlegibleError where the text breaks off (a quote that never closes, a
        character that Windows-1252 does not have).
        """
        with self.ruta.open("rb") as crudo:
            abierto = io.TextIOWrapper(crudo, encoding=self.codificacion, newline="")
            lector = csv.reader(abierto, delimiter=self.separador, strict=True)
            inicio = 1
            try:
                for celdas in lector:
                    if any(celdas):
                        yield inicio, celdas, crudo.tell()
                    inicio = lector.line_num + 1
            except (csv.Error, UnicodeDecodeError) as error:
                raise ArchivoIlegibleError(
                    f"Desde la línea {inicio} el archivo no se puede leer como CSV."
                ) from error


def reconocer(ruta: Path) -> Archivo:
    """Read the file once: its hash, its encoding (UTF-8 or else Windows-1252), its separator."""
    resumen, total = hashlib.sha256(), 0
    decodificador = codecs.getincrementaldecoder("utf-8")()
    es_utf8 = True
    try:
        with ruta.open("rb") as abierto:
            primera = abierto.readline(TROZO)
            abierto.seek(0)
            while trozo := abierto.read(TROZO):
                resumen.update(trozo)
                total += len(trozo)
                es_utf8 = es_utf8 and _decodifica(decodificador, trozo)
    except OSError as error:
        raise ArchivoIlegibleError(f"No se pudo abrir el archivo: {error.strerror}.") from error
    if not primera.strip():
        raise ArchivoIlegibleError("El archivo está vacío, o su primera línea lo está.")
    es_utf8 = es_utf8 and _decodifica(decodificador, b"", final=True)
    return Archivo(
        ruta, "utf-8-sig" if es_utf8 else "cp1252", _separador(primera), resumen.hexdigest(), total
    )


def _decodifica(
    decodificador: codecs.IncrementalDecoder, trozo: bytes, final: bool = False
) -> bool:
    try:
        decodificador.decode(trozo, final)
    except UnicodeDecodeError:
        return False
    return True


def _separador(primera: bytes) -> str:
    """The separator that the heading uses most."""
    texto = primera.decode("latin-1")
    return max(SEPARADORES, key=texto.count)
