"""The outbox, the one way to send a mail: a row in the transaction that causes it, then a worker.

The row says what became of the mail; the task carries its id. A row whose worker was killed
is taken up again by `retomar`, so that a mail is late at worst, and sent twice at worst.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from accounts import correos
from accounts.models import Envio, Usuario
from portal.texto import fecha_hora

registro = logging.getLogger(__name__)

Clase, Estado = Envio.Clase, Envio.Estado
REINTENTOS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 720, 1440, 1440))
"""Between two tries; a mail server may be down over a weekend."""
PACIENCIA = timedelta(minutes=10)
"""After which a mail that is leaving has lost its worker."""
ESPERA_EN_COLA = timedelta(hours=1)
"""After which a mail that nobody took has lost its task; a long queue is no loss."""
POR_VEZ = 100
PENDIENTES = (Estado.EN_COLA, Estado.SALIENDO, Estado.REINTENTANDO)


def avisar(usuario: Usuario, clase: str, **datos: Any) -> Envio | None:
    """Mail `usuario` a notice; moments among `datos` are written as people read them."""
    return encolar(clase, usuario=usuario, datos=datos)


@transaction.atomic
def encolar(
    clase: str, *, usuario: Usuario, para: str = "", datos: dict[str, Any] | None = None
) -> Envio | None:
    """Owe `usuario` a mail, to his address or to `para`; None where there is no address.

    `datos` are kept for as long as the row is: never a link, a code or a password.
    """
    para = para or usuario.correo
    if not para:
        return None
    textos = {nombre: _texto(valor) for nombre, valor in (datos or {}).items()}
    envio = Envio.objects.create(usuario=usuario, para=para, clase=Clase(clase), datos=textos)
    enviar.enqueue(envio.pk)
    return envio


def _texto(valor: Any) -> str:
    return fecha_hora(valor) if isinstance(valor, datetime) else str(valor or "")


@task()
def enviar(envio_id: int) -> None:
    """Send a mail that is due, note the answer, and look for those that lost their worker."""
    envio = _tomar(envio_id)
    if envio is not None:
        _entregar(envio)
    retomar()


def _tomar(envio_id: int) -> Envio | None:
    """Claim a row that is due: one UPDATE, so that of two workers one gets it."""
    ahora = timezone.now()
    mia = Envio.objects.filter(
        pk=envio_id, estado__in=(Estado.EN_COLA, Estado.REINTENTANDO), toca_en__lte=ahora
    )
    tomada = mia.update(
        estado=Estado.SALIENDO, intentos=F("intentos") + 1, movido_en=ahora,
        toca_en=ahora + PACIENCIA,
    )  # fmt: skip
    return Envio.objects.select_related("usuario").get(pk=envio_id) if tomada else None


def _entregar(envio: Envio) -> None:
    """Hand it to the mail server; whatever goes wrong is an answer to note."""
    try:
        correos.carta(envio).send()
    except correos.YaNoCorresponde as razon:
        _anotar(envio, Estado.RECHAZADO, str(razon))
    except Exception as error:  # of the mail server, the network or a template
        definitivo, respuesta = _leer(error)
        tropiezo = error.__class__.__name__  # its words may hold an address
        registro.warning("envío %s, intento %s: %s", envio.pk, envio.intentos, tropiezo)
        if definitivo or envio.intentos > len(REINTENTOS):
            _anotar(envio, Estado.RECHAZADO, respuesta)
        else:
            _reintentar(envio, respuesta)
    else:
        _anotar(envio, Estado.ENVIADO, "Aceptado por el servidor de correo.")


def _leer(error: Exception) -> tuple[bool, str]:
    """Whether the server refused this mail for good, and its words.

    For good is 5xx about the recipient or the message; one about our own account or
    sender is ours to mend, and the mail waits.
    """
    que = (
        "El servidor de correo no responde" if isinstance(error, OSError)
        else "No se pudo preparar el mensaje"
    )  # fmt: skip
    codigo, texto = 0, f"{que} ({error.__class__.__name__})."
    if isinstance(error, SMTPRecipientsRefused):
        codigo, palabras = next(iter(error.recipients.values()))
        texto = f"{codigo} {_legible(palabras)}"
    elif isinstance(error, SMTPResponseException):
        codigo = error.smtp_code if isinstance(error, SMTPDataError) else 0
        texto = f"{error.smtp_code} {_legible(error.smtp_error)}"
    return 500 <= codigo < 600, texto


def _legible(palabras: bytes | str) -> str:
    texto = palabras.decode("utf-8", "replace") if isinstance(palabras, bytes) else palabras
    return " ".join("".join(c if c.isprintable() else " " for c in texto).split())


@transaction.atomic
def _reintentar(envio: Envio, respuesta: str) -> None:
    cuando = timezone.now() + REINTENTOS[envio.intentos - 1]
    _anotar(envio, Estado.REINTENTANDO, respuesta, cuando)
    enviar.using(run_after=cuando).enqueue(envio.pk)


def _anotar(
    envio: Envio, estado: Envio.Estado, respuesta: str, cuando: datetime | None = None
) -> None:
    """Only while it is still this worker's: the sweep may have given it to another."""
    ahora = timezone.now()
    Envio.objects.filter(pk=envio.pk, estado=Estado.SALIENDO, intentos=envio.intentos).update(
        estado=estado, respuesta=respuesta[:300], movido_en=ahora, toca_en=cuando or ahora
    )


def retomar() -> int:
    """Queue again each mail whose worker, or whose task, is no more; give up what kills workers."""
    ahora = timezone.now()
    perdidos = Envio.objects.filter(
        Q(estado=Estado.SALIENDO, toca_en__lt=ahora)
        | Q(estado__in=(Estado.EN_COLA, Estado.REINTENTANDO), toca_en__lt=ahora - ESPERA_EN_COLA)
    )
    perdidos.filter(intentos__gt=len(REINTENTOS)).update(
        estado=Estado.RECHAZADO, respuesta="No se pudo preparar el mensaje.", movido_en=ahora
    )
    with transaction.atomic():
        filas = perdidos.select_for_update(skip_locked=True).order_by("pk")[:POR_VEZ]
        claves = list(filas.values_list("pk", flat=True))
        mias = Envio.objects.filter(pk__in=claves)
        mias.filter(estado=Estado.SALIENDO).update(estado=Estado.REINTENTANDO)
        mias.update(toca_en=ahora)
        for clave in claves:
            enviar.enqueue(clave)
    return len(claves)


def barrer(antes_de: datetime) -> None:
    """Throw away what was settled before `antes_de`."""
    Envio.objects.filter(~Q(estado__in=PENDIENTES), creado_en__lt=antes_de).delete()
