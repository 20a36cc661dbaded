"""Addresses with one that breaks, and one that takes too long."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@login_not_required
def rota(request: HttpRequest) -> HttpResponse:
    return HttpResponse(1 / 0)


@login_not_required
def ocupada(request: HttpRequest) -> HttpResponse:
    """Waits longer than a query of a page may."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '50ms'")
        cursor.execute("SELECT pg_sleep(1)")
    return HttpResponse("tarde")


urlpatterns = [*urlpatterns, path("rota/", rota), path("ocupada/", ocupada)]
