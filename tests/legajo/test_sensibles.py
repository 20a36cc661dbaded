"""Sensitive data: who may see them is a right of its own; the servidor always sees his."""

from datetime import date

import pytest
from django.urls import reverse

from legajo.emision.emitir import emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.estructuras import tipos
from legajo.models import Documento
from solicitudes.models import Solicitud
from tests import fabricas
from tests.solicitudes.apoyo import enviar_cambio

pytestmark = pytest.mark.django_db

SENSIBLES = [t for t in tipos() if t.sensible]
TIPOS = pytest.mark.parametrize("tipo", SENSIBLES, ids=lambda t: t.slug)


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel("120001"))


@pytest.fixture
def supervisora(client):
    """She looks at the region, and not at what is sensitive."""
    quien = fabricas.personal(fabricas.ugel("120000"), "Supervisor DRE")
    client.force_login(quien, "accounts.backends.AsignacionBackend")
    return quien


def test_lo_que_la_ley_llama_delicado_esta_marcado():
    assert {t.slug for t in SENSIBLES} == {
        "discapacidad", "familiares", "retenciones", "sanciones", "seguridad-salud",
    }  # fmt: skip


@TIPOS
def test_sin_el_derecho_no_existe_en_el_admin(client, supervisora, persona, tipo):
    registro = fabricas.registro(tipo, persona)
    nombre = tipo.modelo._meta.model_name
    assert client.get(reverse(f"admin:legajo_{nombre}_changelist")).status_code == 403
    assert client.get(reverse(f"admin:legajo_{nombre}_change", args=[registro.pk])).status_code in (
        302,
        403,
    )
    puerta = reverse(f"admin:legajo_{nombre}_changelist")
    ficha = client.get(reverse("admin:legajo_servidor_change", args=[persona.pk]))
    assert puerta not in ficha.content.decode()


@TIPOS
def test_el_permiso_de_la_clase_solo_no_basta(persona, tipo):
    """A group with the kind's own permission and without the right sees nothing of it."""
    from django.contrib.auth.models import Group, Permission

    registro = fabricas.registro(tipo, persona)
    nombre = tipo.modelo._meta.model_name
    grupo = Group.objects.create(name="Solo la clase")
    grupo.permissions.set(Permission.objects.filter(codename=f"view_{nombre}"))
    quien = fabricas.personal(fabricas.ugel("120001"), "Solo la clase")
    assert not tipo.modelo.objects.visible_to(quien, f"legajo.view_{nombre}").exists()
    con_derecho = fabricas.personal(fabricas.ugel("120001"))
    vistos = tipo.modelo.objects.visible_to(con_derecho, f"legajo.view_{nombre}")
    assert list(vistos) == [registro]


@TIPOS
def test_una_solicitud_sobre_lo_delicado_tampoco_se_ve(supervisora, persona, tipo):
    registro = fabricas.registro(tipo, persona)
    solicitud = enviar_cambio(persona, registro, anotaciones="Está mal")
    assert not Solicitud.objects.visible_to(supervisora).exists()
    assert list(Solicitud.objects.visible_to(fabricas.personal(persona.unidad))) == [solicitud]


def test_la_hoja_de_vida_cuenta_lo_delicado_y_pide_el_derecho(client, supervisora, persona):
    documento = emitir_del_legajo(
        persona.pk,
        pedido=Pedido("1", "x", date(2026, 1, 15)),
        por=fabricas.personal(persona.unidad),
    )
    assert not Documento.objects.visible_to(supervisora, "legajo.view_documento").exists()
    url = reverse("admin:legajo_documento_pdf", args=[documento.pk])
    assert client.get(url).status_code == 404


@TIPOS
def test_el_titular_siempre_ve_lo_suyo(client, persona, tipo):
    registro = fabricas.registro(tipo, persona)
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    paginas = [
        client.get(reverse("legajo:registro", args=[slug, registro.publico])).status_code
        for slug in ("filiacion", "asignaciones", "sanciones", "otros")
    ]
    assert 200 in paginas
