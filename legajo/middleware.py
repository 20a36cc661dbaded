"""Whom the pages of the staff show: gathered during a request, written before it is answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from legajo.accesos import AccesosDePeticion, FaltaMotivo

ACOTAN = re.compile(r"q|servidor(?!__unidad).*")
"""What, in the address of a list, may narrow it to the records of one person."""


class AccesosMiddleware:
    """Writes the log; without it there is no page: what cannot be written down is not shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and write whom the answer shows; a refusal or a redirect shows nobody."""
        accesos = AccesosDePeticion(
            request.user,
            request.session,
            pregunta=request.method in ("GET", "HEAD"),
            acotada=any(map(ACOTAN.fullmatch, request.GET)),
        )
        request.accesos = accesos  # type: ignore[attr-defined]  # read by accounts.mostrado
        response = self.get_response(request)
        if response.status_code < 300 or response.status_code == HTTPStatus.NOT_MODIFIED:
            accesos.guardar()
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Ask for the reason, and come back."""
        if not isinstance(error, FaltaMotivo):
            return None
        url = reverse("admin:legajo_acceso_motivo", args=[error.servidor])
        return HttpResponseRedirect(f"{url}?{urlencode({'next': request.get_full_path()})}")
