"""Issuing a document of a legajo, and its preview, which shows the same and is worth nothing."""

import uuid
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from accounts.models import Usuario
from legajo.documentos import emitir
from legajo.emision.clases import EMISIBLES
from legajo.emision.pedido import Pedido
from legajo.models import Documento, Servidor
from legajo.situacion import con_situacion
from portal.pdf import SEGUNDOS


def emitir_del_legajo(
    servidor_pk: int, *, pedido: Pedido, por: Usuario,
    clase: Documento.Clase = Documento.Clase.HOJA_DE_VIDA,
    clave: uuid.UUID | str | None = None, segundos: float = SEGUNDOS,
) -> Documento:  # fmt: skip
    """Freeze, draw and keep a document of a servidor, for good.

    `clave` identifies one press of the button: the second press returns the first
    document. Raises portal.pdf.PdfNoDisponible.
    """
    emisible = EMISIBLES[clase]
    servidor = leer(servidor_pk)
    return emitir(
        clase=clase,
        clave=f"{clase}:{clave or uuid.uuid4()}",
        titular=servidor,
        unidad=servidor.unidad,
        contenido=contenido_para(servidor, clase, pedido, por),
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


def contenido_para(
    servidor: Servidor, clase: Documento.Clase, pedido: Pedido, por: Usuario
) -> dict[str, Any]:
    """What it would say now; `servidor` comes from `leer`."""
    return {
        **EMISIBLES[clase].contenido(servidor, pedido),
        "emitido_por": str(por),
        "emitido_en": timezone.localtime().strftime("%d/%m/%Y %H:%M"),
    }


def leer(servidor_pk: int) -> Servidor:
    """The servidor with what its documents say of him."""
    servidores = con_situacion(Servidor.objects.all()).select_related("unidad__superior")
    return servidores.get(pk=servidor_pk)
