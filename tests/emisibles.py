"""Every kind that may be issued: those that the portal has, and plain ones for the rest."""

from typing import Any

import pytest

from legajo.emision import hoja_de_vida
from legajo.emision.clases import EMISIBLES, Emisible
from legajo.models import Documento

CLASES = {
    Documento.Clase.HOJA_DE_VIDA: (False, False),
    Documento.Clase.INFORME: (True, False),
    Documento.Clase.CONSTANCIA: (False, False),
    Documento.Clase.COPIA: (False, True),
}
"""Whether it is numbered, and whether it asks for a day."""


def _contenido(servidor: Any, pedido: Any) -> dict[str, Any]:
    dia = pedido.a_la_fecha
    return hoja_de_vida.contenido_de(servidor) | ({"al": dia.isoformat()} if dia else {})


@pytest.fixture
def todas_las_clases(monkeypatch: pytest.MonkeyPatch) -> None:
    for clase, (numerado, pide_fecha) in CLASES.items():
        if clase not in EMISIBLES:
            suyo = Emisible(clase, "pdf/hoja_de_vida.html", _contenido, numerado, pide_fecha)
            monkeypatch.setitem(EMISIBLES, clase, suyo)
