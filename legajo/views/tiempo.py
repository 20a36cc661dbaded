"""The page of the servidor's own time of service."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from legajo.acceso import con_legajo
from legajo.models import Servidor
from legajo.tiempo.pagina import contexto


@require_safe
@con_legajo
def tiempo(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """His time of service today, or at the date that he asks, line by line."""
    return render(request, "legajo/tiempo.html", contexto(servidor, request.GET))
