"""The process that draws: orders come in and PDFs go out by one pipe, until it closes."""

import gc
import os
import resource
import sys
from multiprocessing.connection import Connection

from portal import pango
from portal.dibujo import (
    BASURA,
    DOCUMENTOS,
    GRANDE,
    HECHO,
    MALO,
    MEMORIA,
    SIN_USO,
    Encargo,
)


def main() -> None:
    """Draw what is asked for, up to DOCUMENTOS; end for good after what asks for too much."""
    canal = Connection(int(sys.argv[1]))
    os.nice(int(sys.argv[2]))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORIA, MEMORIA))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pango.preparar()
    from portal.dibujo.dibujar import dibujar, preparado

    preparado()
    gc.freeze()  # what stays for good is not looked at again; of a document little is garbage
    gc.set_threshold(BASURA, 20, 50)
    try:
        for _ in range(DOCUMENTOS):
            if not canal.poll(SIN_USO):
                return
            try:
                respuesta = HECHO + dibujar(Encargo(*canal.recv()))
            except (MemoryError, RecursionError):
                canal.send_bytes(GRANDE)
                return
            except (EOFError, OSError):
                raise
            except Exception as error:  # whatever a document makes the library do
                respuesta = MALO + repr(error)[:500].encode(errors="replace")
            canal.send_bytes(respuesta)
    except (EOFError, BrokenPipeError):
        sys.exit()


if __name__ == "__main__":
    main()
