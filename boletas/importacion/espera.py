"""From the file to the table that waits: in portions, each one COPY and one transaction."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection, transaction

from boletas.fila import Falta, Fila
from boletas.importacion.lectura import Fuente, Leida
from boletas.models import BoletaEnEspera, Hallazgo, Importacion
from boletas.models.boleta import numero_ordenado
from legajo.importacion.espera import sin_recolector
from legajo.importacion.hallazgos import copiar_texto, linea_de_copy
from portal.barra import Avance
from portal.tablas_csv import ArchivoIlegibleError

PORCION = 20_000
TABLA = BoletaEnEspera._meta.db_table
TABLA_HALLAZGO = Hallazgo._meta.db_table
COLUMNAS = (
    "importacion_id", "publico", "linea", "documento", "unidad", "periodo", "planilla",
    "numero_cargo", "ingresos", "descuentos", "aportes", "liquido", "imponible", "conceptos",
    "datos", "original",
)  # fmt: skip
COPIAR = f"COPY {TABLA} ({', '.join(COLUMNAS)}) FROM STDIN"
COLUMNAS_HALLAZGO = "importacion_id, clase, linea, columna, valor, motivo"
LO_LEIDO = ("leidas", "malas", "avance", "tamano")


def preparar(importacion: Importacion, fuente: Fuente, *, avance: Avance) -> None:
    """Read the whole file into the table that waits. What an earlier try left is forgotten."""
    olvidar(importacion)
    importacion.leidas = importacion.malas = importacion.avance = 0
    importacion.formato, importacion.tamano = fuente.formato, fuente.tamano
    importacion.save()
    leidas = fuente.leidas()
    with sin_recolector():
        while _porcion(importacion, islice(leidas, PORCION)):
            avance("Leyendo", importacion.avance, importacion.tamano, importacion.leidas)
    if not importacion.leidas:
        raise ArchivoIlegibleError("El archivo no tiene boletas.")


def olvidar(importacion: Importacion) -> None:
    """Empty what an import keeps while it lasts."""
    BoletaEnEspera.objects.filter(importacion=importacion).delete()
    importacion.hallazgos.all().delete()
    importacion.totales.all().delete()


def copiar(cursor: Any, importacion: int, filas: Iterable[Fila]) -> None:
    """Fill the table that waits with boletas, as they come."""
    inicio = f"{importacion}\t"
    flujo = _Flujo(inicio + _linea(fila) for fila in filas)
    try:
        cursor.copy_expert(COPIAR, flujo, 1 << 16)
    except Exception:
        if flujo.error:
            raise flujo.error from None
        raise


def _porcion(importacion: Importacion, leidas: Iterator[Leida]) -> bool:
    """Write one portion, its faults and how far one is; False where nothing was left."""
    faltas: list[str] = []
    antes = importacion.leidas

    def buenas() -> Iterator[Fila]:
        for lugar, leida in leidas:
            importacion.leidas += 1
            importacion.avance = lugar
            if isinstance(leida, Fila):
                yield leida
                continue
            importacion.malas += 1
            faltas.extend(_hallazgo(importacion.pk, falta) for falta in leida)

    with transaction.atomic(), connection.cursor() as cursor:
        # a crash of the database would empty the table anyway: no need to wait for the disk
        cursor.execute("SET LOCAL synchronous_commit = off; SET LOCAL statement_timeout = 0")
        copiar(cursor, importacion.pk, buenas())
        copiar_texto(cursor, TABLA_HALLAZGO, COLUMNAS_HALLAZGO, faltas)
        importacion.save(update_fields=LO_LEIDO)
    return importacion.leidas > antes


def _hallazgo(importacion: int, falta: Falta) -> str:
    clase = Hallazgo.Clase.LECTURA.value
    return linea_de_copy(importacion, clase, falta.linea, falta.columna, falta.valor, falta.motivo)


def _linea(fila: Fila) -> str:
    """A row in COPY's text format. Rows hold no control characters: only `\\` is escaped."""
    textos = (
        f"{numero_ordenado():032x}\t{fila.linea}\t{fila.documento}\t{fila.unidad}\t{fila.periodo}\t"
        f"{fila.planilla}\t{fila.numero_cargo}\t{fila.ingresos}\t{fila.descuentos}\t"
        f"{fila.aportes}\t{fila.liquido}\t{fila.imponible}\t{_json(fila.conceptos)}\t"
        f"{_json(fila.datos)}\t"
    )
    if "\\" in textos:
        textos = textos.replace("\\", "\\\\")
    return f"{textos}{_bytea(fila.original)}\n"


_codificar = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_json = _codificar.encode


def _bytea(octetos: bytes) -> str:
    return f"\\\\x{octetos.hex()}" if octetos else "\\N"


class _Flujo(io.TextIOBase):
    """A file that psycopg2 reads from, filled line by line: memory stays flat."""

    def __init__(self, lineas: Iterator[str]) -> None:
        self.lineas = lineas
        self.resto = ""
        self.error: Exception | None = None

    def read(self, size: int | None = -1) -> str:
        """Up to `size` characters; what goes wrong underneath is kept, psycopg2 would hide it."""
        try:
            return self._leer(size)
        except Exception as error:
            self.error = error
            raise

    def _leer(self, size: int | None) -> str:
        partes, largo = [self.resto], len(self.resto)
        limite = size if size is not None and size >= 0 else None
        for linea in self.lineas if limite is None or largo < limite else ():
            partes.append(linea)
            largo += len(linea)
            if limite is not None and largo >= limite:
                break
        texto = "".join(partes)
        self.resto = texto[limite:] if limite is not None else ""
        return texto[:limite]
