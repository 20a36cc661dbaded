"""Asking for a copy of one's data."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.copias import dar_por_fallida
from accounts.models import CopiaDeDatos, Usuario
from portal.mis_datos.tareas import preparar

AL_DIA = 3
DEMASIADAS = (
    f"Ya pidió {AL_DIA} copias en las últimas 24 horas. Descargue la última, o pida otra mañana."
)


class CopiaNegada(Exception):
    """No copy now; the message says why for people."""


def pedir(*, por: Usuario) -> CopiaDeDatos:
    """Start preparing a copy for `por`, or return the one that is being prepared.

    One that stopped moving is given up first. Raises CopiaNegada.
    """
    Estado = CopiaDeDatos.Estado  # noqa: N806 -- a class
    suyas = CopiaDeDatos.objects.filter(usuario=por)
    for olvidada in suyas.filter(estado=Estado.EN_PREPARACION):
        if not olvidada.en_curso:
            dar_por_fallida(olvidada)
    with transaction.atomic():
        Usuario.objects.select_for_update().get(pk=por.pk)  # of two presses, the second waits
        if abierta := suyas.filter(estado=Estado.EN_PREPARACION).first():
            return abierta
        hoy = suyas.filter(pedida_en__gt=timezone.now() - timedelta(days=1))
        if hoy.exclude(estado=Estado.FALLIDA).count() >= AL_DIA:
            raise CopiaNegada(DEMASIADAS)
        copia = CopiaDeDatos.objects.create(usuario=por)
        preparar.enqueue(copia.pk)
    return copia
