"""Goals 9 to 11: drawing a hoja de vida against naive WeasyPrint, by rows, by documents, by two.

Naive is what one writes first: the same content and look, `HTML(string).write_pdf()`, tables of
automatic width with collapsed borders, a flexible head, the fonts of the machine, everything
read anew each time.
"""

import gc
import random
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from django.template.loader import render_to_string
from django.utils.timezone import get_current_timezone

from accounts.models import Unidad
from bench.medida import razon
from bench.metas import Banco, Fila, piso, techo
from legajo.estructuras import DIEZ
from legajo.models import Documento
from portal import pango
from portal.dibujo import BASURA, Encargo
from portal.dibujo.dibujar import ARCHIVO, dibujar, preparado
from portal.pdf import Dibujante

TRES_PAGINAS, POCAS, MUCHAS = 34, 68, 531
DOCUMENTOS, TIBIOS, PARES = 150, 20, 12
PACIENCIA = 120
COLUMNAS = ("Tipo", "Institución", "Tema", "Fecha de inicio", "Fecha de fin", "Horas", "Créditos",
            "Sustento")  # fmt: skip
NAIVO = """<style>
@page { size: A4; margin: 16mm 16mm 26mm; @bottom-left { content: element(pie); width: 84% }
        @bottom-right { content: "Página " counter(page) " de " counter(pages) } }
html { font: 9pt/1.4 sans-serif } h3 { background: #eaeaea; border-left: 3px solid #444 }
.membrete { display: flex; justify-content: space-between; border-bottom: 2px solid #111 }
.sello img { width: 26mm } .pie-documento { position: running(pie); font-size: 7.5pt }
table { width: 100%; border-collapse: collapse; font-size: 8pt; line-height: 1.3 }
th, td { border-bottom: 1px solid #8a8a8a; padding: 1mm 1.4mm; text-align: left;
         vertical-align: top; overflow-wrap: anywhere }
thead th { background: #eaeaea } tr { break-inside: avoid }
</style>"""


def dibujo(banco: Banco) -> Iterator[Fila]:
    """Everything about drawing; nothing of it asks the server."""
    pango.preparar()
    preparado()
    yield from _contra_lo_naivo(banco.rondas)
    yield from _una_boleta(banco.rondas)
    yield from _por_fila()
    yield from _memoria()
    yield from _de_a_dos(banco.rondas)


def _contra_lo_naivo(rondas: int) -> Iterator[Fila]:
    from weasyprint import HTML

    nuestro = hoja(TRES_PAGINAS)
    llano = NAIVO + re.sub(r"<colgroup>.*?</colgroup>", "", nuestro)
    series = _rondas(
        {
            "nuestro": lambda: _nuestro(nuestro),
            "naivo": lambda: HTML(string=llano).write_pdf(),
            "igual": lambda: HTML(string=llano).write_pdf(pdf_variant=ARCHIVO),
            "sin estilo": lambda: HTML(string=nuestro).write_pdf(),
        },
        rondas,
    )
    for clave, que, maximo in (
        ("naivo", "hoja de vida of 3 pages / naive WeasyPrint: CPU", 0.70),
        ("igual", "the same / naive of the same pdf_variant: CPU", 0.80),
    ):
        yield techo("9", que, razon(series["nuestro"], series[clave]), maximo)
    cociente = razon(series["nuestro"], series["sin estilo"])
    yield Fila("-", "the same / no style at all, neither tagged nor archival: CPU",
               f"{cociente:.2f} x", "", None)  # fmt: skip


def _una_boleta(rondas: int) -> Iterator[Fila]:
    """Goal 12: a payslip of twelve concepts beside the document of three pages."""
    tres, una = hoja(TRES_PAGINAS), boleta()
    series = _rondas({"tres": lambda: _nuestro(tres), "una": lambda: _nuestro(una)}, rondas)
    cociente = razon(series["una"], series["tres"])
    yield techo("12", "payslip / hoja de vida of 3 pages: CPU", cociente, 0.4)
    yield Fila("-", "bytes of the payslip", f"{len(_nuestro(una)) / 1024:.0f} KB", "", None)


def boleta() -> str:
    """The HTML of a payslip of ten incomes and discounts and one contribution."""
    lados = [
        {"titulo": titulo, "total": "S/ 3,500.70", "vacio": "",
         "lineas": [[f"{n:04}", f"Concepto {n}", "S/ 350.07"] for n in range(cuantas)]}
        for titulo, cuantas in (("Ingresos", 5), ("Descuentos", 6), ("Aportes", 1))
    ]  # fmt: skip
    contenido = {
        "unidad": "UGEL Sintética", "dre": "DRE Sintética", "periodo": "Noviembre 2025",
        "planilla": "ACT/TIT", "publicada": "19/11/2025", "version": 1, "lados": lados,
        "pares": [(f"Dato {n}", "Profesor de educación primaria") for n in range(14)],
        "imponible": "S/ 3,500.70", "liquido": "S/ 3,045.61",
    }  # fmt: skip
    documento = Documento(clase=Documento.Clase.BOLETA, codigo="7KQM-2HXT-R9WA")
    datos = {
        "contenido": contenido,
        "documento": documento,
        "verificacion": "https://x.invalid/?codigo=7KQM",
    }
    return render_to_string("pdf/boleta.html", datos)


