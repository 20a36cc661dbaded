"""The one page of a servidor in the admin: his situation, and the doors to his records."""

import re
import uuid

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from legajo import cambios
from legajo.estructuras import DIEZ, DOCE, tipos
from legajo.models import Capacitacion, RegimenLaboral, Sancion
from tests import fabricas

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return fabricas.personal(fabricas.ugel(), "Responsable de escalafón")


@pytest.fixture
def dentro(client, persona):
    client.force_login(persona, "accounts.backends.AsignacionBackend")
    return client


@pytest.fixture
def servidor():
    return fabricas.servidor(fabricas.ugel())


def _pagina(dentro, servidor) -> str:
    respuesta = dentro.get(reverse("admin:legajo_servidor_change", args=[servidor.pk]))
    assert respuesta.status_code == 200
    return respuesta.content.decode()


def _cuantos(pagina: str, tipo) -> int:
    puerta = re.search(rf">{re.escape(tipo.titulo)}</a> <span class=\"cuantos\">(\d+)<", pagina)
    return int(puerta[1])


def test_dice_quien_es_hoy(dentro, servidor):
    pagina = _pagina(dentro, servidor)
    vinculo = servidor.vinculo_set.get()
    datos = (vinculo.cargo.nombre, vinculo.centro.codigo, vinculo.condicion.nombre,
             vinculo.regimen.nombre, f"DNI {servidor.documento}", "desde 01/03/2010")  # fmt: skip
    for dato in datos:
        assert dato in pagina
    fabricas.vinculo(servidor)
    assert "Cargo 2" in _pagina(dentro, servidor)


def test_dice_que_no_tiene_vinculo(dentro):
    cesado = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    assert "Sin vínculo laboral vigente" in _pagina(dentro, cesado)


def test_cada_clase_tiene_su_puerta_con_lo_que_hay_en_vigor(dentro, servidor, persona):
    uno = fabricas.registro(Capacitacion.tipo, servidor)
    fabricas.registro(Capacitacion.tipo, servidor, tema="Otro")
    cambios.retirar(uno, autoria=cambios.Autoria(por=persona, medio="prueba"))
    pagina = _pagina(dentro, servidor)
    hay = {tipo.slug: _cuantos(pagina, tipo) for tipo in tipos()}
    assert {slug for slug, cuantos in hay.items() if cuantos} == {"capacitaciones", "vinculos"}
    assert hay["capacitaciones"] == 1
    lista = re.search(r'href="([^"]+capacitacion/\?[^"]+)"', pagina)[1].replace("&amp;", "&")
    assert dentro.get(lista).content.decode().count('class="action-select"') == 1


@pytest.mark.parametrize(("regimen", "estructura"), [("1", DIEZ), ("5", DOCE)])
def test_las_secciones_son_las_de_su_estructura(dentro, regimen, estructura):
    servidor = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.vinculo(servidor, regimen=RegimenLaboral.objects.get(codigo=regimen))
    pagina = _pagina(dentro, servidor)
    for seccion in estructura:
        assert (f"{seccion.numero}. {seccion.titulo}</h3>" in pagina) is bool(seccion.tipos)


def test_lo_que_no_puede_ver_no_tiene_puerta(dentro, servidor):
    rol = Group.objects.get(name="Responsable de escalafón")
    rol.permissions.remove(Permission.objects.get(codename="view_sancion"))
    fabricas.registro(Sancion.tipo, servidor)
    assert f">{Sancion.tipo.titulo}</a>" not in _pagina(dentro, servidor)


@pytest.mark.parametrize(
    ("rol", "ve", "no_ve"),
    [
        ("Responsable de escalafón", ["Mudar el legajo", "Emitir documento", "Agregar"], []),
        ("Especialista de escalafón", ["Emitir documento", "Agregar"], ["Mudar el legajo"]),
        (
            "Supervisor DRE",
            ["Documentos emitidos"],
            ["Mudar", "Emitir documento", 'class="addlink"'],
        ),
    ],
)
def test_los_botones_son_los_de_sus_derechos(client, servidor, rol, ve, no_ve):
    client.force_login(
        fabricas.personal(fabricas.ugel(), rol), "accounts.backends.AsignacionBackend"
    )
    pagina = _pagina(client, servidor)
    assert all(texto in pagina for texto in ve)
    assert not any(texto in pagina for texto in no_ve)


@pytest.mark.parametrize("cuantos", [1, 24, 200])
def test_las_consultas_no_crecen_con_los_registros(dentro, servidor, cuantos):
    modelo = fabricas.registro(Capacitacion.tipo, servidor)
    copias = []
    for _ in range(cuantos - 1):
        copia = Capacitacion.objects.get(pk=modelo.pk)
        copia.pk, copia.publico = None, uuid.uuid4()
        copias.append(copia)
    Capacitacion.objects.bulk_create(copias)
    _pagina(dentro, servidor)  # said why, the first time
    with CaptureQueriesContext(connection) as hechas:
        pagina = _pagina(dentro, servidor)
    assert _cuantos(pagina, Capacitacion.tipo) == cuantos
    assert len(hechas) <= 30, "\n".join(h["sql"][:150] + " ... " + h["sql"][-120:] for h in hechas)
