"""Django's client, whose `force_login` has passed the second factor and the notice, too."""

from typing import Any

from django.conf import settings
from django.test import Client as DeDjango
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import sesiones
from accounts.origen import Origen
from accounts.privacidad import ACEPTADA


class Client(DeDjango):
    """A browser that is in: staff as after usuario, contraseña, code and notice."""

    da_motivo = True

    def get(self, path: Any, *args: Any, follow: bool = False, **mas: Any) -> Any:
        """As Django's; asked why he opens a file, he answers as a person does, and is there."""
        respuesta = super().get(path, *args, **mas)
        if self.da_motivo and _pregunta_el_motivo(respuesta):
            self.post(respuesta.url, {"motivo": "actualizar"})
            respuesta = super().get(path, *args, **mas)
        return self._handle_redirects(respuesta) if follow else respuesta

    def force_login(self, user: Any, backend: str | None = None) -> None:
        """Log in without the pages of the login."""
        super().force_login(user, backend)
        sesion = self.session
        sesiones.abrir(sesion, Origen())
        sesion[ACEPTADA] = settings.AVISO_DE_PRIVACIDAD
        if user.is_staff:
            dispositivo, _ = TOTPDevice.objects.get_or_create(user=user, name="prueba")
            sesion[DEVICE_ID_SESSION_KEY] = dispositivo.persistent_id
        sesion.save()


def _pregunta_el_motivo(respuesta: Any) -> bool:
    return respuesta.status_code == 302 and "/acceso/motivo/" in respuesta.url
