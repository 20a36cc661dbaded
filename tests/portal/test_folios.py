"""Papers as folios: one PDF of many files, photos upright, and pages drawn."""

import io
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from PIL import Image
from pypdf import PdfReader

from portal import aparte, sustentos
from tests import subidas

VUELTA = 0x0112  # EXIF: how the telephone was held


def foto(ancho: int, alto: int, vuelta: int = 1) -> bytes:
    """Half black and half white, the black half to the left as stored."""
    imagen = Image.new("RGB", (ancho, alto), "white")
    imagen.paste("black", (0, 0, ancho // 2, alto))
    exif = Image.Exif()
    exif[VUELTA] = vuelta
    exif[0x010E] = "lugar donde vive"
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", exif=exif)
    return salida.getvalue()


def paginas(pdf: bytes) -> list[tuple[float, float]]:
    return [
        (round(float(p.mediabox.width)), round(float(p.mediabox.height)))
        for p in PdfReader(io.BytesIO(pdf)).pages
    ]


def test_files_become_one_pdf_in_their_order():
    junto = sustentos.unir([subidas.pdf(2), foto(300, 400), subidas.imagen("PNG", (400, 300))])
    medidas = paginas(junto)
    assert len(medidas) == 4
    assert medidas[:2] == [(595, 842)] * 2
    ancho, alto = medidas[2]
    assert ancho < alto <= 842
    assert ancho <= 596
    ancho, alto = medidas[3]
    assert alto < ancho <= 842
    assert alto <= 596


def test_a_photo_is_turned_as_it_was_held_and_tells_no_place():
    junto = sustentos.unir([foto(400, 300, vuelta=6)])  # held upright: a quarter to the right
    assert b"lugar donde vive" not in junto
    (medidas, octetos), *_ = sustentos.dibujar(junto, 1, 1)
    assert medidas[1] > medidas[0]
    dibujo = Image.open(io.BytesIO(octetos)).convert("L")
    arriba = dibujo.getpixel((medidas[0] // 2, medidas[1] // 8))
    abajo = dibujo.getpixel((medidas[0] // 2, medidas[1] * 7 // 8))
    assert arriba < 60 < 200 < abajo


def test_what_is_transparent_is_drawn_on_white():
    salida = io.BytesIO()
    Image.new("RGBA", (100, 140), (0, 0, 0, 0)).save(salida, "PNG")
    ((_, octetos),) = sustentos.dibujar(sustentos.unir([salida.getvalue()]), 1, 1)
    assert Image.open(io.BytesIO(octetos)).convert("L").getextrema()[0] > 240


def test_pages_are_drawn_in_pieces():
    pdf = subidas.pdf(5)
    assert len(sustentos.dibujar(pdf, 1, 3)) == 3
    assert len(sustentos.dibujar(pdf, 4, 9)) == 2
    assert sustentos.dibujar(pdf, 6, 9) == []


def test_a_long_strip_is_not_drawn_beyond_measure():
    (medidas, _), *_ = sustentos.dibujar(sustentos.unir([foto(20, 20_000)]), 1, 1)
    assert medidas[0] * medidas[1] <= 1240 * 5000


def test_what_cannot_be_joined_is_said(monkeypatch):
    with pytest.raises(ValidationError, match="no se puede revisar"):
        sustentos.unir([b"%PDF-1.7 nada"])
    monkeypatch.setattr(sustentos, "LARGO", 0.001)
    with pytest.raises(ValidationError, match="demasiado complicado"):
        sustentos.unir([subidas.pdf()])
    with pytest.raises(aparte.Fallo):
        sustentos.dibujar(subidas.pdf(), 1, 1)


def test_the_process_knows_no_django():
    codigo = "import sys, portal.folios.__main__, portal.folios.unir, portal.folios.dibujar;"
    salida = subprocess.check_output(
        [sys.executable, "-c", f"{codigo} print('django' in sys.modules)"], cwd=settings.BASE_DIR
    )
    assert salida.split() == [b"False"]
