"""Papers of the demo: a page that says that it proves nothing, as a scan would be."""

import hashlib
import io

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from portal.demo.azar import Azar
from solicitudes.models import Adjunto, Sustento
from solicitudes.sustentos import preparar

LETRA = settings.BASE_DIR / "static" / "fuentes" / "public-sans-400.woff2"
LINEAS = ("DOCUMENTO FICTICIO", "Demostración de la plataforma.", "No prueba nada de nadie.", "",
          "RESOLUCIÓN DIRECTORAL N° 000000", "Se resuelve: dejar constancia de que", "esto es",
          "un ejemplo.")  # fmt: skip


def papeles(azar: Azar) -> Sustento | None:
    """A sustento of one or two pages, its file stored."""
    return preparar([_adjunto(n) for n in range(1, azar.randint(1, 2) + 1)])


def _adjunto(cara: int) -> Adjunto:
    octetos = _hoja(cara)
    return Adjunto(
        archivo=ContentFile(octetos, f"cara-{cara}.jpg"), nombre=f"cara-{cara}.jpg", paginas=1,
        octetos=len(octetos), sha256=hashlib.sha256(octetos).hexdigest(),
    )  # fmt: skip


def _hoja(cara: int) -> bytes:
    hoja = Image.new("RGB", (827, 1169), "#fdfbf5")
    lapiz = ImageDraw.Draw(hoja)
    lapiz.rectangle((40, 40, 786, 1128), outline="#88807a", width=3)
    letra = ImageFont.truetype(LETRA, 34)
    for lugar, linea in enumerate((*LINEAS, "", f"Cara {cara}")):
        lapiz.text((90, 120 + lugar * 70), linea, fill="#333333", font=letra)
    salida = io.BytesIO()
    hoja.save(salida, "JPEG", quality=75)
    return salida.getvalue()
