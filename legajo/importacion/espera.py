"""From the file to the table that waits: in portions, each with the place where it ends.

A portion (its rows, its faults, how far reading is) is one transaction, so that an import
that dies goes on where it stopped.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from django.db import connection, transaction

from legajo.importacion.alcance import Alcance
from legajo.importacion.cabecera import leer_cabecera
from legajo.importacion.catalogos import Catalogos
from legajo.importacion.hallazgos import COLUMNAS as COLUMNAS_HALLAZGO
from legajo.importacion.hallazgos import TABLA as TABLA_HALLAZGO
from legajo.importacion.hallazgos import copiar_texto, escapado, linea_de_copy
from legajo.importacion.lectora import Lectora
from legajo.importacion.lectura import Fila, Hoja
from legajo.models import FilaEnEspera, Hallazgo, ImportacionLegajo
from portal.barra import Avance
from portal.tablas_csv import INICIO, ArchivoIlegibleError, Lugar

PORCION = 5_000
TABLA = FilaEnEspera._meta.db_table
COLUMNAS = "importacion_id, hoja, fila, tipo_identidad, documento, datos, reparos"

LO_LEIDO = ("posicion", "leidas", "preparadas", "malas", "avance")


def preparar(
    importacion: ImportacionLegajo, hojas: list[Hoja], *, alcance: Alcance, avance: Avance
) -> None:
    """Read every sheet into the table that waits, from where an earlier try stopped."""
    if not _sigue_en_pie(importacion):
        empezar(importacion)
    with sin_recolector():
        _leer_hojas(importacion, hojas, alcance=alcance, avance=avance)
    if not importacion.leidas:
        raise ArchivoIlegibleError("El archivo no tiene filas debajo de la cabecera.")
    importacion.posicion["completa"] = True
    importacion.save(update_fields=["posicion"])


@contextmanager
def sin_recolector() -> Iterator[None]:
    """Rows make no cycles: looking for them among thousands costs a quarter of the reading."""
    activo = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if activo:
            gc.enable()


def _leer_hojas(
    importacion: ImportacionLegajo, hojas: list[Hoja], *, alcance: Alcance, avance: Avance
) -> None:
    hecho = importacion.posicion.get("hoja", 0)
    importacion.tamano = sum(h.tamano for h in hojas)
    antes = sum(h.tamano for h in hojas[:hecho])
    for numero, hoja in enumerate(hojas):
        if numero < hecho or importacion.posicion.get("completa"):
            continue
        _leer_hoja(importacion, numero, hoja, alcance=alcance, antes=antes, avance=avance)
        antes += hoja.tamano


def empezar(importacion: ImportacionLegajo) -> None:
    """Forget what was read of the file."""
    olvidar(importacion)
    Hallazgo.objects.filter(importacion=importacion).delete()
    importacion.posicion = {"hojas": []}
    importacion.leidas = importacion.preparadas = importacion.malas = importacion.avance = 0


def olvidar(importacion: ImportacionLegajo) -> None:
    """Empty the table that waits of the rows of this import."""
    FilaEnEspera.objects.filter(importacion=importacion).delete()


def _sigue_en_pie(importacion: ImportacionLegajo) -> bool:
    """Whether what was read still waits: a crash of the database empties the table."""
    hay = FilaEnEspera.objects.filter(importacion=importacion).count()
    return bool(importacion.posicion) and hay == importacion.preparadas


def _leer_hoja(
    importacion: ImportacionLegajo, numero: int, hoja: Hoja, *, alcance: Alcance, antes: int,
    avance: Avance,
) -> None:  # fmt: skip
    filas = hoja.filas()
    primera = next(filas, None)
    if primera is None:
        raise ArchivoIlegibleError("El archivo está vacío.")
    cabecera = leer_cabecera(primera[1], hoja.destino)
    lectora = Lectora(hoja.destino, cabecera, Catalogos(alcance.unidades(hoja.destino)))
    posicion = importacion.posicion
    if len(posicion["hojas"]) > numero:
        filas = hoja.filas(Lugar(posicion["avance"], posicion["linea"]))
    else:
        titulos = {c: lectora.cabecera.titulo.get(c, c) for c in lectora.campos}
        posicion["hojas"].append(
            {"nombre": hoja.nombre, "destino": hoja.destino.slug, "campos": lectora.campos,
             "titulos": titulos | lectora.cabecera.titulo}
        )  # fmt: skip
    while porcion := list(islice(filas, PORCION)):
        lugar = _guardar(importacion, numero, hoja.nombre, lectora, porcion)
        importacion.avance = antes + lugar.avance
        avance("Leyendo", importacion.avance, importacion.tamano, importacion.leidas)
    posicion.update(hoja=numero + 1, avance=INICIO.avance, linea=INICIO.linea)
    importacion.save(update_fields=["posicion"])


def _guardar(
    importacion: ImportacionLegajo, numero: int, hoja: str, lectora: Lectora, porcion: list[Fila]
) -> Lugar:
    """Write one portion, and return the place where the next begins."""
    buenas: list[str] = []
    fallas: list[str] = []
    for fila, celdas, _ in porcion:
        leida = lectora.leer(celdas)
        if isinstance(leida, tuple):
            quien, datos = "\t".join(leida[:2]), "\t".join(map(escapado, leida[2:]))
            buenas.append(f"{importacion.pk}\t{numero}\t{fila}\t{quien}\t{datos}\n")
        else:
            clase = Hallazgo.Clase.LECTURA.value
            fallas += [
                linea_de_copy(importacion.pk, clase, hoja, fila, f.columna, f.valor, f.motivo)
                for f in leida
            ]
    lugar = porcion[-1][2]
    importacion.posicion.update(hoja=numero, avance=lugar.avance, linea=lugar.linea)
    importacion.leidas += len(porcion)
    importacion.preparadas += len(buenas)
    importacion.malas += len(porcion) - len(buenas)
    with transaction.atomic(), connection.cursor() as cursor:
        # a crash of the database would empty the table anyway: no need to wait for the disk
        cursor.execute("SET LOCAL synchronous_commit = off")
        copiar_texto(cursor, TABLA, COLUMNAS, buenas)
        copiar_texto(cursor, TABLA_HALLAZGO, COLUMNAS_HALLAZGO, fallas)
        importacion.save(update_fields=[*LO_LEIDO, "tamano"])
    return lugar


def malas_por_lectura(importacion: ImportacionLegajo) -> int:
    """How many rows never came to wait."""
    return importacion.leidas - importacion.preparadas
