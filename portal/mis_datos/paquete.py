"""The ZIP of a copy, written piece by piece: nothing of it is whole in memory but its PDF."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import chain
from typing import BinaryIO, TextIO
from zipfile import ZIP_STORED, ZipFile

from django.core.files.storage import default_storage
from django.utils import timezone

import legajo.copia
from accounts.models import Usuario
from portal import exportacion, pdf
from portal.exportacion import Parte
from portal.mis_datos.contenido import Contenido, contenido_de
from portal.mis_datos.leame import Informe, texto
from portal.paquetes import entrada

ESQUEMA = {"nombre": "mis-datos", "version": 1}
"""Of datos.json, described in docs/decisiones/0020-mis-datos.md."""

TROZO = 1024 * 1024
SEGUNDOS = 120
"""Nobody waits for it at a page."""
Avisar = Callable[[int, int], None]


def armar(usuario: Usuario, destino: BinaryIO, avisar: Avisar) -> None:
    """Write the copy of one person to `destino`; `avisar(hechos, total)` tells how far it is.

    A file that the store has lost is named in LEAME.txt. Raises portal.pdf.PdfNoDisponible,
    and what the store raises when it does not answer.
    """
    contenido = contenido_de(usuario)
    total = len(contenido.partes) + len(contenido.archivos) + 1
    informe = Informe(contenido.usuario)
    with ZipFile(destino, "w") as paquete:
        for hechos in _pasos(paquete, contenido, informe):
            avisar(hechos, total)
        with entrada(paquete, "LEAME.txt") as leame:
            leame.write(texto(informe).encode("utf-8-sig"))


def _pasos(paquete: ZipFile, contenido: Contenido, informe: Informe) -> Iterator[int]:
    """Write everything, and yield after each step how many there have been."""
    hechos = 0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as datos:
        datos.write(_cabeza(contenido))
        for hechos, parte in enumerate(contenido.partes, start=1):
            datos.write((",\n" if hechos > 1 else "") + _nombrada(parte))
            informe.anotar(parte, _tabla(paquete, parte, datos))
            datos.write("]}")
            yield hechos
        datos.write("\n}}\n")
        datos.seek(0)
        with entrada(paquete, "datos.json") as json_final:
            for trozo in iter(lambda: datos.read(TROZO), ""):
                json_final.write(trozo.encode())
    if contenido.servidor:
        _legajo(paquete, contenido)
        informe.con_legajo = True
    hechos += 1
    yield hechos
    for nombre, ruta in contenido.archivos.items():
        (informe.archivos if _archivo(paquete, nombre, ruta) else informe.perdidos).append(ruta)
        hechos += 1
        yield hechos


def _cabeza(contenido: Contenido) -> str:
    """The beginning of datos.json, up to its parts."""
    usuario = contenido.usuario
    cabeza = {
        "esquema": ESQUEMA,
        "generado_en": timezone.localtime().isoformat(timespec="seconds"),
        "titular": {"documento": usuario.documento, "nombre": usuario.nombre},
    }
    return json.dumps(cabeza, ensure_ascii=False)[:-1] + ', "partes": {\n'


def _nombrada(parte: Parte) -> str:
    """The beginning of a part of datos.json, up to its rows."""
    campos = {campo.clave: campo.titulo for campo in parte.campos}
    cabeza = {"titulo": parte.titulo, "campos": campos}
    return (
        f"{json.dumps(parte.nombre)}: {json.dumps(cabeza, ensure_ascii=False)[:-1]}"
        + ', "filas": [\n'
    )


def _tabla(paquete: ZipFile, parte: Parte, datos: TextIO) -> int:
    """Write the rows of a part to its CSV and to datos.json; no CSV for none. How many."""
    filas = parte.filas()
    primera = next(filas, None)
    if primera is None:
        return 0
    with (
        entrada(paquete, f"csv/{parte.nombre}.csv") as salida,
        io.TextIOWrapper(salida, encoding="utf-8-sig", newline="") as en_csv,
    ):
        return exportacion.escribir(parte, chain([primera], filas), en_csv=en_csv, en_json=datos)


def _legajo(paquete: ZipFile, contenido: Contenido) -> None:
    servidor = contenido.servidor
    assert servidor is not None  # noqa: S101 -- for the types
    octetos = pdf.render(
        "pdf/copia_legajo.html", {"contenido": legajo.copia.contenido(servidor)}, segundos=SEGUNDOS
    )
    with entrada(paquete, "legajo.pdf", ZIP_STORED) as salida:
        salida.write(octetos)


def _archivo(paquete: ZipFile, nombre: str, ruta: str) -> bool:
    """Copy a stored file; False when the store no longer has it."""
    try:
        guardado = default_storage.open(nombre, "rb")
    except FileNotFoundError:
        return False
    with guardado, entrada(paquete, ruta, ZIP_STORED) as salida:
        shutil.copyfileobj(guardado, salida, TROZO)
    return True
