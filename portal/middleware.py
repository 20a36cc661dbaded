"""Headers that every answer wears, and input that no view should meet."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

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


class EntradaLimpiaMiddleware:
    """Answer 400 to NUL, lone surrogates and invalid UTF-8 in address, query or form.

    PostgreSQL refuses NUL in text and psycopg raises for surrogates: without this
    gate both are a 500 (SECURITY, «Further»).
    """

    def __init__(self, get_response: Respuesta) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the address and the query; raise BadRequest."""
        for crudo in (request.META.get("PATH_INFO", ""), request.META.get("QUERY_STRING", "")):
            _exigir_limpio(crudo)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Look at the form that was sent; raise BadRequest."""
        if request.method == "POST":
            for clave, valores in request.POST.lists():
                for texto in (clave, *valores):
                    if not _es_limpio(texto):
                        raise BadRequest("El formulario contiene caracteres que no se admiten.")


def _exigir_limpio(crudo: str) -> None:
    octetos = unquote_to_bytes(crudo.encode("latin-1", "replace") if crudo.isascii() else crudo)
    try:
        limpio = _es_limpio(octetos.decode())
    except UnicodeDecodeError:
        limpio = False
    if not limpio:
        raise BadRequest("La dirección contiene caracteres que no se admiten.")


def _es_limpio(texto: str) -> bool:
    """Whether PostgreSQL can hold it: no NUL, no lone surrogate, no mark of a failed decoding."""
    return not any(c in "\x00\ufffd" or "\ud800" <= c <= "\udfff" for c in texto)
