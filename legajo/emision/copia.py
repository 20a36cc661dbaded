"""The copy of a legajo as it stood at the end of a day, with the requests that were pending then.

Contests ask for it: what entered after the cut-off date is not in it.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from legajo.a_la_fecha import abierto_el, leer_al, servidor_al
from legajo.emision.partes import membrete, secciones, tabla
from legajo.models import Servidor
from legajo.tablas import datos_personales
from portal.pdf import PdfNoDisponible
from portal.texto import fecha, fecha_hora

PENDIENTES = ("Número", "Qué pide", "Enviada")


def contenido_de(servidor: Servidor, dia: date | None) -> dict[str, Any]:
    """What the legajo said at the end of `dia`, as plain JSON: one query a kind of record.

    `servidor` comes from `con_situacion()`. Raises PdfNoDisponible, for want of a day or of
    a legajo on it.
    """
    if dia is None:
        raise PdfNoDisponible("Escriba a qué fecha debe ser la copia del legajo.")
    de_entonces = servidor_al(servidor.pk, dia)
    if de_entonces is None:
        abierto = fecha_hora(abierto_el(servidor.pk))
        raise PdfNoDisponible(
            f"El legajo se abrió el {abierto}: el {fecha(dia)} todavía no decía nada."
        )
    pendientes = import_string(settings.LEGAJO_PENDIENTES_AL)(servidor, dia)
    return {
        **membrete(servidor),
        "al": fecha(dia),
        "datos_personales": datos_personales(de_entonces),
        "secciones": secciones(
            servidor, lambda t: leer_al(t, servidor.pk, dia, columnas=t.columnas_impresas)
        ),
        "pendientes": tabla(
            "Solicitudes pendientes ese día", PENDIENTES, pendientes,
            "No registra solicitudes pendientes ese día.",
        ),
    }  # fmt: skip
