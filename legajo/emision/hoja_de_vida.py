"""The hoja de vida: what it says of a servidor at the moment of issue."""

from typing import Any

from django.utils.timezone import localdate

from legajo.emision.partes import membrete, secciones, situacion_laboral
from legajo.models import Servidor
from legajo.tablas import datos_personales, leer
from legajo.tiempo.informe import tiempo_de
from legajo.tiempo.lectura import carrera_de


def contenido_de(servidor: Servidor) -> dict[str, Any]:
    """Everything the hoja de vida shows, as plain JSON: one query a kind of record.

    `servidor` comes from `con_situacion()`. Retired records are left out.
    """
    tiempo = tiempo_de(carrera_de(servidor), localdate())
    return {
        **membrete(servidor),
        "datos_personales": datos_personales(servidor),
        "situacion": [*situacion_laboral(servidor), ["Tiempo de servicio", tiempo]],
        "secciones": secciones(servidor, lambda tipo: leer(tipo, servidor, tipo.columnas_impresas)),
    }
