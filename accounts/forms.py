"""Forms of access, all with the image code but the last."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts import limites, pausas
from accounts.captcha import CampoCodigo
from accounts.models import Usuario

BLOQUEADO = "bloqueado"


class IngresarForm(AuthenticationForm):
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
        del self.fields["username"].widget.attrs["autofocus"]  # it opens a phone's keyboard

    def clean_username(self) -> str:
        """The número de documento as it is stored."""
        return limites.normalizar(self.cleaned_data["username"])

    def clean(self) -> dict[str, Any]:
        """Look at the password only after a right code, and not while there is a lock."""
        if self.errors:
            return self.cleaned_data
        if minutos := limites.minutos_de_espera(self.request, self.cleaned_data["username"]):
            raise self._error_de_bloqueo(minutos)
        return super().clean()

    def get_invalid_login_error(self) -> ValidationError:
        """The one error, or that this was one failure too many."""
        if minutos := limites.minutos_de_espera(self.request, self.cleaned_data["username"]):
            return self._error_de_bloqueo(minutos)
        return super().get_invalid_login_error()

    @staticmethod
    def _error_de_bloqueo(minutos: int) -> ValidationError:
        cuanto = pausas.en_palabras(timedelta(minutes=minutos))
        return ValidationError(
            "Demasiados intentos fallidos con este usuario. Por su seguridad, espere"
            f" {cuanto} e inténtelo de nuevo, o use «Generar contraseña».",
            code=BLOQUEADO,
        )


class GenerarContrasenaForm(forms.Form):
    """Address to which the link is mailed, if it is a known one."""

    correo = forms.EmailField(
        label="Correo electrónico",
        help_text="El que registró en la Evaluación Docente o en su UGEL.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    codigo = CampoCodigo()


class CodigoActivacionForm(forms.Form):
    """Usuario, the code that the UGEL printed, and the code of the image."""

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


class NuevaContrasenaForm(SetPasswordForm):
    """The new password, twice; its rules are said above the first box."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "Contraseña nueva"
        self.fields["new_password1"].help_text = (
            "Use 12 caracteres o más; puede ser una frase con espacios. No sirven su número de"
            " documento, su correo, una contraseña común ni solo números."
        )
        self.fields["new_password2"].label = "Repita la contraseña nueva"
        self.fields["new_password2"].help_text = ""

    def validate_password_for_user(self, user: Usuario, password_field_name: str = "") -> None:
        """Say what is wrong at the first box, where the rules stand."""
        super().validate_password_for_user(user, "new_password1")