def _por_fila() -> Iterator[Fila]:
    pocas, muchas = hoja(POCAS), hoja(MUCHAS)
    series = _rondas({"pocas": lambda: _nuestro(pocas), "muchas": lambda: _nuestro(muchas)}, 3)
    cociente = razon(series["muchas"], series["pocas"]) * POCAS / MUCHAS
    yield techo("10", f"CPU a row, {MUCHAS} rows / {POCAS} rows", cociente, 1.3)


def _memoria() -> Iterator[Fila]:
    dibujante, html = Dibujante(), hoja(TRES_PAGINAS)
    try:
        _varios(dibujante, html, TIBIOS)
        antes = _residente(dibujante)
        _varios(dibujante, html, DOCUMENTOS)
        crecio = (_residente(dibujante) - antes) / 2**20
    finally:
        dibujante.terminar()
    yield techo("10", f"growth of the process in {DOCUMENTOS} documents", crecio, 15, "MB")


def _de_a_dos(rondas: int) -> Iterator[Fila]:
    """Documents a second of two processes over those of one, in turns."""
    html, dibujantes = hoja(TRES_PAGINAS), [Dibujante(), Dibujante()]
    try:
        for dibujante in dibujantes:
            _varios(dibujante, html, 3)
        cocientes = []
        for _ in range(rondas):
            solo = _reloj(lambda: _varios(dibujantes[0], html, PARES))
            with ThreadPoolExecutor(2) as hilos:
                juntos = _reloj(lambda: list(hilos.map(
                    lambda d: _varios(d, html, PARES), dibujantes)))  # fmt: skip
            cocientes.append(2 * solo / juntos)
    finally:
        for dibujante in dibujantes:
            dibujante.terminar()
    yield piso("11", "two PDF processes / one", median(cocientes), 1.8)


def _varios(dibujante: Dibujante, html: str, cuantos: int) -> None:
    for _ in range(cuantos):
        dibujante.dibujar(Encargo(html), PACIENCIA)


def _residente(dibujante: Dibujante) -> int:
    """Bytes of memory that the process holds."""
    pid = dibujante.proceso.pid if dibujante.proceso else 0
    hallado = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(hallado[1]) * 1024 if hallado else 0


def _nuestro(html: str) -> bytes:
    """As the process draws: see portal/dibujo/__main__.py for its garbage."""
    antes = gc.get_threshold()
    gc.set_threshold(BASURA, 20, 50)
    try:
        return dibujar(Encargo(html))
    finally:
        gc.set_threshold(*antes)


def _rondas(programas: dict[str, Callable[[], Any]], cuantas: int) -> dict[str, list[float]]:
    """CPU seconds of each program in each round, shuffled, after one to warm up."""
    azar = random.Random(11)
    series: dict[str, list[float]] = {nombre: [] for nombre in programas}
    for programa in programas.values():
        programa()
    for _ in range(cuantas):
        for nombre in azar.sample(list(programas), len(programas)):
            gc.collect()
            antes = time.process_time()
            programas[nombre]()
            series[nombre].append(time.process_time() - antes)
    return series


def _reloj(tarea: Callable[[], Any]) -> float:
    antes = time.monotonic()
    tarea()
    return time.monotonic() - antes


def hoja(filas: int) -> str:
    """The HTML of a hoja de vida with so many records, spread over its sections."""
    emitido = datetime(2026, 3, 2, 10, 15, tzinfo=get_current_timezone())
    documento = Documento(
        clase=Documento.Clase.HOJA_DE_VIDA, codigo="7KQM-2HXT-R9WA", emitido_en=emitido,
        unidad=Unidad(nombre="UGEL Sintética"), expediente="EXP-2026-000001",
        fecha_expediente=emitido.date(), solicitante="Rosa Quispe Ñahui", vence=emitido.date(),
    )  # fmt: skip
    return render_to_string(
        "pdf/hoja_de_vida.html",
        {
            "documento": documento,
            "contenido": _contenido(filas),
            "verificacion": "http://127.0.0.1/verificar/?codigo=7KQM-2HXT-R9WA",
            "portal_url": "http://127.0.0.1",
        },
    )


def _contenido(filas: int) -> dict[str, Any]:
    por_seccion = -(-filas // len(DIEZ))
    pares = [[f"Rótulo {i}", f"Valor sintético {i}"] for i in range(7)]
    return {
        "unidad": "UGEL Sintética", "dre": "DRE Sintética", "emitido_por": "Responsable Sintética",
        "emitido_en": "02/03/2026 10:15", "datos_personales": pares, "situacion": pares,
        "secciones": [
            {
                "numero": seccion.numero,
                "titulo": seccion.titulo,
                "tablas": [_tabla(n * por_seccion, min(por_seccion, filas - n * por_seccion))],
            }
            for n, seccion in enumerate(DIEZ)
        ],
    }  # fmt: skip


def _tabla(desde: int, cuantas: int) -> dict[str, Any]:
    filas = [
        ["Curso", "Instituto de Educación Superior Pedagógico Público Sintético",
         f"Actualización docente en lectura y escritura N° {i}", "01/03/2015", "30/06/2015",
         "120", "4.00", f"RD N° {i:06}-2015-UGEL SINTÉTICA del 12/07/2015 (3 folios)"]
        for i in range(desde, desde + cuantas)
    ]  # fmt: skip
    return {"titulo": "Registros", "columnas": COLUMNAS, "filas": filas, "vacio": "No registra."}
