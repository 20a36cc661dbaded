"""The base data: complete, coherent, and the same however often it is loaded."""

from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Unidad
from legajo.catalogos import CATALOGOS
from legajo.estructuras import tipos
from legajo.models import Accion, Distrito, MotivoAccion, RegimenLaboral

pytestmark = pytest.mark.django_db


def cargar() -> list[str]:
    salida = StringIO()
    call_command("cargar_base", stdout=salida)
    return salida.getvalue().splitlines()


def test_every_unit_of_the_sector_is_there():
    por_tipo = {t: Unidad.objects.filter(tipo=t).count() for t in Unidad.Tipo.values}
    assert por_tipo == {"MINEDU": 1, "DRE": 26, "UGEL": 224}
    assert not Unidad.objects.filter(tipo="UGEL").exclude(superior__tipo="DRE").exists()
    assert not Unidad.objects.filter(tipo="DRE").exclude(superior__codigo="000000").exists()


def test_names_are_written_as_people_read_them():
    assert Unidad.objects.get(codigo="120000").nombre == "DRE Junín"
    assert Unidad.objects.get(codigo="150102").nombre == "UGEL 01 San Juan de Miraflores"
    assert str(Distrito.objects.get(codigo="211101")) == "Juliaca, San Román, Puno"


def test_there_are_1893_districts():
    assert Distrito.objects.count() == 1893


@pytest.mark.parametrize("modelo", CATALOGOS.values(), ids=CATALOGOS)
def test_no_catalog_is_empty(modelo):
    assert modelo.objects.filter(vigente=True).exists()


def test_the_two_structures_follow_the_regime():
    estructuras = dict(RegimenLaboral.objects.values_list("codigo", "estructura"))
    assert {c for c in "12346" if estructuras[c] == "10"} == {"1", "2", "3", "4"}
    assert {c for c in "56789" if estructuras[c] == "12"} == set("56789")


def test_every_group_of_actions_can_be_chosen_with_regime_and_motive():
    acciones = Accion.objects.prefetch_related("regimenes", "motivos")
    assert {a.grupo for a in acciones} == {t.grupo_de_accion for t in tipos() if t.grupo_de_accion}
    assert not [a.codigo for a in acciones if not a.regimenes.all() or not a.motivos.all()]


def test_codes_of_motives_never_look_official():
    assert not MotivoAccion.objects.filter(codigo__regex=r"^\d+$").exists()


def test_loading_again_changes_nothing():
    lineas = cargar()
    tablas = [linea for linea in lineas if "nuevas" in linea]
    assert (
        len(tablas) == len(CATALOGOS) + 8
    )  # units, actions, motives, merits, districts, fields x 3
    assert all(linea.endswith(" 0 nuevas, 0 cambiadas") for linea in tablas)
    assert "conceptos: 0 nuevos" in lineas


def test_what_the_admin_keeps_survives_a_load():
    ugel = Unidad.objects.filter(codigo="210001")
    regimen = RegimenLaboral.objects.filter(codigo="12")
    propio = RegimenLaboral.objects.create(codigo="PROPIO", nombre="De esta instalación")
    ugel.update(mesa_de_partes="https://mesa.invalid", nombre="Otro nombre")
    regimen.update(vigente=False)
    assert "unidades: 251 filas, 0 nuevas, 1 cambiadas" in cargar()
    assert ugel.get().nombre == "UGEL Puno"
    assert ugel.get().mesa_de_partes == "https://mesa.invalid"
    assert not regimen.get().vigente
    assert RegimenLaboral.objects.filter(pk=propio.pk).exists()
