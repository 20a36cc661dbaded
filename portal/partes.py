"""The heads of the parts of a form with files, looked at as they pass by."""

from __future__ import annotations

from collections.abc import Callable
from io import IOBase
from typing import Any

CABEZA_MAXIMA = 16 * 1024
"""Bytes after which Django refuses a head by itself."""


class Cabezas(IOBase):
    """A body that is handed on as it is, once `mirar` has seen the head of each part.

    Django drops a part whose head is no UTF-8, and what cannot be printed in the name of a
    file, without a word.
    """

    def __init__(self, cuerpo: Any, frontera: str, mirar: Callable[[bytes], None]) -> None:
        self._cuerpo, self._mirar = cuerpo, mirar
        self._marca = b"--" + frontera.encode("ascii", "replace")
        self._visto = b""

    def read(self, *cuanto: int) -> bytes:
        """The next bytes."""
        return self._pasar(self._cuerpo.read(*cuanto))

    def readline(self, *cuanto: int) -> bytes:  # type: ignore[override]  # of a body, by size
        """The next line."""
        return self._pasar(self._cuerpo.readline(*cuanto))

    def _pasar(self, octetos: bytes) -> bytes:
        visto, desde = self._visto + octetos, 0
        while (marca := visto.find(self._marca, desde)) >= 0:
            inicio = marca + len(self._marca)
            fin = visto.find(b"\r\n\r\n", inicio)
            if fin < 0 and len(visto) - inicio < CABEZA_MAXIMA:
                self._visto = visto[marca:]
                return octetos
            self._mirar(visto[inicio : fin if fin >= 0 else inicio + CABEZA_MAXIMA])
            desde = fin if fin >= 0 else len(visto)
        self._visto = visto[max(desde, len(visto) - len(self._marca)) :]
        return octetos
