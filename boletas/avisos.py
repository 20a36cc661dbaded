"""«Su boleta está publicada»: mails of a published import, in waves, so many a minute."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts import envios
from accounts.models import Usuario
from boletas.models import Importacion, Ola
from boletas.periodo import nombre_de

ENTRE_OLAS = timedelta(minutes=1)


def prometer(importacion: Importacion) -> None:
    """Have the first wave leave when the import is published; call it in that transaction."""
    if settings.AVISOS_DE_BOLETA_POR_MINUTO:
        Ola.objects.get_or_create(importacion=importacion)
        ola.using(run_after=importacion.publicada_en).enqueue(importacion.pk, 0)


@task(priority=-50)
def ola(importacion_id: int, desde: int) -> int:
    """Owe the next people their mail, and promise the wave after; return how many.

    `desde` is the servidor told last. The mails and the promise are one transaction, and a
    wave that was already sent is not sent again.
    """
    with transaction.atomic():
        va = Ola.objects.select_for_update().get(importacion=importacion_id)
        if va.hasta != desde or va.terminada_en or not _publicada(importacion_id):
            return 0
        meses, quienes = _siguientes(importacion_id, desde)
        for usuario in quienes:
            envios.avisar(usuario, "boleta_publicada", meses=meses)
        va.hasta = quienes[-1].servidor.pk if quienes else desde
        if len(quienes) == settings.AVISOS_DE_BOLETA_POR_MINUTO:
            cuando = timezone.now() + ENTRE_OLAS
            ola.using(run_after=cuando).enqueue(importacion_id, va.hasta)
        else:
            va.terminada_en = timezone.now()
        va.avisados += len(quienes)
        va.save(update_fields=["hasta", "avisados", "terminada_en"])
        return len(quienes)


def _publicada(importacion_id: int) -> bool:
    """Whether its hour has come and nobody took it back."""
    return Importacion.objects.filter(pk=importacion_id, publicada_en__lte=timezone.now()).exists()


def _siguientes(importacion_id: int, desde: int) -> tuple[str, list[Usuario]]:
    """The months of the import in words, and the next accounts with an address, in order."""
    importacion = Importacion.objects.get(pk=importacion_id)
    periodos = importacion.boletas.order_by("periodo").values_list("periodo", flat=True).distinct()
    meses = ", ".join(nombre_de(p).lower() for p in periodos)
    activos = Usuario.objects.filter(is_active=True).exclude(correo="")
    con_boleta = activos.filter(
        servidor__pk__gt=desde, servidor__in=importacion.boletas.values("servidor")
    )
    ordenados = con_boleta.select_related("servidor").order_by("servidor__pk")
    return meses, list(ordenados[: settings.AVISOS_DE_BOLETA_POR_MINUTO])
