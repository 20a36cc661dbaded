"""What a document may ask of the process that draws it: bounded, alone, and cut off."""

import os
import signal
import threading
import time
from io import BytesIO

import psutil
import pytest
from pypdf import PdfReader

from portal import pdf
from portal.dibujo import Adjunto, Encargo

HOJA = """<!doctype html><html lang="es-PE"><head><meta charset="utf-8"><title>Prueba</title>
<meta name="author" content="UGEL"></head><body>{}</body></html>"""


@pytest.fixture
def dibujante():
    suyo = pdf.Dibujante()
    yield suyo
    suyo.terminar()


def texto_de(octetos: bytes) -> str:
    return "".join(p.extract_text() for p in PdfReader(BytesIO(octetos)).pages)


@pytest.mark.parametrize(
    "cuerpo",
    [
        "<table><tr><td colspan=10000000>x</td></tr></table>",
        "<div>" * 500 + "x" + "</div>" * 500,
        "<table>" + "<tr><td>x</td><td>y</td><td>z</td></tr>" * 10_000 + "</table>",
    ],
    ids=["colspan", "nested", "rows"],
)
def test_a_gigantic_document_ends_in_a_sentence_and_the_next_one_is_drawn(dibujante, cuerpo):
    comienzo = time.monotonic()
    with pytest.raises(pdf.PdfNoDisponible, match="demasiado grande"):
        dibujante.dibujar(Encargo(HOJA.format(cuerpo)), 5)
    assert time.monotonic() - comienzo < 10
    assert "Ñandú" in texto_de(dibujante.dibujar(Encargo(HOJA.format("<p>Ñandú</p>")), 30))


def test_its_memory_is_bounded(dibujante):
    dibujante.dibujar(Encargo(HOJA.format("x")), 30)
    proceso = psutil.Process(dibujante.proceso.pid)
    assert proceso.rlimit(psutil.RLIMIT_AS)[0] == 1024**3


def test_it_knows_no_secret_of_ours(dibujante, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "no se hereda")
    dibujante.dibujar(Encargo(HOJA.format("x")), 30)
    entorno = psutil.Process(dibujante.proceso.pid).environ()
    assert not {"SECRET_KEY", "DATABASE_URL", "DATABASE_OWNER_URL"} & entorno.keys()


def test_pages_come_first(dibujante, settings):
    settings.PDF_PRIORIDAD = 15
    dibujante.dibujar(Encargo(HOJA.format("x")), 30)
    assert psutil.Process(dibujante.proceso.pid).nice() >= 15


def test_one_that_was_killed_gives_way_to_another(dibujante):
    dibujante.dibujar(Encargo(HOJA.format("x")), 30)
    os.kill(dibujante.proceso.pid, signal.SIGKILL)
    assert "otra vez" in texto_de(dibujante.dibujar(Encargo(HOJA.format("otra vez")), 30))


def test_it_ends_with_who_started_it(dibujante):
    dibujante.dibujar(Encargo(HOJA.format("x")), 30)
    proceso = dibujante.proceso
    dibujante.canal.close()
    assert proceso.wait(timeout=10) == 0


def test_several_threads_get_each_his_own(dibujante):
    hechos: dict[int, str] = {}

    def pedir(n: int) -> None:
        hechos[n] = texto_de(dibujante.dibujar(Encargo(HOJA.format(f"<p>hoja {n}</p>")), 60))

    hilos = [threading.Thread(target=pedir, args=[n]) for n in range(6)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert all(f"hoja {n}" in hechos[n] for n in range(6))


def test_the_same_order_gives_the_same_bytes(dibujante):
    encargo = Encargo(HOJA.format("x"), (Adjunto("a.json", "datos", b"{}", 1.0),), "AAAA")
    assert dibujante.dibujar(encargo, 30) == dibujante.dibujar(encargo, 30)


def test_what_travels_inside_comes_out_as_it_went_in(dibujante):
    adjunto = Adjunto("documento.json", "Los mismos datos", '{"ñ": 1}'.encode(), 1.0)
    lector = PdfReader(BytesIO(dibujante.dibujar(Encargo(HOJA.format("x"), (adjunto,)), 30)))
    assert lector.attachments["documento.json"] == [adjunto.octetos]
