"""What the pages ask of a legajo, each in one query."""

from typing import Any

from django.db.models import QuerySet

from legajo.cambios import enlazar_cuenta
from legajo.models import Documento, Servidor
from legajo.situacion import con_situacion


def servidor_de(usuario: Any) -> Servidor | None:
    """The servidor whose account this is, with `vigente`, `estructura` and his unit; or None."""
    propio = con_situacion(Servidor.objects.filter(usuario=usuario)).select_related(
        "unidad", "unidad__superior"
    )
    servidor = propio.first()
    if servidor is None and enlazar_cuenta(usuario):
        servidor = propio.first()
    return servidor


def hojas_de_vida(servidor: Servidor) -> QuerySet[Documento]:
    """The hojas de vida issued for a servidor, the last one first."""
    return (
        Documento.objects.filter(titular=servidor, clase=Documento.Clase.HOJA_DE_VIDA)
        .select_related("unidad", "emitido_por")
        .order_by("-emitido_en", "-pk")
    )
