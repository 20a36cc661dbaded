"""Sessions, codes of the image and login forms of the people of the bench."""

import os
from collections.abc import Iterator
from itertools import count

import psycopg2
from captcha.models import CaptchaStore
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django_otp import DEVICE_ID_SESSION_KEY

from accounts import sesiones
from accounts.models import Usuario
from accounts.origen import Origen
from accounts.privacidad import ACEPTADA
from accounts.sesiones import SessionStore
from bench import formas

DEL_PORTAL = "accounts.backends.AsignacionBackend"
LLANO = "bench.referencias.UsuarioLlano"


def sesion_de(documento: str, cargado_por: str = DEL_PORTAL) -> str:
    """The key of a session in which this person has logged in, and who loads his account."""
    usuario = Usuario.objects.get(documento=documento)
    sesion = SessionStore()
    sesion[SESSION_KEY] = str(usuario.pk)
    sesion[BACKEND_SESSION_KEY] = cargado_por
    sesion[HASH_SESSION_KEY] = usuario.get_session_auth_hash()
    sesiones.abrir(sesion, Origen())
    if usuario.is_staff:
        sesion[DEVICE_ID_SESSION_KEY] = "otp_totp.totpdevice/0"
    sesion[ACEPTADA] = settings.AVISO_DE_PRIVACIDAD
    sesion.create()
    return str(sesion.session_key)


def cuentas() -> Iterator[str]:
    """The usuario of each account that logs in, each once."""
    return (formas.documento(formas.PRIMERA_CUENTA + i) for i in range(formas.CUENTAS))


def desconocidos() -> Iterator[str]:
    """Usuarios that nobody has."""
    return (formas.documento(800_000 + i) for i in count())


def con_codigo(**campos: str) -> dict[str, str]:
    """The fields of a form with a fresh image code, rightly answered."""
    clave = CaptchaStore.generate_key()
    respuesta = CaptchaStore.objects.values_list("response", flat=True).get(hashkey=clave)
    return {**campos, "codigo_0": clave, "codigo_1": respuesta}


class Lector:
    """Reads the answer of a code, as the person who sees the image would; threads may share it."""

    def __init__(self) -> None:
        self.conexion = psycopg2.connect(os.environ["DATABASE_URL"])
        self.conexion.autocommit = True

    def respuesta(self, clave: str) -> str:
        """What must be typed."""
        with self.conexion.cursor() as cursor:
            cursor.execute("SELECT response FROM captcha_captchastore WHERE hashkey = %s", (clave,))
            return str(cursor.fetchone()[0])
