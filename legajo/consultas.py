"""What the pages ask of a legajo, each in one query."""

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import TruncHour

from accounts.models import Unidad
from legajo.cambios import enlazar_cuenta
from legajo.models import Acceso, Documento, Servidor
from legajo.situacion import con_situacion
from portal.preparadas import Preparada, columnas_de, instancia

CON_PAGINA_PROPIA = (Documento.Clase.BOLETA, Documento.Clase.CARGO)
"""Kinds that are read elsewhere: with the pay, with the request."""


def servidor_de(usuario: Any) -> Servidor | None:
    """The servidor whose account this is, with what `con_situacion` says and his unit; or None."""
    servidor = _leer_servidor(usuario.pk)
    if servidor is None and enlazar_cuenta(usuario):
        servidor = _leer_servidor(usuario.pk)
    return servidor


_SERVIDOR, _UNIDAD = columnas_de(Servidor), columnas_de(Unidad)
_CON_SITUACION = Preparada(
    lambda usuario: con_situacion(Servidor.objects.filter(usuario=usuario)).values_list(
        "vigente",
        "estructura",
        "estructuras",
        *_SERVIDOR,
        *columnas_de(Unidad, "unidad__"),
        *columnas_de(Unidad, "unidad__superior__"),
    )
)


def _leer_servidor(usuario: int) -> Servidor | None:
    """Read what `con_situacion` and `select_related` would, by the prepared query."""
    de_servidor, de_unidad = 3 + len(_SERVIDOR), 3 + len(_SERVIDOR) + len(_UNIDAD)
    for fila in _CON_SITUACION.filas(usuario):
        servidor = instancia(Servidor, fila[3:de_servidor])
        servidor.vigente, servidor.estructura, servidor.estructuras = fila[:3]
        servidor.unidad = instancia(Unidad, fila[de_servidor:de_unidad])
        if servidor.unidad.superior_id:
            servidor.unidad.superior = instancia(Unidad, fila[de_unidad:])
        return servidor
    return None


def documentos_de(usuario: Any) -> QuerySet[Documento]:
    """What was issued for whose account this is, the last first, but what has pages of its own.

    Without the content, which only the page of one shows.
    """
    suyos = Documento.objects.con_vigencia().filter(titular__usuario=usuario)
    return (
        suyos.exclude(clase__in=CON_PAGINA_PROPIA)
        .select_related("unidad", "emitido_por")
        .defer("contenido")
        .order_by("-emitido_en", "-pk")
    )


def quien_vio(servidor: Servidor) -> QuerySet[Any, Any]:
    """Who saw his file, the last first: a line for each person, reason and hour of the clock.

    Sorted by what is grouped, so that the database reads his rows alone, never the log.
    """
    por_hora = Acceso.objects.de(servidor.pk).annotate(hora=TruncHour("ocurrido_en"))
    lineas = por_hora.values(
        "hora", "por", "por__nombre", "asignacion__unidad__nombre", "motivo", "referencia"
    )
    return lineas.annotate(
        desde=Min("ocurrido_en"), hasta=Max("ocurrido_en"), paginas=Count("pk"),
        cosas=ArrayAgg("que", distinct=True),
    ).order_by("-hora", "-hasta", "por", "motivo", "referencia")  # fmt: skip
