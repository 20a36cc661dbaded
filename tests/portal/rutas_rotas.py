"""Addresses with one that breaks."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@login_not_required
def rota(request: HttpRequest) -> HttpResponse:
    return HttpResponse(1 / 0)


urlpatterns = [*urlpatterns, path("rota/", rota)]
