"""The whole legajo as a person reads it, for the PDF of the copy of his data; it is not issued."""

from typing import Any

from django.utils import timezone

from legajo.columnas import formar, rutas_de
from legajo.estructuras import ESTRUCTURAS
from legajo.models import Servidor
from legajo.tablas import datos_personales
from legajo.tipos import TipoRegistro

FILAS = 300
"""Most rows of a table in the PDF, whose drawing takes memory by the row; the CSV has all."""


def contenido(servidor: Servidor) -> dict[str, Any]:
    """Every section of his structure with its tables, retired records last: a query a kind.

    `servidor` comes from `con_situacion()`, with its unit and the one above.
    """
    superior = servidor.unidad.superior
    return {
        "unidad": servidor.unidad.nombre,
        "dre": superior.nombre if superior else "",
        "cuando": timezone.localtime().strftime("%d/%m/%Y %H:%M"),
        "datos_personales": datos_personales(servidor),
        "secciones": [
            {
                "numero": seccion.numero,
                "titulo": seccion.titulo,
                "tablas": [_tabla(tipo, servidor) for tipo in seccion.tipos],
            }
            for seccion in ESTRUCTURAS[servidor.estructura]
        ],
    }


def _tabla(tipo: TipoRegistro, servidor: Servidor) -> dict[str, Any]:
    registros = tipo.modelo.objects.filter(servidor=servidor).order_by("retirado", *tipo.orden)
    leidas = list(registros.values_list(*rutas_de(tipo.columnas), "retirado")[: FILAS + 1])
    filas = leidas[:FILAS]
    celdas = formar(filas, tipo.columnas)
    return {
        "titulo": tipo.titulo,
        "columnas": [columna.titulo for columna in tipo.columnas],
        "filas": [(textos, fila[-1]) for (_, textos), fila in zip(celdas, filas, strict=True)],
        "vacio": tipo.vacio,
        "hay_mas": len(leidas) > FILAS,
    }
