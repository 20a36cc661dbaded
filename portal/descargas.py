"""A large stored file as a download: in pieces, and from where a broken download stopped."""

import logging
import re
from collections.abc import Iterator
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils.http import content_disposition_header

registro = logging.getLogger(__name__)

TROZO = 64 * 1024
DESDE = re.compile(r"bytes=(\d{1,18})-(\d{0,18})$")


def entregar_por_trozos(
    request: HttpRequest, archivo: Any, *, nombre: str, tamano: int, sha256: str, tipo: str
) -> HttpResponseBase:
    """Hand out a stored file, after the caller checked the permission; flat in memory.

    `Range: bytes=n-` is answered with the rest: phones on slow networks begin again often.
    A storage that does not answer is a 503.
    """
    etag = f'"{sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    primero, ultimo = _pedido(request, tamano, etag)
    parcial = (primero, ultimo) != (0, tamano - 1)
    try:
        abierto = archivo.open("rb")
        abierto.seek(primero)
    except Exception:  # each storage fails in its own way
        registro.exception("no se pudo leer un archivo guardado")
        return render(request, "503.html", status=503)
    cabeceras = {
        "Content-Length": str(ultimo - primero + 1),
        "Content-Disposition": content_disposition_header(True, nombre) or "attachment",
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Cache-Control": "no-store",
    }
    if parcial:
        cabeceras["Content-Range"] = f"bytes {primero}-{ultimo}/{tamano}"
    return StreamingHttpResponse(
        _trozos(abierto, ultimo - primero + 1), status=206 if parcial else 200,
        content_type=tipo, headers=cabeceras,
    )  # fmt: skip


def _pedido(request: HttpRequest, tamano: int, etag: str) -> tuple[int, int]:
    """First and last byte that are asked for: all of them unless one good range is."""
    rango = DESDE.match(request.headers.get("Range", ""))
    if rango and request.headers.get("If-Range", etag) == etag:
        primero, ultimo = int(rango[1]), min(int(rango[2] or tamano), tamano - 1)
        if primero <= ultimo:
            return primero, ultimo
    return 0, tamano - 1


def _trozos(abierto: Any, quedan: int) -> Iterator[bytes]:
    with abierto:
        while quedan > 0 and (trozo := abierto.read(min(TROZO, quedan))):
            quedan -= len(trozo)
            yield trozo
