"""The boletas of a servidor, for the copy of his data."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from boletas.models import Boleta, Consulta, Encargo, Original, Visita
from boletas.models.original import como_texto
from boletas.periodo import nombre_de
from legajo.models import Servidor
from portal.exportacion import BLOQUE, Campo, Firmas, Parte, parte_de

SIGNOS = {"+": "Ingreso", "-": "Descuento", "A": "Aporte del empleador"}
MES = Campo("mes", "Mes", lambda boleta: nombre_de(boleta.periodo))
PUBLICADA = Campo("publicada", "Publicada", lambda boleta: boleta.importacion.publicada_en)

_LINEA = (
    Campo("boleta", "Boleta", lambda linea: linea[0]),
    Campo("mes", "Mes", lambda linea: nombre_de(linea[1])),
    Campo("codigo", "Código", lambda linea: linea[2]),
    Campo("clase", "Clase", lambda linea: SIGNOS.get(linea[3], linea[3])),
    Campo("concepto", "Concepto", lambda linea: linea[4]),
    Campo("monto", "Monto", lambda linea: Decimal(linea[5])),
)


_HOJA = (
    Campo("boleta", "Boleta", lambda hoja: hoja.boleta),
    Campo("texto", "Texto", lambda hoja: como_texto(hoja.octetos)),
)


def partes(servidor: Servidor, firmas: Firmas) -> Iterator[Parte]:
    """His published boletas, every version, and their lines; what he asked, opened, had drawn."""
    suyas = Boleta.objects.de(servidor).order_by("periodo", "version")
    yield parte_de(
        "boletas", "Boletas de pago", suyas.select_related("importacion"), firmas=firmas,
        omitir=("servidor", "importacion"), antes=(MES, PUBLICADA),
    )  # fmt: skip

    def lineas() -> Iterator[tuple[Any, ...]]:
        leidas = suyas.values_list("publico", "periodo", "conceptos").iterator(BLOQUE)
        return ((publico, mes, *linea) for publico, mes, todas in leidas for linea in todas)

    yield Parte("boletas-conceptos", "Conceptos de cada boleta", Boleta, _LINEA, lineas)
    suyas_tambien = (
        ("boletas-consultas", "Consultas a planillas", Consulta.objects.order_by("pk")),
        ("boletas-vistas", "Última boleta que abrió", Visita.objects.all()),
        ("boletas-pdf-de-un-anio", "PDF de un año que pidió", Encargo.objects.order_by("anio")),
    )
    for nombre, titulo, filas in suyas_tambien:
        yield parte_de(
            nombre, titulo, filas.filter(servidor=servidor), firmas=firmas, omitir=("servidor",)
        )
    hojas = Original.objects.filter(boleta__in=suyas.order_by().values("publico"))
    yield Parte("boletas-hojas", "Hojas del SUP", Original, _HOJA, lambda: hojas.iterator(BLOQUE))
