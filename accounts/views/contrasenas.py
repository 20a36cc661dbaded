"""Ask for a link by mail, and set the password with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import FormView, TemplateView

from accounts import activacion, contrasenas
from accounts.forms import CodigoActivacionForm, GenerarContrasenaForm, NuevaContrasenaForm
from accounts.models import Usuario
from accounts.origen import origen
from accounts.tokens import emitir_token, enlaces

CORREO_PEDIDO = "correo_pedido"
NO_SIRVE = (
    "El usuario o el código de activación no son correctos, o el código ya no sirve: vale 24 horas,"
    " una sola vez, y se anula al quinto intento. Si no puede usarlo, pida otro en su UGEL."
)
EN_LA_SESION = "elegir"
"""The last part of the form's address, where the token is in the session."""


@method_decorator(login_not_required, name="dispatch")
class GenerarContrasena(FormView):
    """Ask for a link by mail."""

    template_name = "accounts/generar_contrasena.html"
    form_class = GenerarContrasenaForm
    success_url = reverse_lazy("contrasena_enviada")

    def get_initial(self) -> dict[str, Any]:
        """With the address that this browser asked for a moment ago."""
        return {"correo": self.request.session.get(CORREO_PEDIDO, "")}

    def form_valid(self, form: GenerarContrasenaForm) -> HttpResponse:
        """Note the request; the worker finds out whether the address is known."""
        correo = self.request.session[CORREO_PEDIDO] = form.cleaned_data["correo"]
        contrasenas.pedir_enlace(correo=correo, origen=origen(self.request))
        return super().form_valid(form)


@method_decorator(login_not_required, name="dispatch")
class ContrasenaEnviada(TemplateView):
    """One text for everyone."""

    template_name = "accounts/contrasena_enviada.html"


@method_decorator(login_not_required, name="dispatch")
class UsarCodigo(FormView):
    """The door of who has a printed code instead of a mail."""

    template_name = "accounts/usar_codigo.html"
    form_class = CodigoActivacionForm

    def form_valid(self, form: CodigoActivacionForm) -> HttpResponse:
        """On to the form of the new password, with a link that only this session has."""
        datos = form.cleaned_data
        usuario = activacion.usar_codigo(
            documento=datos["usuario"], codigo=datos["activacion"], origen=origen(self.request)
        )
        if usuario is None:
            form.add_error(None, NO_SIRVE)
            return self.form_invalid(form)
        self.request.session.cycle_key()
        self.request.session[INTERNAL_RESET_SESSION_TOKEN] = emitir_token(usuario)
        return redirect("nueva_contrasena", usuario.publico, EN_LA_SESION)


@method_decorator(login_not_required, name="dispatch")
class NuevaContrasena(PasswordResetConfirmView):
    """Set the password with the mailed link.

    Django's view moves the token from the address to the session, so that the page
    with the form has none in its address. A GET consumes nothing: mail scanners open links.
    """

    template_name = "accounts/nueva_contrasena.html"
    form_class = NuevaContrasenaForm
    token_generator = enlaces
    reset_url_token = EN_LA_SESION
    success_url = reverse_lazy("ingresar")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """No referrer from the address that carries the token.

        Only there: under this policy browsers post with `Origin: null`, which CSRF refuses.
        """
        respuesta = super().dispatch(request, *args, **kwargs)
        if kwargs["token"] != self.reset_url_token:
            respuesta["Referrer-Policy"] = "no-referrer"
        return respuesta

    def get_user(self, uidb64: Any) -> Usuario | None:
        """The active account of the public id in the link."""
        return Usuario.objects.filter(publico=uidb64, is_active=True).first()

    def form_valid(self, form: Any) -> HttpResponse:
        """Set the password, unless the link died meanwhile."""
        enlace = self.request.session.pop(INTERNAL_RESET_SESSION_TOKEN, "")
        try:
            contrasenas.poner_contrasena(
                usuario=form.user, enlace=enlace, contrasena=form.cleaned_data["new_password1"],
                origen=origen(self.request),
            )  # fmt: skip
        except contrasenas.EnlaceVencido:
            return redirect(self.request.path)
        self.request.session.pop(CORREO_PEDIDO, None)
        messages.success(self.request, "Su contraseña se guardó. Ya puede iniciar sesión con ella.")
        return redirect(self.success_url)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """410 with its own page for a link that is no good."""
        if not self.validlink:
            self.template_name = "accounts/enlace_vencido.html"
            kwargs["status"] = 410
        return super().render_to_response(context, **kwargs)
