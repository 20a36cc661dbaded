"""The verb of planillas: take a file of payroll in, whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from accounts.models import Unidad
from boletas import carga
from boletas.columnas import CabeceraIncompletaError, Columnas, leer_cabecera
from boletas.fila import Catalogos, Fila, Hallazgo, leer_fila
from boletas.models import Concepto, Importacion
from portal.tablas_csv import Archivo, ArchivoIlegibleError, reconocer

CERROJO = 7_120_202
"""Advisory lock: two imports at once would number the same version twice."""

Avisar = Callable[[Hallazgo], None]
Avance = Callable[[int, int], None]


@dataclass(slots=True)
class Resumen:
    """What an import read, found and wrote."""

    leidas: int = 0
    malas: int = 0
    nuevas: int = 0
    corregidas: int = 0
    iguales: int = 0
    escrito: bool = False
    totales: list[carga.Total] = field(default_factory=list)
    desconocidos: Counter[tuple[str, str]] = field(default_factory=Counter)
    sin_uso: tuple[str, ...] = ()


def importar(
    ruta: Path,
    *,
    por: Any = None,
    simular: bool = False,
    parcial: bool = False,
    avisar: Avisar = lambda _: None,
    avance: Avance = lambda leidos, total: None,
) -> Resumen:
    """Import a CSV export of SUP in one transaction; `avisar` gets every fault found.

    With faults nothing is written, unless `parcial` takes the good rows. `simular` does
    all of it and takes it back. Raises ArchivoIlegibleError for what is no table at all.
    """
    archivo = reconocer(ruta)
    resumen = Resumen()
    with transaction.atomic(), connection.cursor() as cursor:
        # a month of the nation takes longer than a page may
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CERROJO])
        carga.copiar(cursor, _leer(archivo, resumen, avisar, avance))
        _cotejar(cursor, resumen, avisar)
        resumen.totales = carga.totales(cursor)
        if not resumen.malas or parcial:
            resumen.iguales = carga.quitar_iguales(cursor)
            _publicar(cursor, archivo, resumen, por)
        resumen.escrito = bool(resumen.nuevas + resumen.corregidas) and not simular
        transaction.set_rollback(simular)
    return resumen


def catalogos() -> Catalogos:
    """Units and concepts, loaded once: an import asks for them at every row."""
    conceptos = {}
    for codigo, signo, nombre in Concepto.objects.values_list("codigo", "signo", "nombre"):
        conceptos[signo, codigo.casefold()] = conceptos[signo, nombre.casefold()] = (codigo, nombre)
    return Catalogos(dict(Unidad.objects.values_list("codigo", "pk")), conceptos)


def _leer(archivo: Archivo, resumen: Resumen, avisar: Avisar, avance: Avance) -> Iterator[Fila]:
    """The good rows of the file; the bad ones go to `avisar`.

    Catalogs are asked for here, before the first row: while COPY runs, its connection
    answers nothing else.
    """
    filas = archivo.filas()
    columnas = _cabecera(next(filas)[1])
    contra = catalogos()
    resumen.sin_uso, resumen.desconocidos = columnas.sin_uso, contra.desconocidos

    def buenas() -> Iterator[Fila]:
        for linea, celdas, lugar in filas:
            resumen.leidas += 1
            if resumen.leidas % 500 == 0:
                avance(lugar.avance, archivo.bytes)
            leida = leer_fila(linea, celdas, columnas, contra)
            if isinstance(leida, Fila):
                yield leida
                continue
            resumen.malas += 1
            for hallazgo in leida:
                avisar(hallazgo)

    return buenas()


def _cabecera(celdas: list[str]) -> Columnas:
    try:
        return leer_cabecera(celdas)
    except CabeceraIncompletaError as error:
        raise ArchivoIlegibleError(f"La primera línea no sirve de cabecera. {error}") from error


def _cotejar(cursor: Any, resumen: Resumen, avisar: Avisar) -> None:
    """What only the whole file and the database tell: no legajo, the same boleta twice."""
    malas: set[int] = set()
    for linea, documento in carga.sin_legajo(cursor):
        malas.add(linea)
        avisar(Hallazgo(linea, "documento", documento, "No hay un legajo con ese documento."))
    for linea, primera, numero_cargo in carga.repetidas(cursor):
        malas.add(linea)
        motivo = f"Repite la boleta de la línea {primera}."
        avisar(Hallazgo(linea, "cae_numcarg", numero_cargo, motivo))
    carga.quitar(cursor, list(malas))
    resumen.malas += len(malas)


def _publicar(cursor: Any, archivo: Archivo, resumen: Resumen, por: Any) -> None:
    """Write what is new under its Importacion; nothing new leaves no trace."""
    pendientes = carga.totales(cursor)
    if pendientes:
        importacion = registrar(pendientes, archivo.ruta.name, archivo.sha256, por)
        resumen.nuevas, resumen.corregidas = carga.escribir(cursor, importacion.pk)


def registrar(
    pendientes: list[carga.Total], nombre: str, sha256: str = "", por: Any = None
) -> Importacion:
    """The row that says who wrote these boletas, when, and what they sum."""

    def suma(campo: str) -> Decimal:
        return sum((getattr(t, campo) for t in pendientes), Decimal(0))

    importacion = Importacion.objects.create(
        archivo=nombre[:200],
        sha256=sha256,
        hecha_por=por,
        filas=sum(t.boletas for t in pendientes),
        **{c: suma(c) for c in ("ingresos", "descuentos", "aportes", "liquido")},
    )
    codigos = {t.codigo for t in pendientes}
    importacion.unidades.set(Unidad.objects.filter(codigo__in=codigos))
    return importacion
