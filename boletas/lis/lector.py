"""Read a `.lis` file slip by slip, in flat memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from boletas.lis.hoja import Hoja, HojaMala


def es_lis(comienzo: bytes) -> bool:
    """Whether a file that begins so is a `.lis`; told by its content, never by its name."""
    raise NotImplementedError


def leer(archivo: BinaryIO) -> Iterator[Hoja | HojaMala]:
    """Yield each slip in order; their `original` together are the file. Raises on no bytes."""
    raise NotImplementedError
