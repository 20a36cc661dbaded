"""What a person does to get in, and the worker behind."""

import re
import time
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import time_machine
from captcha.models import CaptchaStore
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django_tasks_db.management.commands.db_worker import Worker

from accounts.models import Usuario
from accounts.origen import Origen
from accounts.privacidad import aceptar
from tests.cliente import Client
from tests.fabricas import CLAVE

CAMBIA = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|captcha/(imagen|audio)/\w+|name="codigo_0" value="\w+"'
)


def codigo(respuesta: HttpResponse, *, malo: bool = False) -> dict[str, str]:
    """The fields of the image code that a page shows, read from the database."""
    clave = re.search(r'name="codigo_0" value="(\w+)"', respuesta.content.decode())[1]
    texto = CaptchaStore.objects.get(hashkey=clave).challenge
    return {"codigo_0": clave, "codigo_1": "XXXXXX" if malo else texto}


def ingresar(client: Client, usuario: str, clave: str = CLAVE, **opciones: Any) -> HttpResponse:
    """Fill in «Iniciar sesión» and press the button."""
    malo, siguiente = opciones.pop("codigo_malo", False), opciones.pop("next", None)
    pagina = client.get("/ingresar/")
    datos = {"username": usuario, "password": clave, **codigo(pagina, malo=malo)}
    if siguiente:
        datos["next"] = siguiente
    return client.post("/ingresar/", datos, **opciones)


def que_acepto(usuario: Usuario) -> Usuario:
    """The same account, which has read the privacy notice."""
    aceptar(usuario=usuario, origen=Origen())
    return usuario


def pedir_enlace(client: Client, correo: str) -> HttpResponse:
    """Fill in «Generar contraseña» and press the button."""
    return client.post(
        "/generar-contrasena/", {"correo": correo, **codigo(client.get("/generar-contrasena/"))}
    )


def dentro(client: Client) -> bool:
    """Whether the session belongs to somebody, as a page tells."""
    return client.get("/ayuda/").context["user"].is_authenticated


def sin_lo_que_cambia(respuesta: HttpResponse) -> str:
    """A page without the keys that differ at each visit."""
    return CAMBIA.sub("", respuesta.content.decode())


def trabajar() -> None:
    """Do every task that is due, as `manage.py db_worker --batch` does.

    The worker closes old connections between tasks, and with them the transaction of
    the test: like Django's test client, keep it from that.
    """
    trabajador = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="prueba", excluded_queue_names=[],
    )  # fmt: skip
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        trabajador.run()


def dentro_de(**plazo: float) -> time_machine.travel:
    """Travel ahead, the clock stopped; by timestamp, as a date with zone changes the local one."""
    return time_machine.travel(time.time() + timedelta(**plazo).total_seconds(), tick=False)


def enlaces_recibidos() -> list[str]:
    """Path of the link in each mail, in order."""
    return [
        re.search(rf"{settings.PORTAL_URL}(/generar-contrasena/\S+/\S+/)\s", m.body)[1]
        for m in mail.outbox
    ]
