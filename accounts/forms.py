"""Forms of access, all with the image code but the last."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts import ingreso, limites, pausas, validadores
from accounts.captcha import CampoCodigo
from accounts.models import Usuario
from accounts.origen import origen

BLOQUEADO = "bloqueado"
NO_SIRVE = (
    "El usuario o el código de activación no son correctos, o el código ya no sirve: vale 24 horas,"
    " una sola vez, y se anula al quinto intento. Si no puede usarlo, pida otro en su UGEL."
)


class PuertaForm(forms.Form):
    """What the forms share at which a secret is guessed: how long a lock lasts still."""

    espera = timedelta()

    def error_de_bloqueo(self, bloqueo: limites.Bloqueado) -> ValidationError:
        """The sentence of a lock."""
        self.espera = bloqueo.espera
        return ValidationError(
            f"Demasiados intentos fallidos {bloqueo.limite.de_quien}. Por su seguridad, espere"
            f" {pausas.en_palabras(bloqueo.espera)} e inténtelo de nuevo, o use"
            " «Generar contraseña».",
            code=BLOQUEADO,
        )


class IngresarForm(PuertaForm, AuthenticationForm):
    """Usuario, contraseña and code; one sentence for whatever is wrong with the first two."""

    request: HttpRequest
    codigo = CampoCodigo()

    error_messages = {
        "invalid_login": "El usuario o la contraseña no son correctos. Revíselos e inténtelo"
        " de nuevo; si no tiene contraseña o la olvidó, use «Generar contraseña».",
        "inactive": "",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Usuario"
        self.fields["username"].help_text = "Es su número de documento de identidad."
        self.fields["password"].validators.append(validadores.no_tan_larga)
        del self.fields["username"].widget.attrs["autofocus"]  # it opens a phone's keyboard

    def clean_username(self) -> str:
        """The número de documento as it is stored."""
        return limites.normalizar(self.cleaned_data["username"])

    def clean(self) -> dict[str, Any]:
        """Look at the password only after a right code, and not while there is a lock."""
        if self.errors:
            return self.cleaned_data
        try:
            self.user_cache = ingreso.comprobar(
                documento=self.cleaned_data["username"],
                contrasena=self.cleaned_data["password"],
                origen=origen(self.request),
            )
        except limites.Bloqueado as bloqueo:
            raise self.error_de_bloqueo(bloqueo) from None
        if self.user_cache is None:
            raise self.get_invalid_login_error()
        return self.cleaned_data


class GenerarContrasenaForm(forms.Form):
    """Address to which the link is mailed, if it is a known one."""

    correo = forms.EmailField(
        label="Correo electrónico",
        help_text="El que registró en la Evaluación Docente o en su UGEL.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    codigo = CampoCodigo()


class CodigoActivacionForm(PuertaForm):
    """Usuario, the code that the UGEL printed, and the code of the image."""

    quien: Usuario  # once it is valid

    usuario = forms.CharField(
        label="Usuario",
        help_text="Es su número de documento de identidad.",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    activacion = forms.CharField(
        label="Código de activación",
        help_text="El del papel que le dieron en su UGEL: dos grupos de cinco.",
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )
    codigo = CampoCodigo()

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        """Spend the code only after a right image code, and not while there is a lock."""
        if self.errors:
            return self.cleaned_data
        try:
            usuario = ingreso.comprobar_codigo(
                documento=limites.normalizar(self.cleaned_data["usuario"]),
                codigo=self.cleaned_data["activacion"],
                origen=origen(self.request),
            )
        except limites.Bloqueado as bloqueo:
            raise self.error_de_bloqueo(bloqueo) from None
        if usuario is None:
            raise ValidationError(NO_SIRVE)
        self.quien = usuario
        return self.cleaned_data


class NuevaContrasenaForm(SetPasswordForm):
    """The new password, twice; its rules are said above the first box."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "Contraseña nueva"
        self.fields["new_password1"].help_text = validadores.reglas(self.user)
        self.fields["new_password2"].label = "Repita la contraseña nueva"
        self.fields["new_password2"].help_text = ""

    def validate_password_for_user(self, user: Usuario, password_field_name: str = "") -> None:
        """Say what is wrong at the first box, where the rules stand."""
        super().validate_password_for_user(user, "new_password1")
