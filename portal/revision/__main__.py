"""The process that looks inside one file: bounded first, then fed."""

import json
import logging
import sys
from io import BytesIO
from zipfile import is_zipfile

from portal.aparte import acotar
from portal.revision import Razon, Rechazo

SEGUNDOS = 10  # of processor
CABEZA = 1024  # where readers of HTML or PDF look for a beginning
AJENOS = (b"<html", b"<!doctype", b"<script", b"<svg", b"<?php")


def main() -> None:
    """Answer what was found, or the reason of the refusal; anything a parser raises is one."""
    clase, max_paginas = sys.argv[1], int(sys.argv[2])
    logging.disable()
    acotar(SEGUNDOS)
    try:
        respuesta: dict[str, object] = {
            "paginas": revisar(sys.stdin.buffer.read(), clase, max_paginas)
        }
    except Rechazo as rechazo:
        respuesta = {"razon": rechazo.razon}
    except (MemoryError, RecursionError):
        respuesta = {"razon": Razon.BOMBA}
    except ImportError:
        raise
    except Exception:
        respuesta = {"razon": Razon.DANADO}
    sys.stdout.write(json.dumps(respuesta))


def revisar(octetos: bytes, clase: str, max_paginas: int) -> int:
    """Number of pages of a good file (1 for an image). Raises Rechazo, or what the parser does."""
    exigir_uno_solo(octetos, clase)
    if clase == "pdf":
        from portal.revision import documento

        return documento.paginas(octetos, max_paginas)
    from portal.revision import imagen

    imagen.exigir_legible(octetos, clase)
    return 1


def exigir_uno_solo(octetos: bytes, clase: str) -> None:
    """Refuse a file that another program would take for a web page, a PDF or a ZIP."""
    cabeza = octetos[:CABEZA].lower()
    ajenos = AJENOS if clase == "pdf" else (*AJENOS, b"%pdf-")
    if any(a in cabeza for a in ajenos) or is_zipfile(BytesIO(octetos)):
        raise Rechazo(Razon.MEZCLADO)


if __name__ == "__main__":
    main()
