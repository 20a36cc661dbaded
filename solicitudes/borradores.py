"""What a servidor is still writing: kept at every step, with its files, until sent or thrown away.

Whatever writes a draft locks the file of its servidor first, as the verbs do: two tabs, or a
tab and the sending, come one after the other. Files are checked and stored outside.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import BadRequest, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet, Sum

from legajo.models import Servidor
from portal import sustentos
from solicitudes.models import Adjunto, Borrador, Solicitud
from solicitudes.transiciones import VerboNegado

registro = logging.getLogger(__name__)

MEGA = 1024 * 1024
LETRAS = 50_000
"""Characters that a draft keeps: several times what the longest form takes."""
NO_SE_GUARDO = "En este momento no se puede guardar el archivo. Inténtelo en unos minutos."
CAMBIARON = (
    "Los documentos adjuntos cambiaron mientras usted los revisaba, quizá en otra pestaña. "
    "Véalos otra vez antes de enviar."
)
Valores = dict[str, list[str]]


@dataclass(frozen=True)
class Guardado:
    """A draft as it is now; `pisado`: when somebody else wrote what this one wrote over."""

    borrador: Borrador
    pisado: datetime | None = None


def sello(borrador: Borrador | None) -> str:
    """What a page has seen of a draft: another sello, and it was written elsewhere."""
    return borrador.guardado_en.isoformat() if borrador else ""


def guardar(
    llave: Mapping[str, Any], *, valores: Valores, visto: str, clave: UUID | None = None
) -> Guardado:
    """Keep what was typed as the draft of that thing; the last to write wins, and is told.

    `llave` names the thing: servidor, tipo_slug, operacion, registro, subsana; a new draft
    takes the `clave` of the page, unless somebody has it. Raises BadRequest for more text
    than any form takes.
    """
    if sum(len(texto) for textos in valores.values() for texto in textos) > LETRAS:
        raise BadRequest("Lo que escribió es demasiado largo.")
    with _a_solas(llave["servidor"].pk):
        borrador = Borrador.objects.filter(**llave).first()
        if borrador is None:
            return Guardado(_nuevo({**llave, "valores": valores}, clave))
        ajeno = visto != sello(borrador) and borrador.valores != valores
        pisado = borrador.guardado_en if ajeno else None
        borrador.valores = valores
        borrador.save(update_fields=["valores", "guardado_en"])
        return Guardado(borrador, pisado)


def _nuevo(campos: dict[str, Any], clave: UUID | None) -> Borrador:
    if clave and not Solicitud.objects.filter(clave=clave).exists():
        try:
            with transaction.atomic():
                return Borrador.objects.create(**campos, clave=clave)
        except IntegrityError:
            registro.info("la clave de un borrador ya era de otro")
    return Borrador.objects.create(**campos)


def de(servidor: Servidor) -> QuerySet[Borrador]:
    """The drafts that he can go on with, the last one first, with how many files each has.

    Without a vínculo he mends what was observed, and asks nothing new.
    """
    suyos = Borrador.objects.filter(servidor=servidor).select_related("subsana")
    if not servidor.vigente:
        suyos = suyos.exclude(subsana=None)
    return suyos.annotate(archivos=Count("adjuntos")).order_by("-guardado_en", "-pk")


def adjuntar(borrador: Borrador, archivos: Iterable[UploadedFile]) -> list[str]:
    """Keep the files that are good; of the others, a sentence each. The same file is kept once."""
    fallos = []
    for archivo in archivos:
        try:
            _adjuntar(borrador, archivo)
        except ValidationError as error:
            fallos.append(f"«{_nombre(archivo)}» no se adjuntó. {' '.join(error.messages)}")
    return fallos


def _adjuntar(borrador: Borrador, archivo: UploadedFile) -> None:
    octetos = archivo.size or 0
    _exigir_lugar(borrador, octetos)
    paginas = sustentos.revisar(archivo)
    adjunto = Adjunto(
        borrador=borrador, nombre=_nombre(archivo), paginas=paginas, octetos=octetos,
        sha256=hashlib.sha256(archivo.read()).hexdigest(),
    )  # fmt: skip
    archivo.seek(0)
    _almacenar(adjunto, archivo)
    try:
        with _a_solas(borrador.servidor_id):
            if not borrador.adjuntos.filter(sha256=adjunto.sha256).exists():
                _exigir_lugar(borrador, octetos)
                adjunto.save(force_insert=True)
    finally:
        if adjunto.pk is None:
            _borrar_archivos([str(adjunto.archivo.name)])


def _almacenar(adjunto: Adjunto, archivo: UploadedFile) -> None:
    try:
        adjunto.archivo.save(archivo.name or "", archivo, save=False)
    except Exception as error:  # each storage fails in its own way
        registro.exception("no se pudo guardar un adjunto")
        raise ValidationError(NO_SE_GUARDO) from error


def _exigir_lugar(borrador: Borrador, octetos: int) -> None:
    """Raise ValidationError where one more file does not fit in the request or in his quota."""
    de_este = Q(borrador=borrador)
    hay = Adjunto.objects.filter(borrador__servidor=borrador.servidor_id).aggregate(
        archivos=Count("pk", filter=de_este),
        suyos=Sum("octetos", filter=de_este, default=0),
        todos=Sum("octetos", default=0),
    )
    maximo, por_solicitud = settings.ADJUNTOS_MAX, settings.ADJUNTOS_MAX_BYTES
    if hay["archivos"] >= maximo:
        raise ValidationError(
            f"Una solicitud lleva hasta {maximo} archivos: quite alguno, o júntelos en un PDF."
        )
    if hay["suyos"] + octetos > por_solicitud:
        raise ValidationError(
            f"Con él, los archivos de la solicitud pesarían más de {por_solicitud // MEGA} MB:"
            " quite alguno o redúzcalo."
        )
    if hay["todos"] + octetos > settings.BORRADORES_MAX_BYTES:
        raise ValidationError(
            f"Sus borradores guardan hasta {settings.BORRADORES_MAX_BYTES // MEGA} MB de archivos:"
            " envíe o descarte alguno."
        )


def _nombre(archivo: UploadedFile) -> str:
    """The name as it was sent, short enough to keep and with its extension."""
    ruta = PurePath(archivo.name or "archivo")
    return ruta.stem[: 110 - len(ruta.suffix)] + ruta.suffix[:20]


def quitar_adjunto(borrador: Borrador, pk: int) -> None:
    """Take a file out of the draft; one that is not there any more is no fault."""
    with _a_solas(borrador.servidor_id):
        _borrar(borrador.adjuntos.filter(pk=pk))


def descartar(borrador: Borrador) -> None:
    """Throw a draft away, with its files."""
    with _a_solas(borrador.servidor_id):
        _eliminar(borrador)


def consumir(borrador: Borrador, adjuntos: Collection[Adjunto]) -> None:
    """Delete the draft inside the transaction that sends it, which locked the file already.

    Raises VerboNegado when its files are no longer `adjuntos`, those that are sent.
    """
    hay = set(Adjunto.objects.filter(borrador=borrador.pk).values_list("pk", flat=True))
    if hay != {adjunto.pk for adjunto in adjuntos}:
        raise VerboNegado(CAMBIARON)
    _eliminar(borrador)


def _eliminar(borrador: Borrador) -> None:
    _borrar(Adjunto.objects.filter(borrador=borrador.pk))
    Borrador.objects.filter(pk=borrador.pk).delete()


def _borrar(adjuntos: QuerySet[Adjunto]) -> None:
    """Delete rows now, and their files once that is certain."""
    nombres = list(adjuntos.values_list("archivo", flat=True))
    adjuntos.delete()
    transaction.on_commit(partial(_borrar_archivos, nombres), robust=True)


def _borrar_archivos(nombres: Iterable[str]) -> None:
    for nombre in nombres:
        default_storage.delete(nombre)


@contextmanager
def _a_solas(servidor: int) -> Iterator[None]:
    """One transaction at a time over what this servidor writes."""
    with transaction.atomic():
        list(Servidor.objects.select_for_update(no_key=True, of=("self",)).filter(pk=servidor))
        yield
