"""The trial of a batch: a few of its documents, drawn and thrown away, tell pages and time."""

from __future__ import annotations

import logging
import time
from statistics import fmean

import pypdfium2
from django.db.models import Count
from django_tasks import task

from legajo.emision.emitir import vista_previa
from legajo.lotes.filas import SEGUNDOS, pedido_de
from legajo.models import Documento, Lote
from portal.pdf import PdfNoDisponible

registro = logging.getLogger(__name__)

CUANTAS = 4
NO_SE_PUDO = "No se pudo hacer la prueba. Puede emitir: cada fila dirá si se pudo."


@task()
def probar(lote_id: int) -> None:
    """Draw documents from the beginning to the end of the list; keep what they took."""
    lote = Lote.objects.select_related("pedido_por", "unidad").get(pk=lote_id)
    if lote.estado != Lote.Estado.PREPARADO or lote.paginas is not None:
        return
    estos = Lote.objects.filter(pk=lote_id)
    try:
        medidas = [_medir(lote, servidor) for servidor in _elegidos(lote)]
    except PdfNoDisponible as error:
        estos.update(reparo=str(error)[:300])
        return
    except Exception:  # a fault of ours in one file: its row will say so
        registro.exception("no se pudo probar el lote %s", lote_id)
        estos.update(reparo=NO_SE_PUDO)
        return
    tibias = medidas[1:] or medidas  # the first starts the process that draws
    estos.update(paginas=fmean(p for p, _ in medidas), segundos=fmean(s for _, s in tibias))


def _elegidos(lote: Lote) -> list[int]:
    """Evenly through the list, whose order says nothing of the size of a file."""
    total = lote.filas.aggregate(n=Count("pk"))["n"]
    lugares = {round(i * (total - 1) / (CUANTAS - 1)) + 1 for i in range(CUANTAS)}
    filas = lote.filas.filter(orden__in=lugares).order_by("orden")
    return list(filas.values_list("servidor", flat=True))


def _medir(lote: Lote, servidor_pk: int) -> tuple[int, float]:
    """Pages, and seconds from the file of the servidor to the PDF; nothing is kept."""
    empezo = time.perf_counter()
    clase, pedido = Documento.Clase(lote.clase), pedido_de(lote)
    octetos = vista_previa(servidor_pk, clase, pedido, lote.pedido_por, SEGUNDOS)
    return len(pypdfium2.PdfDocument(octetos)), time.perf_counter() - empezo
