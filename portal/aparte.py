"""Work on strangers' files in a process of its own, bounded, that may die of it: we do not.

The process is a module of ours that knows no Django; it gets bytes, gives bytes, and has no
key, no address of a database and no right to write a file.
"""

import contextlib
import logging
import os
import resource
import subprocess
import sys
from pathlib import Path

registro = logging.getLogger(__name__)

RAIZ = Path(__file__).resolve().parent.parent
VARIABLES = ("PATH", "LANG", "PYTHONPATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""All that the process gets of our environment."""
MEMORIA = 1024**3


class Fallo(Exception):
    """The process ended badly; `por_limite` when it was a limit of time or memory."""

    def __init__(self, *, por_limite: bool) -> None:
        super().__init__("límite" if por_limite else "error")
        self.por_limite = por_limite


def correr(modulo: str, *argumentos: str, entrada: bytes, segundos: int) -> bytes:
    """Run `python -m modulo` over `entrada`; return what it printed. Raises Fallo."""
    try:
        hecho = subprocess.run(  # noqa: S603 -- our own module, and no word of the person
            [sys.executable, "-m", modulo, *argumentos],
            input=entrada,
            capture_output=True,
            timeout=segundos,
            check=False,
            cwd=RAIZ,
            env={v: os.environ[v] for v in VARIABLES if v in os.environ},
        )
    except subprocess.TimeoutExpired as error:
        raise Fallo(por_limite=True) from error
    if hecho.returncode < 0:  # a limit of the system ended it
        raise Fallo(por_limite=True)
    if hecho.returncode:
        registro.error("%s falló: %s", modulo, hecho.stderr[-2000:].decode(errors="replace"))
        raise Fallo(por_limite=False)
    return hecho.stdout


def acotar(segundos: int, memoria: int = MEMORIA) -> None:
    """Bound this process: seconds of processor, bytes of memory; no file, no dump."""
    limites = (
        (resource.RLIMIT_CPU, segundos),
        (resource.RLIMIT_AS, memoria),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for limite, valor in limites:
        with contextlib.suppress(ValueError, OSError):  # not every system has each
            resource.setrlimit(limite, (valor, valor))
