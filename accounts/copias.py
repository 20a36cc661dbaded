"""The life of a copy of one's data after it was asked: given up, thrown away."""

import logging

from django.db.models import Q
from django.utils import timezone

from accounts.models import CopiaDeDatos
from accounts.models.copia import PACIENCIA, SE_GUARDA

registro = logging.getLogger(__name__)

NO_SE_PUDO = "No pudimos preparar su copia. No es un error suyo y ya quedó registrado."


def dar_por_fallida(copia: CopiaDeDatos, razon: str = NO_SE_PUDO) -> None:
    """Give up one that is not ready, with a sentence for its owner; nothing of it stays."""
    _tirar(copia, CopiaDeDatos.Estado.EN_PREPARACION, CopiaDeDatos.Estado.FALLIDA, razon)


def vencer(copia: CopiaDeDatos) -> None:
    """Throw away the file of one that was ready; that it was asked stays written."""
    _tirar(copia, CopiaDeDatos.Estado.LISTA, CopiaDeDatos.Estado.VENCIDA)


def _tirar(copia: CopiaDeDatos, desde: str, hacia: str, razon: str = "") -> None:
    """First nobody can get it, then the file goes, and its name last: a crash leaves a trace."""
    mia = CopiaDeDatos.objects.filter(pk=copia.pk)
    cambiada = mia.filter(estado=desde).update(estado=hacia, error=razon)
    if copia.estado == desde and not cambiada:
        return  # somebody else decided in between
    if copia.archivo.name:
        copia.archivo.storage.delete(copia.archivo.name)
        mia.exclude(estado=CopiaDeDatos.Estado.LISTA).update(archivo="")


def barrer() -> int:
    """Throw away what is due, and what a crash left behind; return how many."""
    ahora = timezone.now()
    Estado = CopiaDeDatos.Estado  # noqa: N806 -- a class
    vencidas = Q(estado=Estado.LISTA, lista_en__lt=ahora - SE_GUARDA)
    atascadas = Q(estado=Estado.EN_PREPARACION, movida_en__lt=ahora - PACIENCIA)
    restos = Q(estado__in=[Estado.FALLIDA, Estado.VENCIDA]) & ~Q(archivo="")
    cuantas = 0
    for copia in CopiaDeDatos.objects.filter(vencidas | atascadas | restos):
        try:
            (dar_por_fallida if copia.estado == Estado.EN_PREPARACION else vencer)(copia)
            cuantas += 1
        except Exception:  # each storage fails in its own way; tomorrow it is tried again
            registro.exception("no se pudo borrar la copia %s", copia.pk)
    return cuantas
