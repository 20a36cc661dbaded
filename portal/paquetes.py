"""A ZIP written piece by piece: nothing of it is whole in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone


@contextmanager
def entrada(paquete: ZipFile, ruta: str, como: int = ZIP_DEFLATED) -> Iterator[IO[bytes]]:
    """A file of the ZIP, to be written in pieces, dated now; for its owner alone to read."""
    ficha = ZipInfo(ruta, timezone.localtime().timetuple()[:6])
    ficha.compress_type = como
    ficha.external_attr = 0o600 << 16
    with paquete.open(ficha, "w", force_zip64=True) as salida:
        yield salida
