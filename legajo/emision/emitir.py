"""Issuing a document of a legajo, and its preview, which shows the same and is worth nothing."""

import hashlib
import json
import uuid
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from accounts.models import Usuario
from legajo.documentos import emitir
from legajo.emision.clases import EMISIBLES
from legajo.emision.pedido import Pedido
from legajo.models import Documento, Servidor
from legajo.models.servidor import VER_SENSIBLES, ServidorQuerySet
from legajo.situacion import con_situacion
from portal import pdf

EMITIR = "legajo.emitir_documento"
DE_LA_EMISION = ("emitido_por", "emitido_en")
"""What the content says of the issuing itself: it is never the same twice."""


class LegajoCambio(Exception):
    """What the document would say is no longer what was seen; nothing was issued."""


def emitibles_por(usuario: Any) -> ServidorQuerySet:
    """Those of whom he may issue: never himself; on the way he reads the whole file."""
    con_derecho = Servidor.objects.visible_to(usuario, EMITIR)
    return con_derecho & Servidor.objects.visible_to(usuario, VER_SENSIBLES)


def emitir_del_legajo(
    servidor_pk: int, *, pedido: Pedido, por: Usuario,
    clase: Documento.Clase = Documento.Clase.HOJA_DE_VIDA,
    clave: uuid.UUID | str | None = None, huella: str = "", segundos: float = pdf.SEGUNDOS,
) -> Documento:  # fmt: skip
    """Freeze, draw and keep a document of a servidor, for good.

    `clave` identifies one press of the button: the second press returns the first
    document. `huella` is that of the preview which was seen. Raises LegajoCambio where it
    would say something else now, and portal.pdf.PdfNoDisponible.
    """
    emisible = EMISIBLES[clase]
    servidor = leer(servidor_pk)
    clave = clave_de(clase, servidor_pk, clave or uuid.uuid4())
    contenido = contenido_para(servidor, clase, pedido, por)
    if huella and huella != huella_de(contenido):
        if emitido := Documento.objects.filter(clave=clave).first():
            return emitido
        raise LegajoCambio
    return emitir(
        clase=clase,
        clave=clave,
        titular=servidor,
        unidad=servidor.unidad,
        contenido=contenido,
        plantilla=emisible.plantilla,
        emitido_por=por,
        expediente=pedido.expediente,
        fecha_expediente=pedido.fecha_expediente,
        solicitante=pedido.solicitante,
        anotaciones=pedido.anotaciones,
        vence=emisible.vence(localdate()),
        a_la_fecha=pedido.a_la_fecha,
        numerar=emisible.numerado,
        segundos=segundos,
    )


def clave_de(clase: str, servidor_pk: int, clave: uuid.UUID | str) -> str:
    """Under which it is issued: a press, of a kind, for one servidor."""
    return f"{clase}:{servidor_pk}:{clave}"


def vista_previa(
    servidor_pk: int, clase: Documento.Clase, pedido: Pedido, por: Usuario,
    segundos: float = pdf.SEGUNDOS,
) -> bytes:  # fmt: skip
    """The PDF that would be issued, marked as worth nothing: no code, no number, not stored.

    Raises portal.pdf.PdfNoDisponible.
    """
    emisible, servidor = EMISIBLES[clase], leer(servidor_pk)
    contenido = contenido_para(servidor, clase, pedido, por)
    documento = Documento(
        clase=clase, titular=servidor, unidad=servidor.unidad, contenido=contenido,
        emitido_por=por, emitido_en=timezone.now(), expediente=pedido.expediente,
        fecha_expediente=pedido.fecha_expediente, solicitante=pedido.solicitante,
        anotaciones=pedido.anotaciones, vence=emisible.vence(localdate()),
        a_la_fecha=pedido.a_la_fecha,
    )  # fmt: skip
    contexto = {"documento": documento, "contenido": contenido, "verificacion": "", "previa": True}
    return pdf.render(emisible.plantilla, contexto, segundos=segundos)


def contenido_para(
    servidor: Servidor, clase: Documento.Clase, pedido: Pedido, por: Usuario
) -> dict[str, Any]:
    """What it would say now; `servidor` comes from `leer`."""
    return {
        **EMISIBLES[clase].contenido(servidor, pedido),
        "emitido_por": str(por),
        "emitido_en": timezone.localtime().strftime("%d/%m/%Y %H:%M"),
    }


def huella_de(contenido: dict[str, Any]) -> str:
    """A hash of what a document says of its holder, the issuing apart."""
    suyo = {clave: valor for clave, valor in contenido.items() if clave not in DE_LA_EMISION}
    return hashlib.sha256(json.dumps(suyo, sort_keys=True).encode()).hexdigest()


def leer(servidor_pk: int) -> Servidor:
    """The servidor with what his documents say of him."""
    servidores = con_situacion(Servidor.objects.all()).select_related("unidad__superior")
    return servidores.get(pk=servidor_pk)
