"""Every kind is archival (PDF/A-3a) and accessible (PDF/UA-1), as veraPDF says."""

import pytest
from django.utils.timezone import localdate

from boletas.hoja import documento_de
from legajo.emision.clases import EMISIBLES
from legajo.estructuras import tipos
from legajo.models import Formacion
from solicitudes.cargo import cargo_de
from tests import fabricas
from tests.boletas.apoyo import boleta
from tests.documentos.apoyo import emitido, llenar, octetos_de
from tests.documentos.test_papel import HOSTILES, RAROS
from tests.pdf.comprobador import comprobar
from tests.solicitudes.apoyo import enviar_alta

pytestmark = pytest.mark.django_db


def _emitir(clase, persona):
    if clase == "boleta":
        return documento_de(boleta(persona))
    if clase == "cargo":
        return cargo_de(enviar_alta(persona))
    return emitido(persona, clase, al=localdate() if clase == "copia_a_fecha" else None)


@pytest.mark.parametrize("clase", [*EMISIBLES, "boleta", "cargo"])
def test_each_kind_keeps_both_norms_whatever_its_fields_hold(clase):
    persona = fabricas.servidor(fabricas.ugel())
    llenar(persona, 2, tipos())
    for texto in (*HOSTILES, *RAROS):
        fabricas.registro(Formacion.tipo, persona, centro_estudios=texto)
    octetos = octetos_de(_emitir(clase, persona))
    assert comprobar(octetos, "3a") == []
    assert comprobar(octetos, "ua1") == []
