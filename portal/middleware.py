"""Headers that every answer wears, and input that no view should meet."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from portal import errores
from portal.partes import Cabezas

IMPOSIBLE = re.compile(r"[\x00\ufffd\ud800-\udfff]|\d{1000}")
"""NUL, a mark of a failed decoding, a lone surrogate; a number as long as no datum is."""
Respuesta = Callable[[HttpRequest], HttpResponse]

CABECERAS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class CabecerasMiddleware:
    """Isolation headers, and `no-store` wherever a view did not decide otherwise."""

    def __init__(self, get_response: Respuesta) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and dress the answer."""
        response = self.get_response(request)
        for nombre, valor in CABECERAS.items():
            response.headers.setdefault(nombre, valor)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class ComprimeTextoMiddleware(GZipMiddleware):
    """Django's gzip for text alone: a PDF is compressed already, and would lose its strong ETag."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress pages; leave files as they are."""
        if response.headers.get("Content-Type", "").startswith("text/"):
            return super().process_response(request, response)
        return response


class CuerpoAcotadoMiddleware:
    """Refuse, before it is read, a body larger than its address takes, or of unknown length."""

    def __init__(self, get_response: Respuesta) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """411 for a body in pieces, 413 for one that is too large; both with a sentence."""
        largo = request.META.get("CONTENT_LENGTH") or ""
        if not largo and "HTTP_TRANSFER_ENCODING" in request.META:
            return errores.sin_longitud(request)
        cual = request.resolver_match
        tope = _tope(cual.view_name if cual else "")
        if largo.isdecimal() and (len(largo) > 15 or int(largo) > tope):
            return errores.demasiado_grande(request, tope)
        return None


def _tope(nombre: str) -> int:
    """How many bytes the address of this name takes."""
    patrones = settings.CUERPO_MAXIMO_DE
    hallados = (bytes_ for patron, bytes_ in patrones if re.fullmatch(patron, nombre))
    return next(hallados, settings.CUERPO_MAXIMO)


class EntradaLimpiaMiddleware:
    """Answer 400 to NUL, lone surrogates and invalid UTF-8 wherever a request can carry them.

    PostgreSQL refuses NUL in text and psycopg raises for surrogates: without this
    gate both are a 500 (SECURITY, «Further»). A cookie may carry them quoted.
    """

    def __init__(self, get_response: Respuesta) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the address, the query, the headers and the cookies; raise BadRequest."""
        consulta = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
        if not all(_son_limpios(unquote_to_bytes(parte)) for parte in (request.path, consulta)):
            raise BadRequest("La dirección contiene caracteres que no se admiten.")
        if not all(map(_es_cabecera_limpia, _cabeceras(request))):
            raise BadRequest("Una cabecera contiene caracteres que no se admiten.")
        if not all(_es_limpio(texto) for par in request.COOKIES.items() for texto in par):
            raise BadRequest("Una cookie contiene caracteres que no se admiten.")
        parametros = request.content_params or {}
        if not _es_utf8(parametros.get("charset", "utf-8")):
            raise BadRequest("Solo se admite texto en UTF-8.")
        if request.content_type == "multipart/form-data":
            frontera = parametros.get("boundary", "")
            request._stream = Cabezas(request._stream, frontera, _exigir_cabeza)  # type: ignore[assignment]  # read alone
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Look at the form that was sent, its files' names included; raise BadRequest."""
        if request.method == "POST" and not all(map(_es_limpio, _enviado(request))):
            raise BadRequest("El formulario contiene caracteres que no se admiten.")


def _enviado(request: HttpRequest) -> Iterator[str]:
    """Every text of a form: names of fields, values, names of files."""
    try:
        campos, archivos = request.POST, request.FILES
    except UnreadablePostError as cortado:
        raise BadRequest("El envío se cortó antes de terminar.") from cortado
    for clave, valores in campos.lists():
        yield from (clave, *valores)
    for clave, subidos in archivos.lists():
        yield from (clave, *(subido.name or "" for subido in subidos))


def _cabeceras(request: HttpRequest) -> Iterator[str]:
    """What came in each header, as WSGI gives it: octets written as Latin-1."""
    for nombre, valor in request.META.items():
        if nombre.startswith("HTTP_") or nombre == "CONTENT_TYPE":
            yield valor


def _es_cabecera_limpia(crudo: str) -> bool:
    if crudo.isascii():
        return "\x00" not in crudo
    return _son_limpios(crudo.encode("latin-1", "replace"))


def _es_utf8(charset: str) -> bool:
    return charset.strip().lower() in ("utf-8", "utf8", "")


def _exigir_cabeza(octetos: bytes) -> None:
    if not _son_limpios(octetos):
        raise BadRequest("El nombre de un campo o archivo tiene caracteres que no se admiten.")


def _son_limpios(octetos: bytes) -> bool:
    try:
        return _es_limpio(octetos.decode())
    except UnicodeDecodeError:
        return False


def _es_limpio(texto: str) -> bool:
    """Whether PostgreSQL can hold it, and Python read its numbers."""
    return not IMPOSIBLE.search(texto)
