"""Pages of a PDF as images, to be read in a browser beside what they prove."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2

ANCHO = 1240  # pixels: an A4 at 150 dots per inch
ALTO_MAXIMO = 5000
CALIDAD = 70


def dibujar(pdf: bytes, desde: int, hasta: int) -> Iterator[tuple[tuple[int, int], bytes]]:
    """((width, height), JPEG) of the pages from `desde` to `hasta`, counted from 1."""
    documento = pypdfium2.PdfDocument(pdf)
    for numero in range(desde - 1, min(hasta, len(documento))):
        pagina = documento[numero]
        ancho, alto = pagina.get_size()
        escala = min(ANCHO / ancho, ALTO_MAXIMO / alto)
        imagen = pagina.render(scale=escala).to_pil().convert("RGB")
        salida = BytesIO()
        imagen.save(salida, "JPEG", quality=CALIDAD, optimize=True)
        pagina.close()
        yield imagen.size, salida.getvalue()
