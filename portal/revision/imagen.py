"""JPG and PNG: no more pixels than a scan has, and every one of them there."""

import warnings
from io import BytesIO

from PIL import Image

from portal.revision import Razon, Rechazo

PIXELES = 80_000_000  # an A3 at 600 dots per inch has 70
FORMATOS = {"jpg": "JPEG", "png": "PNG"}


def exigir_legible(octetos: bytes, clase: str) -> None:
    """Read the image whole. Raises Rechazo for too many pixels; Pillow's errors for the rest."""
    Image.MAX_IMAGE_PIXELS = PIXELES
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    formatos = [FORMATOS[clase]]
    try:
        with Image.open(BytesIO(octetos), formats=formatos) as imagen:
            imagen.verify()
        with Image.open(BytesIO(octetos), formats=formatos) as imagen:
            imagen.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Rechazo(Razon.BOMBA) from error
