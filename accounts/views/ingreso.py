"""Log in and out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

from accounts import dispositivos, segundo_factor, sesiones, sucesos
from accounts.forms import BLOQUEADO, IngresarForm
from accounts.origen import origen
from accounts.peticion import quien
from accounts.sucesos import Tipo


class Ingresar(LoginView):
    """The one login, of servidores and staff alike."""

    template_name = "accounts/ingresar.html"
    form_class = IngresarForm
    redirect_authenticated_user = True

    def get_redirect_url(self) -> str:  # type: ignore[override]  # stubs of a later Django
        """Where the person was going, unless that is this page or the way out."""
        destino = super().get_redirect_url()
        propias = (reverse("ingresar"), reverse("salir"))
        return "" if urlsplit(destino).path in propias else destino

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let him in, note it, and lead him to the second factor if he owes it."""
        respuesta = super().form_valid(form)
        desde = origen(self.request)
        sesiones.abrir(self.request.session, desde)
        usuario = quien(self.request)
        segundo_factor.anunciar(usuario, self.request.session)
        dispositivos.reconocer(usuario=usuario, origen=desde)
        sucesos.anotar(Tipo.INGRESO, usuario=usuario, origen=desde)
        if segundo_factor.exigido(usuario, self.request.session):
            return redirect(segundo_factor.pagina(usuario, self.get_success_url()))
        return respuesta

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """The same page with what was typed; 429 while there is a lock."""
        respuesta = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, BLOQUEADO):
            respuesta.status_code = 429
        return respuesta


@method_decorator(login_not_required, name="dispatch")
class Salir(LogoutView):
    """Log out, by POST only."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note it, and end the session."""
        if request.user.is_authenticated:
            sucesos.anotar(Tipo.SALIDA, usuario=quien(request), origen=origen(request))
        return super().post(request, *args, **kwargs)
