"""Whose legajo a page shows: the one of the account that is in, and nobody else's."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from legajo.consultas import servidor_de
from legajo.estructuras import Seccion, seccion_de
from legajo.models import Servidor

ESTRUCTURA_ELEGIDA = "estructura"
"""Where the session keeps the structure that he switched to."""

SIN_VINCULO = (
    "Hoy no tiene un vínculo laboral vigente: puede consultar todo lo que se generó mientras "
    "trabajó, pero no pedir cambios en su legajo."
)


def con_legajo(vista: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the servidor of the account; who has no legajo gets a page that says so.

    Who has vínculos in both structures sees the one that he chose in this session.
    """

    @wraps(vista)
    def envuelta(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        servidor = servidor_de(request.user)
        if servidor is None:
            return render(request, "legajo/sin_legajo.html")
        elegida = request.session.get(ESTRUCTURA_ELEGIDA)
        if elegida in servidor.estructuras:
            servidor.estructura = elegida
        return vista(request, servidor, *args, **kwargs)

    return envuelta


def seccion_propia(servidor: Servidor, slug: str) -> Seccion | None:
    """The section at an address, in the structure that he looks at or in another of his.

    No slug is in both: his page then follows the structure of that section.
    """
    for estructura in (servidor.estructura, *servidor.estructuras):
        if hallada := seccion_de(estructura, slug):
            servidor.estructura = estructura
            return hallada
    return None


def exigir_vinculo(servidor: Any) -> None:
    """Raise PermissionDenied, with the reason, for who has no current vínculo."""
    if not servidor.vigente:
        raise PermissionDenied(SIN_VINCULO)
