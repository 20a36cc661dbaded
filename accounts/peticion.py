"""Who makes a request, once the login is behind, and where he goes on to."""

from typing import cast

from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import Usuario


def quien(request: HttpRequest) -> Usuario:
    """The account that is in. Only for views that LoginRequiredMiddleware or the admin guard."""
    return cast(Usuario, request.user)


def destino_propio(request: HttpRequest, adonde: str, si_no: str) -> str:
    """`adonde`, if it is an address of this portal; else that of the page named `si_no`."""
    propio = url_has_allowed_host_and_scheme(
        adonde, {request.get_host()}, require_https=request.is_secure()
    )
    return adonde if propio else resolve_url(si_no)
