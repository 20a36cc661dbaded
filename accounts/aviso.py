"""The gate of the privacy notice: until a person accepts it, nothing personal opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.middleware import LIBRES
from accounts.peticion import quien
from accounts.privacidad import falta_aceptar


class AvisoMiddleware:
    """Send to the notice whoever is in and has not accepted the version in force.

    What is public stays open to him, but for the page to which the login leads: there
    the notice is met first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, vista: Callable[..., Any], *_: Any
    ) -> HttpResponse | None:
        """Redirect to the notice; a form that was being sent is not sent."""
        if not _es_personal(request, vista) or not request.user.is_authenticated:
            return None
        if not falta_aceptar(quien(request), request.session):
            return None
        leia = request.method in ("GET", "HEAD")
        adonde = request.get_full_path() if leia else reverse(settings.LOGIN_REDIRECT_URL)
        return HttpResponseRedirect(f"{reverse('privacidad')}?{urlencode({'next': adonde})}")


def _es_personal(request: HttpRequest, vista: Callable[..., Any]) -> bool:
    """Whether it is a page for people who are in; to prove who one is comes before the notice."""
    cual = request.resolver_match
    if cual and cual.view_name == settings.LOGIN_REDIRECT_URL:
        return True
    if cual and cual.view_name in LIBRES:
        return False
    return getattr(vista, "login_required", True)
