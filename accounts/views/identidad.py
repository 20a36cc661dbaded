"""Pages that take the password of who is in already: confirm it, change it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from accounts import contrasenas, reautenticacion
from accounts.forms import NuevaContrasenaForm
from accounts.origen import origen
from accounts.peticion import destino_propio, quien

ACTUAL = {"autocomplete": "current-password"}


class ConPropiaContrasena(forms.Form):
    """Mixed into a form that asks for the password that one has."""

    request: HttpRequest
    actual = forms.CharField(
        label="Su contraseña actual", strip=False, max_length=128,
        widget=forms.PasswordInput(attrs=ACTUAL),
    )  # fmt: skip


class ConfirmarForm(ConPropiaContrasena):
    """The password, again."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_actual(self) -> str:
        """Look at it, and note in the session that it was right."""
        reautenticacion.confirmar(contrasena=self.cleaned_data["actual"], **_de_quien(self.request))
        return ""


class CambiarContrasenaForm(NuevaContrasenaForm, ConPropiaContrasena):
    """The password that one has, and the new one twice."""

    field_order = ("actual", "new_password1", "new_password2")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(quien(request), *args, **kwargs)
        self.request = request

    def clean_actual(self) -> str:
        """Look at it."""
        reautenticacion.comprobar(contrasena=self.cleaned_data["actual"], **_de_quien(self.request))
        return ""


class ConContrasena(FormView):
    """A form that may end the session."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the request."""
        return {**super().get_form_kwargs(), "request": self.request}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """To the login, after too many wrong ones."""
        try:
            return super().post(request, *args, **kwargs)
        except reautenticacion.SesionTerminada:
            messages.error(
                request,
                "Su sesión se cerró por varias contraseñas equivocadas. Inicie sesión de nuevo.",
            )
            return redirect("ingresar")


class ConfirmarIdentidad(ConContrasena):
    """«Confirme que es usted», and on to where one was going."""

    template_name = "accounts/confirmar_identidad.html"
    form_class = ConfirmarForm

    def form_valid(self, form: Any) -> HttpResponse:
        """On."""
        return redirect(self._adonde())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With where one was going."""
        return super().get_context_data(next=self._adonde(), **kwargs)

    def _adonde(self) -> str:
        adonde = self.request.POST.get("next") or self.request.GET.get("next") or ""
        return destino_propio(self.request, adonde, si_no="mi_cuenta")


class CambiarContrasena(ConContrasena):
    """Another password, for who knows the one he has."""

    template_name = "accounts/cambiar_contrasena.html"
    form_class = CambiarContrasenaForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it, close the other sessions, and stay in this one."""
        usuario = quien(self.request)
        contrasenas.cambiar_contrasena(
            usuario=usuario,
            contrasena=form.cleaned_data["new_password1"],
            esta=self.request.session.session_key or "",
            origen=origen(self.request),
        )
        update_session_auth_hash(self.request, usuario)
        messages.success(
            self.request, "Su contraseña se cambió. Su cuenta se cerró en los demás equipos."
        )
        return redirect("mi_cuenta")


def _de_quien(request: HttpRequest) -> dict[str, Any]:
    return {"usuario": quien(request), "sesion": request.session, "origen": origen(request)}
