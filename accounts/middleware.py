"""What is asked of a session at every page: that its time is not over, and the second factor."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import segundo_factor, sesiones, sucesos
from accounts.origen import origen
from accounts.peticion import quien
from accounts.sucesos import Tipo

LIBRES = ("verificar_factor", "activar_factor")


class SesionMiddleware:
    """End the sessions whose time is over, and hold the rest before the second factor.

    What is public (`login_not_required`) stays open to a session that lacks the factor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, unless the session is over."""
        if request.user.is_authenticated and sesiones.vencida(request.session, quien(request)):
            return _terminar(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, vista: Callable[..., Any], *_: Any
    ) -> HttpResponse | None:
        """Send to the second factor who owes it."""
        if not request.user.is_authenticated or not getattr(vista, "login_required", True):
            return None
        usuario, cual = quien(request), request.resolver_match
        if (cual and cual.view_name in LIBRES) or not segundo_factor.exigido(
            usuario, request.session
        ):
            return None
        return HttpResponseRedirect(segundo_factor.pagina(usuario, _adonde(request)))


def _terminar(request: HttpRequest) -> HttpResponse:
    usuario, adonde = quien(request), _adonde(request)
    motivo = "tiempo" if request.method in ("GET", "HEAD") else "formulario"
    logout(request)
    sucesos.anotar(Tipo.SESION_VENCIDA, usuario=usuario, origen=origen(request))
    consulta = urlencode({"vencida": motivo, "next": adonde})
    return HttpResponseRedirect(f"{reverse('ingresar')}?{consulta}")


def _adonde(request: HttpRequest) -> str:
    """Where to go on afterwards: this page, or the one whose form was being sent."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    desde = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(desde, {request.get_host()}):
        return "/"
    partes = urlsplit(desde)
    return f"{partes.path}?{partes.query}" if partes.query else partes.path
