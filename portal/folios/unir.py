"""Several PDF and photos as one PDF: photos upright, each on an A4 page, without their EXIF."""

from io import BytesIO

from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter

from portal.folios import Parte

ANCHO, ALTO = 8.27, 11.69  # inches of an A4
LADO = 2340  # pixels of the long side: 200 dots per inch
CALIDAD = 80


def unir(partes: list[Parte]) -> bytes:
    """One PDF of all parts, (class, bytes), in their order."""
    junto = PdfWriter()
    for clase, octetos in partes:
        pdf = octetos if clase == "pdf" else _de_imagen(octetos)
        junto.append(PdfReader(BytesIO(pdf)), import_outline=False)
    salida = BytesIO()
    junto.write(salida)
    return salida.getvalue()


def _de_imagen(octetos: bytes) -> bytes:
    """A page with the photo as it was held: a telephone notes the turn, and readers forget it."""
    with Image.open(BytesIO(octetos)) as abierta:
        imagen = _sobre_blanco(ImageOps.exif_transpose(abierta))
    imagen.thumbnail((LADO, LADO))
    ancho, alto = imagen.size
    hoja = (ANCHO, ALTO) if alto >= ancho else (ALTO, ANCHO)
    salida = BytesIO()
    resolucion = max(ancho / hoja[0], alto / hoja[1])
    imagen.save(salida, "PDF", resolution=resolucion, quality=CALIDAD)
    return salida.getvalue()


def _sobre_blanco(imagen: Image.Image) -> Image.Image:
    """Without transparency, which a JPEG does not have."""
    if "A" not in imagen.getbands() and "transparency" not in imagen.info:
        return imagen.convert("RGB")
    con_alfa = imagen.convert("RGBA")
    blanco = Image.new("RGB", con_alfa.size, "white")
    blanco.paste(con_alfa, mask=con_alfa.getchannel("A"))
    return blanco
