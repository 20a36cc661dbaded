"""The PDF of a year that is too long for a page to wait for: a worker draws it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from boletas.anio import boletas_de, emitir_anio
from boletas.models import Encargo
from legajo.models import Servidor
from portal.pdf import PdfNoDisponible

PACIENCIA = timedelta(minutes=5)
"""After which one that is not there has lost its worker."""


@task()
def dibujar_anio(encargo_id: int) -> None:
    """Issue the PDF of a year; issued already, nothing happens. Why it could not is noted."""
    encargo = Encargo.objects.select_related("servidor").get(pk=encargo_id)
    boletas = boletas_de(encargo.servidor, encargo.anio)
    try:
        if boletas:
            emitir_anio(encargo.servidor, encargo.anio, boletas)
    except PdfNoDisponible as error:
        Encargo.objects.filter(pk=encargo_id).update(fallo=str(error))


@transaction.atomic
def encargar_anio(servidor: Servidor, anio: int) -> str:
    """Have it drawn, unless it is on its way; why the last try failed, told once, or nothing."""
    ahora = timezone.now()
    Servidor.objects.select_for_update().get(pk=servidor.pk)
    encargo = Encargo.objects.filter(servidor=servidor, anio=anio).first()
    if encargo and not encargo.fallo and encargo.pedido_en > ahora - PACIENCIA:
        return ""
    fallo = encargo.fallo if encargo else ""
    encargo, _ = Encargo.objects.update_or_create(
        servidor=servidor, anio=anio, defaults={"pedido_en": ahora, "fallo": ""}
    )
    if fallo:
        Encargo.objects.filter(pk=encargo.pk).update(pedido_en=ahora - PACIENCIA)
        return fallo
    dibujar_anio.enqueue(encargo.pk)
    return ""
