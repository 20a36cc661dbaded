"""The link that lets its holder set a password: once, for a while, and only the last one."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db.models import F
from django.urls import reverse
from django.utils.http import base36_to_int

from accounts.models import Usuario


def vigencia(usuario: Usuario) -> timedelta:
    """How long a link lasts: longer for who has never had a password."""
    if usuario.has_usable_password():
        return settings.ENLACE_RECUPERACION
    return settings.ENLACE_PRIMERA_VEZ


class GeneradorDeEnlaces(PasswordResetTokenGenerator):
    """Django's token, dead as soon as a newer one is issued.

    Django alone leaves all of them alive until the password changes. Its own limit
    (PASSWORD_RESET_TIMEOUT) is the longer one; here the recovery link gets the shorter.
    """

    key_salt = "accounts.tokens.GeneradorDeEnlaces"

    def _make_hash_value(self, user: Usuario, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.enlaces_emitidos}"

    def check_token(self, user: Any, token: str | None) -> bool:
        """Whether `token` is the last one issued to `user`, unused and in time."""
        if not token or not super().check_token(user, token):
            return False
        emitido = base36_to_int(token.split("-")[0])
        edad = timedelta(seconds=self._num_seconds(self._now()) - emitido)
        return edad <= vigencia(user)


enlaces = GeneradorDeEnlaces()


def emitir_token(usuario: Usuario) -> str:
    """Issue a token for `usuario`, and kill the older ones."""
    usuario.enlaces_emitidos = F("enlaces_emitidos") + 1
    usuario.save(update_fields=["enlaces_emitidos"])
    usuario.refresh_from_db()
    return enlaces.make_token(usuario)


def emitir_enlace(usuario: Usuario) -> str:
    """Issue a link for `usuario`, kill the older ones, and return its absolute address.

    The address is built from PORTAL_URL: the Host of a request is the sender's word.
    """
    ruta = reverse("nueva_contrasena", args=[usuario.publico, emitir_token(usuario)])
    return f"{settings.PORTAL_URL}{ruta}"
