"""Private files: names that nobody guesses, what may be uploaded, and how one is handed out."""

import logging
import uuid
from pathlib import PurePath
from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render
from django.utils.http import content_disposition_header

from portal import sustentos

registro = logging.getLogger(__name__)


def nombre_al_azar(instance: Any, filename: str) -> str:
    """Object key of an upload: random, with the extension; nothing of the person in it."""
    clave = uuid.uuid4().hex
    return f"{instance._meta.model_name}/{clave[:2]}/{clave}{PurePath(filename).suffix.lower()}"


def validar_sustento(archivo: Any) -> None:
    """Accept a new upload that `portal.sustentos` accepts, and note its `paginas` on it.

    A file already stored was accepted then and is not read again. Raises ValidationError
    with a sentence for people.
    """
    if not getattr(archivo, "_committed", False):
        subido = archivo.file if isinstance(archivo, FieldFile) else archivo
        subido.paginas = sustentos.revisar(archivo)


def entregar(
    request: HttpRequest, archivo: Any, *, nombre: str, sha256: str = "", tipo: str = ""
) -> HttpResponseBase:
    """Hand out a stored file as a download, after the caller checked the permission.

    With `sha256` the answer carries it as ETag, and who has that file gets a 304; a browser
    keeps none (`no-store`). A storage that does not answer is a 503.
    """
    etag = f'"{sha256}"' if sha256 else ""
    if etag and request.headers.get("If-None-Match") == etag:
        respuesta: HttpResponseBase = HttpResponseNotModified()
    else:
        try:
            with archivo.open("rb") as abierto:
                octetos = abierto.read()
        except Exception:  # each storage fails in its own way
            registro.exception("no se pudo leer un archivo guardado")
            return render(request, "503.html", status=503)
        respuesta = HttpResponse(octetos, content_type=tipo or "application/octet-stream")
        disposicion = content_disposition_header(True, nombre)
        respuesta.headers["Content-Disposition"] = disposicion or "attachment"
    if etag:
        respuesta.headers["ETag"] = etag
    return respuesta
