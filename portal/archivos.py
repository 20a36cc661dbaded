"""Private files: names that nobody guesses, what may be uploaded, and how one is handed out."""

import logging
import uuid
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render
from django.utils.http import content_disposition_header

registro = logging.getLogger(__name__)

FIRMAS = {
    b"%PDF-": (".pdf",),
    b"\xff\xd8\xff": (".jpg", ".jpeg"),
    b"\x89PNG\r\n\x1a\n": (".png",),
}
"""How each kind begins, and the extensions that it may bear."""


def nombre_al_azar(instance: Any, filename: str) -> str:
    """Object key of an upload: random, with the extension; nothing of the person in it."""
    clave = uuid.uuid4().hex
    return f"{instance._meta.model_name}/{clave[:2]}/{clave}{PurePath(filename).suffix.lower()}"


def validar_sustento(archivo: File) -> None:
    """Accept a PDF, JPG or PNG by its content and its extension, up to SUSTENTO_MAX_BYTES.

    A file already stored was accepted then and is not read again. Raises ValidationError
    with a sentence for people.
    """
    if getattr(archivo, "_committed", False):
        return
    if archivo.size > settings.SUSTENTO_MAX_BYTES:
        megas = settings.SUSTENTO_MAX_BYTES // 1024 // 1024
        raise ValidationError(f"El archivo pesa más de {megas} MB. Redúzcalo o divídalo.")
    if archivo.size == 0:
        raise ValidationError("El archivo está vacío.")
    archivo.seek(0)
    comienzo = archivo.read(8)
    archivo.seek(0)
    suyas = next((e for firma, e in FIRMAS.items() if comienzo.startswith(firma)), ())
    if not suyas:
        raise ValidationError("Adjunte un PDF, JPG o PNG: el contenido no es de ese tipo.")
    if PurePath(archivo.name or "").suffix.lower() not in suyas:
        raise ValidationError(f"El contenido es de un archivo {suyas[0]}: nómbrelo así.")


def entregar(
    request: HttpRequest, archivo: Any, *, nombre: str, sha256: str = "", tipo: str = ""
) -> HttpResponseBase:
    """Hand out a stored file as a download, after the caller checked the permission.

    With `sha256` the answer carries it as ETag, and a browser that has it gets a 304. A
    storage that does not answer is a 503.
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
        # kept by the browser for one person, asked again each time: the 304 costs no bytes
        respuesta.headers["Cache-Control"] = "private, no-cache"
    return respuesta
