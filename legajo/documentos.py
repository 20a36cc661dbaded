"""Issuing a document: content frozen, drawn once, stored, then written down; never changed."""

import hashlib
import logging
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unidad, Usuario
from legajo import para_maquinas
from legajo.codigos import codigo_nuevo
from legajo.models import Documento, Servidor
from legajo.numeracion import numero_para
from portal import firma, pdf

registro = logging.getLogger(__name__)


def emitir(
    *,
    clase: Documento.Clase,
    clave: str,
    titular: Servidor,
    unidad: Unidad,
    contenido: dict[str, Any],
    plantilla: str,
    emitido_por: Usuario | None = None,
    expediente: str = "",
    fecha_expediente: date | None = None,
    solicitante: str = "",
    anotaciones: str = "",
    vence: date | None = None,
    a_la_fecha: date | None = None,
    numerar: bool = False,
    segundos: float = pdf.SEGUNDOS,
) -> Documento:
    """Issue a document, or return the one already issued under `clave`.

    `plantilla` is drawn with `documento`, `contenido` and `verificacion`, the address where
    it is verified. What `contenido["acredita"]` says is told there too; `numerar` gives it the
    next number of its unit. The same content goes along for machines. The file is stored
    before the row is written and outside any transaction of ours, so that a code whose
    document was not stored never exists. Raises portal.pdf.PdfNoDisponible; two at once under
    one `clave` end with the first.
    """
    if emitido := Documento.objects.filter(clave=clave).first():
        return emitido
    documento = Documento(
        clase=clase, clave=clave, codigo=codigo_nuevo(), titular=titular, unidad=unidad,
        contenido=contenido, emitido_por=emitido_por, emitido_en=timezone.now(),
        expediente=expediente, fecha_expediente=fecha_expediente, solicitante=solicitante,
        anotaciones=anotaciones, vence=vence, a_la_fecha=a_la_fecha,
        numero=numero_para(clave, clase, unidad) if numerar else "",
    )  # fmt: skip
    octetos = _dibujar_y_firmar(documento, plantilla, segundos)
    documento.sha256 = hashlib.sha256(octetos).hexdigest()
    _guardar(documento, octetos)
    try:
        with transaction.atomic():
            documento.save(force_insert=True)
    except IntegrityError:
        documento.archivo.delete(save=False)
        return Documento.objects.get(clave=clave)
    return documento


def direccion_de_verificacion(documento: Documento) -> str:
    """Where whoever holds the paper verifies it: absolute, with the code already typed.

    Built from PORTAL_URL: the Host of a request is the sender's word.
    """
    consulta = urlencode({"codigo": documento.codigo})
    return f"{settings.PORTAL_URL}{reverse('verificar')}?{consulta}"


def _dibujar_y_firmar(documento: Documento, plantilla: str, segundos: float) -> bytes:
    """The PDF, signed where the institution has a certificate; it says which on its foot."""
    quien = firma.firmante()
    octetos = pdf.render(
        plantilla,
        {
            "documento": documento,
            "contenido": documento.contenido,
            "verificacion": direccion_de_verificacion(documento),
            "firma": firma.leyenda(),
        },
        adjuntos=(para_maquinas.adjunto(documento),),
        identificador=documento.codigo,
        segundos=segundos,
    )
    if quien is None:
        return octetos
    documento.firmado_por = quien.organizacion or quien.nombre
    return firma.firmar(octetos, motivo=f"Emisión de {documento.get_clase_display().lower()}")


def _guardar(documento: Documento, octetos: bytes) -> None:
    try:
        documento.archivo.save(f"{documento.clase}.pdf", ContentFile(octetos), save=False)
    except Exception as error:  # each storage fails in its own way
        registro.exception("no se pudo guardar un documento")
        raise pdf.PdfNoDisponible(
            "No se pudo guardar el documento, así que no se emitió. Inténtelo en unos minutos."
        ) from error
