"""The results of a list: a table for the page, and the same as CSV without a second look."""

import csv
import io
from collections.abc import Iterator

from django.core import signing

from accounts.pausas import en_palabras
from legajo.tablas import Fila, Tabla
from legajo.verificacion.comprobar import Comprobado
from legajo.verificacion.formularios import Linea
from portal.tablas_csv import neutra

COLUMNAS = ("Línea", "Código", "Documento", "Emisión", "Titular", "Estado")
SAL = "legajo.verificacion.lista"
DURA = 3600  # seconds: what was seen, not what holds later
Hechas = list[tuple[Linea, Comprobado | None]]


def tabla(hechas: Hechas) -> Tabla:
    """A row a line; the state as a chip where there is a document, else in words."""
    filas = [_fila(*hecha) for hecha in hechas]
    return Tabla("Resultado de la lista", COLUMNAS, filas, "La lista no tiene líneas.")


def sellada(filas: Tabla) -> str:
    """The rows, signed: what comes back to be written as CSV is what was looked up."""
    return signing.dumps([list(_textos(fila)) for fila in filas.filas], salt=SAL, compress=True)


def como_csv(sello: str) -> str:
    """The rows as CSV, no cell a formula. Raises signing.BadSignature."""
    filas = signing.loads(sello, salt=SAL, max_age=DURA)
    texto = io.StringIO()
    csv.writer(texto).writerows([neutra(celda) for celda in fila] for fila in (COLUMNAS, *filas))
    return texto.getvalue()


def _textos(fila: Fila) -> Iterator[str]:
    *celdas, ultima = fila.celdas
    yield from celdas
    yield fila.estado["texto"] if fila.estado else ultima


def _fila(linea: Linea, hecho: Comprobado | None) -> Fila:
    codigo = linea.par[0] if linea.par else ""
    if hecho is None:
        return Fila((str(linea.numero), codigo, "", "", "", linea.falla))
    if hecho.espera:
        espere = f"No revisada: espere {en_palabras(hecho.espera)}"
        return Fila((str(linea.numero), codigo, "", "", "", espere))
    if hecho.documento is None:
        return Fila((str(linea.numero), codigo, "", "", "", "No se encontró"))
    d = hecho.documento
    celdas = (str(linea.numero), codigo, d.nombre, d.emitido, d.iniciales, "")
    return Fila(celdas, estado={"texto": d.estado, "tono": d.tono})
