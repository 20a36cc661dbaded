"""The reduced service of a payday: sessions that are open read, and nothing else is done.

One middleware, by method and by name of the address, before session and database are asked:
a refusal costs a page of text.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

LECTURA = ("GET", "HEAD", "OPTIONS")
ENTRAR = (
    "ingresar", "generar_contrasena", "contrasena_enviada", "usar_codigo", "nueva_contrasena",
    "captcha-image", "captcha-audio", "captcha-refresh",
)  # fmt: skip
"""What leads to a session that is not open yet."""
SALIR = "salir"
"""Ending one's session is never refused: whoever sits at a shared computer must be able to."""
DIBUJAN = ("solicitudes:cargo", "solicitudes:fut", "solicitudes:queja")
"""Reading that draws a paper. Those of boletas hand out what is stored, and say so."""
ESCRIBEN = ("boletas:historial", "mis_datos:descargar")
"""Reading that leaves an event written."""
RATO = "300"
"""Seconds after which one may try again."""


class DegradadoMiddleware:
    """Answers 503, with a sentence, to whatever is not reading."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.MODO_DEGRADADO:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse."""
        nombre = _nombre(request.path_info)
        if nombre in ENTRAR:
            return _negativa("entrar")
        if request.method not in LECTURA and nombre != SALIR:
            return _negativa("guardar")
        if nombre in (*DIBUJAN, *ESCRIBEN):
            return _negativa("guardar")
        return self.get_response(request)


def _nombre(camino: str) -> str:
    try:
        return resolve(camino).view_name
    except Resolver404:
        return ""


def _negativa(que: str) -> HttpResponse:
    texto = render_to_string("503.html", {"reducido": que})
    return HttpResponse(texto, status=503, headers={"Retry-After": RATO})
