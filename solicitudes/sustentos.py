"""The papers of a request: what was attached becomes one PDF, and its pages are drawn."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from portal import sustentos
from solicitudes.models import Adjunto, Pagina, Sustento

registro = logging.getLogger(__name__)

DE_UNA_VEZ = 20
"""Pages that one process draws."""


def preparar(adjuntos: Iterable[Adjunto]) -> Sustento | None:
    """All files of a draft as one stored PDF, in an unsaved Sustento; None where there is none.

    Outside any transaction: the storage may be slow. Raises ValidationError with a
    sentence for people.
    """
    adjuntos = list(adjuntos)
    if not adjuntos:
        return None
    folios = sum(adjunto.paginas for adjunto in adjuntos)
    if folios > settings.SUSTENTO_MAX_PAGINAS:
        raise ValidationError(
            f"Son {folios} folios y se admiten {settings.SUSTENTO_MAX_PAGINAS}. Quite alguno."
        )
    try:
        junto = sustentos.unir([_leer(adjunto) for adjunto in adjuntos])
    except OSError as error:
        registro.exception("no se pudo leer un adjunto")
        raise ValidationError(sustentos.NO_SE_PUDO) from error
    sustento = Sustento(
        folios=folios,
        sha256=hashlib.sha256(junto).hexdigest(),
        partes=[{"nombre": a.nombre, "folios": a.paginas, "sha256": a.sha256} for a in adjuntos],
    )
    sustento.archivo.save("sustento.pdf", ContentFile(junto), save=False)
    return sustento


def _leer(adjunto: Adjunto) -> bytes:
    with adjunto.archivo.open("rb") as abierto:
        return abierto.read()


def dibujar(sustento: Sustento) -> int:
    """Draw the pages that are not yet there; returns how many. Run twice, each is drawn once.

    Raises portal.aparte.Fallo.
    """
    hechas = sustento.paginas.count()
    with sustento.archivo.open("rb") as abierto:
        pdf = abierto.read()
    for desde in range(hechas + 1, sustento.folios + 1, DE_UNA_VEZ):
        dibujadas = sustentos.dibujar(pdf, desde, desde + DE_UNA_VEZ - 1)
        paginas = [
            _pagina(sustento, numero, medidas, octetos)
            for numero, (medidas, octetos) in enumerate(dibujadas, start=desde)
        ]
        with transaction.atomic():
            Pagina.objects.bulk_create(paginas, ignore_conflicts=True)
    return sustento.paginas.count() - hechas


def _pagina(sustento: Sustento, numero: int, medidas: tuple[int, int], octetos: bytes) -> Pagina:
    pagina = Pagina(sustento=sustento, numero=numero, ancho=medidas[0], alto=medidas[1])
    pagina.imagen.save("folio.jpg", ContentFile(octetos), save=False)
    return pagina
