"""The system libraries and the fonts of the PDF, also where Pango was unpacked without root."""

import ctypes
import os
import sys
from functools import cache
from pathlib import Path

FUENTES = Path(__file__).resolve().parent.parent / "deploy" / "fonts.conf"
DESEMPAQUETADO = Path(sys.prefix) / "pango"  # bin/demo and bin/test put it there


@cache
def preparar() -> None:
    """Make `import weasyprint` safe: without any fontconfig file it would end the process."""
    os.environ.setdefault("FONTCONFIG_FILE", str(FUENTES))
    pendientes = sorted(DESEMPAQUETADO.glob("**/lib*.so.*"))
    while pendientes:  # each pass loads those whose own libraries are there by now
        quedan = [ruta for ruta in pendientes if not _cargar(ruta)]
        if len(quedan) == len(pendientes):
            return
        pendientes = quedan


def _cargar(ruta: Path) -> bool:
    try:
        ctypes.CDLL(str(ruta), mode=ctypes.RTLD_GLOBAL)
    except OSError:
        return False
    return True
