"""The copy for machines inside each PDF holds the published schema."""

import copy
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from boletas.anio import emitir_anio
from boletas.constancia import emitir_constancia
from boletas.hoja import documento_de
from legajo.models import Documento, Formacion
from solicitudes.cargo import cargo_de
from tests import fabricas
from tests.boletas.apoyo import boleta
from tests.documentos.apoyo import ESQUEMA, adjunto_de, emitido, faltas, octetos_de
from tests.solicitudes.apoyo import enviar_cambio

pytestmark = pytest.mark.django_db


def _emitir(clase: str) -> Documento:
    persona = fabricas.servidor(fabricas.ugel())
    registro = fabricas.registro(Formacion.tipo, persona)
    if clase == "boleta":
        return documento_de(boleta(persona))
    if clase == "boletas_anio":
        return emitir_anio(persona, 2025, [boleta(persona)])
    if clase == "remuneraciones":
        pagada = boleta(persona)
        return emitir_constancia(persona, pagada.periodo, pagada.periodo)
    solicitud = enviar_cambio(persona, registro, titulo="Otro")
    if clase == "cargo":
        return cargo_de(solicitud)
    return emitido(persona, clase, al=localdate() if clase == "copia_a_fecha" else None)


@pytest.mark.parametrize("clase", [*Documento.Clase.values])
def test_each_kind_carries_its_content_as_the_schema_says(clase):
    documento = _emitir(clase)
    documento.refresh_from_db()
    dentro = adjunto_de(octetos_de(documento))
    assert list(faltas(dentro)) == []
    assert dentro["contenido"] == documento.contenido
    assert dentro["codigo"] == documento.codigo
    assert dentro["titular"]["documento"] == documento.titular.documento


def test_the_schema_refuses_what_is_not_its_own():
    bueno = adjunto_de(octetos_de(_emitir("constancia_tiempo")))
    for cambio in (
        {"clase": "boleta"}, {"clase": "otra"}, {"sobra": 1}, {"codigo": "AAAA"},
        {"vence": 5}, {"contenido": {}}, {"contenido": {**bueno["contenido"], "al": "2026-01-01"}},
    ):  # fmt: skip
        assert list(faltas({**bueno, **cambio})), cambio
    manco = copy.deepcopy(bueno)
    del manco["titular"]["documento"]
    assert list(faltas(manco))


def test_the_schema_names_every_kind():
    assert set(ESQUEMA["properties"]["clase"]["enum"]) == {*Documento.Clase.values}
    assert {r["if"]["properties"]["clase"]["const"] for r in ESQUEMA["allOf"]} == {
        *Documento.Clase.values
    }


def test_dates_for_machines_are_iso():
    documento = _emitir("copia_a_fecha")
    dentro = adjunto_de(octetos_de(documento))
    assert dentro["a_la_fecha"] == localdate().isoformat()
    assert dentro["vence"] is None
    assert localdate() - documento.emitido_en.date() <= timedelta(days=1)
