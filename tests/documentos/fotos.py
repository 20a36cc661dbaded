"""Takes the pictures of the papers in docs; run by hand: `bin/test tests/documentos/fotos.py`."""

import pypdfium2
import pytest
from django.core.management import call_command
from django.utils.timezone import localdate
from PIL import Image

from legajo.emision.clases import EMISIBLES
from legajo.models import Servidor
from portal.demo.elenco import POR_CLAVE
from tests.despliegue.apoyo import RAIZ
from tests.documentos.apoyo import emitido, octetos_de

DESTINO = RAIZ / "docs" / "imagenes"
ESCALA, COLORES, AIRE, PAGINAS = 0.85, 16, 12, 2


@pytest.mark.django_db
def test_photograph_the_papers(settings):
    settings.PORTAL_DEMO = True
    call_command("demo", verbosity=0)
    docente = Servidor.objects.get(documento=POR_CLAVE["docente"].documento)
    for clase in EMISIBLES:
        al = localdate() if clase == "copia_a_fecha" else None
        guardar(octetos_de(emitido(docente, clase, al=al)), f"documento-{clase}")


def guardar(octetos: bytes, nombre: str) -> None:
    """The first pages side by side, with few colours and few bytes."""
    pdf = pypdfium2.PdfDocument(octetos)
    paginas = [pdf[i].render(scale=ESCALA).to_pil() for i in range(min(PAGINAS, len(pdf)))]
    ancho, alto = paginas[0].size
    hoja = Image.new("RGB", (PAGINAS * (ancho + AIRE) + AIRE, alto + 2 * AIRE), "#888")
    for i, pagina in enumerate(paginas):
        hoja.paste(pagina, (AIRE + i * (ancho + AIRE), AIRE))
    ruta = DESTINO / f"{nombre}.png"
    hoja.quantize(COLORES).save(ruta, optimize=True)
    assert ruta.stat().st_size < 120_000, ruta.stat().st_size
