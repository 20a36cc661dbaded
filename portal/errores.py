"""Error pages in the portal's layout."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


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
    """500. Drawn without the request: session or database may be what failed."""
    return HttpResponseServerError(render_to_string("500.html"))


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form sent without a valid CSRF token."""
    return render(request, "403_csrf.html", status=403)
