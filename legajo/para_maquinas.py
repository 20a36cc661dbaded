"""The copy for machines inside each document (docs/esquemas/documento-1.schema.json)."""

import json

from legajo.models import Documento
from portal.dibujo import Adjunto

ESQUEMA = "documento-1"
NOMBRE = "documento.json"


def adjunto(documento: Documento) -> Adjunto:
    """The same content as the paper, as JSON in UTF-8."""
    titular, unidad = documento.titular, documento.unidad
    datos = {
        "esquema": ESQUEMA,
        "codigo": documento.codigo,
        "clase": documento.clase,
        "numero": documento.numero,
        "emitido_en": documento.emitido_en.isoformat(timespec="seconds"),
        "vence": documento.vence and documento.vence.isoformat(),
        "a_la_fecha": documento.a_la_fecha and documento.a_la_fecha.isoformat(),
        "unidad": {"codigo": unidad.codigo, "nombre": unidad.nombre},
        "titular": {
            "tipo_documento": titular.tipo_identidad,
            "documento": titular.documento,
            "apellidos": titular.apellidos,
            "nombres": titular.nombres,
        },
        "contenido": documento.contenido,
    }
    octetos = json.dumps(datos, ensure_ascii=False, indent=1).encode()
    descripcion = "Los mismos datos, para leerlos con un programa"
    return Adjunto(NOMBRE, descripcion, octetos, documento.emitido_en.timestamp())
