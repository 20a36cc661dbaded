"""Whose legajo a page shows: the one of the account that is in, and nobody else's."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from legajo.consultas import servidor_de

SIN_VINCULO = (
    "Hoy no tiene un vínculo laboral vigente: puede consultar todo lo que se generó mientras "
    "trabajó, pero no pedir cambios en su legajo."
)


def con_legajo(vista: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the servidor of the account; who has no legajo gets a page that says so."""

    @wraps(vista)
    def envuelta(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        servidor = servidor_de(request.user)
        if servidor is None:
            return render(request, "legajo/sin_legajo.html")
        return vista(request, servidor, *args, **kwargs)

    return envuelta


def exigir_vinculo(servidor: Any) -> None:
    """Raise PermissionDenied, with the reason, for who has no current vínculo."""
    if not servidor.vigente:
        raise PermissionDenied(SIN_VINCULO)
