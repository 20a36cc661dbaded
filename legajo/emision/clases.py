"""The kinds of document that are issued of a legajo: adding one is adding a line here."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate

from legajo.emision import constancia, copia, hoja_de_vida, informe
from legajo.emision.pedido import Pedido
from legajo.models import Documento, Servidor

Contenido = Callable[[Servidor, Pedido], dict[str, Any]]


@dataclass(frozen=True)
class Emisible:
    """A kind: its template, what it says of a servidor, and whether its unit numbers it."""

    clase: Documento.Clase
    plantilla: str
    contenido: Contenido
    numerado: bool = False
    pide_fecha: bool = False

    @property
    def pagina(self) -> str:
        """The piece that shows its frozen content on a page."""
        return f"legajo/documentos/_{self.clase}.html"

    def vence(self, dia: date) -> date | None:
        """The last day of one issued on `dia`, by the setting VIGENCIA_EN_MESES; None: for ever."""
        meses = settings.VIGENCIA_EN_MESES.get(self.clase)
        if not meses:
            return None
        anio, mes = divmod(dia.year * 12 + dia.month - 1 + meses, 12)
        return date(anio, mes + 1, min(dia.day, monthrange(anio, mes + 1)[1]))


EMISIBLES = {
    e.clase: e
    for e in (
        Emisible(
            Documento.Clase.HOJA_DE_VIDA,
            "pdf/hoja_de_vida.html",
            lambda servidor, _: hoja_de_vida.contenido_de(servidor),
        ),
        Emisible(
            Documento.Clase.INFORME,
            "pdf/informe_escalafonario.html",
            lambda servidor, _: informe.contenido_de(servidor),
            numerado=True,
        ),
        Emisible(
            Documento.Clase.CONSTANCIA,
            "pdf/constancia_tiempo.html",
            lambda servidor, pedido: constancia.contenido_de(
                servidor, pedido.a_la_fecha or localdate()
            ),
        ),
        Emisible(
            Documento.Clase.COPIA,
            "pdf/copia_a_fecha.html",
            lambda servidor, pedido: copia.contenido_de(servidor, pedido.a_la_fecha),
            pide_fecha=True,
        ),
    )
}


def pagina_de(documento: Documento) -> str:
    """The piece that shows its content on a page; empty where its kind has none."""
    emisible = EMISIBLES.get(Documento.Clase(documento.clase))
    return emisible.pagina if emisible else ""
