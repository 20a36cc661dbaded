"""Django's client, whose `force_login` has passed the second factor and the notice, too."""

from typing import Any

from django.conf import settings
from django.test import Client as DeDjango
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.privacidad import ACEPTADA


class Client(DeDjango):
    """A browser that is in: staff as after usuario, contraseña, code and notice."""

    def force_login(self, user: Any, backend: str | None = None) -> None:
        """Log in without the pages of the login."""
        super().force_login(user, backend)
        sesion = self.session
        sesion[ACEPTADA] = settings.AVISO_DE_PRIVACIDAD
        if user.is_staff:
            dispositivo, _ = TOTPDevice.objects.get_or_create(user=user, name="prueba")
            sesion[DEVICE_ID_SESSION_KEY] = dispositivo.persistent_id
        sesion.save()
