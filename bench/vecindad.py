"""Goals 17 and 18: pages while PDFs are drawn beside them, and what a web worker weighs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import formas
from bench.medida import Serie, celda
from bench.metas import SECCION, Banco, Fila, techo
from bench.personas import sesion_de
from portal.dibujo import Encargo
from portal.pdf import Dibujante

PEDIDOS = 400
FILAS = 80
HOJA = (
    '<!doctype html><html lang="es-PE"><head><meta charset="utf-8"><title>Hoja</title>'
    '<meta name="author" content="UGEL"></head><body><table class="tabla"><tbody>'
    + "<tr><td>Curso</td><td>Instituto sintético</td><td>240 horas</td></tr>" * FILAS
    + "</tbody></table></body></html>"
)


def pagina_con_pdf(banco: Banco) -> Iterator[Fila]:
    """Goal 17: the p99 of a section alone, and while a process draws without a pause."""
    pedir = banco.programa(SECCION, sesion_de(formas.CON_CAPACITACIONES))
    sola, acompanada = Serie(), Serie()
    for _ in range(banco.rondas):
        sola.demoras += celda([pedir] * PEDIDOS, banco.cpu).demoras
        with _dibujando() as hechos:
            acompanada.demoras += celda([pedir] * PEDIDOS, banco.cpu).demoras
    yield Fila("-", "PDFs drawn in the last round", str(hechos[0]), "", None)
    cociente = acompanada.percentil(0.99) / sola.percentil(0.99)
    yield techo("17", "section: p99 with a PDF process at nice 15 / alone", cociente, 2)
    medio = acompanada.percentil(0.5) / sola.percentil(0.5)
    yield Fila("-", "section: p50 with a PDF process / alone", f"{medio:.2f} x", "", None)


@contextmanager
def _dibujando() -> Iterator[list[int]]:
    """Draw one sheet after the other meanwhile; tells how many."""
    dibujante, fin, hechos = Dibujante(), threading.Event(), [0]

    def dibujar() -> None:
        while not fin.is_set():
            dibujante.dibujar(Encargo(HOJA), 30)
            hechos[0] += 1

    dibujante.dibujar(Encargo(HOJA), 30)
    hilo = threading.Thread(target=dibujar)
    hilo.start()
    try:
        yield hechos
    finally:
        fin.set()
        hilo.join()
        dibujante.terminar()


def memoria(banco: Banco) -> Iterator[Fila]:
    """Goal 18: resident memory of the heaviest web worker after pages and a PDF."""
    sesion = sesion_de(formas.CON_BOLETAS)
    for ruta in (SECCION, "/boletas/", "/hoja-de-vida/"):
        banco.programa(ruta, sesion)()
    pesos = [_megas(pid) for pid in _hijos(banco.cpu.servidor)]
    yield techo("18", "web worker: resident memory", max(pesos), 60, "MB")


def _hijos(pid: int) -> list[int]:
    tareas = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(hijo) for hijo in tareas.split()]


def _megas(pid: int) -> float:
    estado = Path(f"/proc/{pid}/status").read_text()
    (linea,) = [fila for fila in estado.splitlines() if fila.startswith("VmRSS")]
    return int(linea.split()[1]) / 1024
