"""Error pages in the portal's layout."""

import sys

from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

ESPERE = 10
"""Seconds after which a database that was busy may be asked again."""


def incorrecto(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400. Drawn without the request: what is wrong with it may be what the layout asks for."""
    motivo = str(exception) if isinstance(exception, BadRequest) else ""
    return HttpResponseBadRequest(render_to_string("400.html", {"motivo": motivo}))


def prohibido(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the sentence of the PermissionDenied."""
    return render(request, "403.html", {"exception": str(exception or "")}, status=403)


def no_encontrado(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; what does not exist and what is not yours look the same."""
    return render(request, "404.html", status=404)


def error_interno(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database did not answer in time: it may the next time.

    Drawn without the request: session or database may be what failed.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(
            render_to_string("503.html", {"ocupado": True}),
            status=503, headers={"Retry-After": str(ESPERE)},
        )  # fmt: skip
    return HttpResponseServerError(render_to_string("500.html"))


def demasiado_grande(request: HttpRequest, tope: int) -> HttpResponse:
    """413, drawn without the body that it refuses."""
    megas = max(1, tope // 1024 // 1024)
    return HttpResponse(render_to_string("413.html", {"megas": megas}), status=413)


def sin_longitud(request: HttpRequest) -> HttpResponse:
    """411: whoever sends says beforehand how much; browsers do."""
    return HttpResponse(render_to_string("413.html", {"megas": 0}), status=411)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form sent without a valid CSRF token."""
    return render(request, "403_csrf.html", status=403)
