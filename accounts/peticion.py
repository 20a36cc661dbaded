"""Who makes a request, once the login is behind."""

from typing import cast

from django.http import HttpRequest

from accounts.models import Usuario


def quien(request: HttpRequest) -> Usuario:
    """The account that is in. Only for views that LoginRequiredMiddleware or the admin guard."""
    return cast(Usuario, request.user)
