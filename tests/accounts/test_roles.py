"""The roles: data that is loaded, the same however often."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from accounts import roles

pytestmark = pytest.mark.django_db


def permisos(rol: str) -> set[str]:
    filas = Permission.objects.filter(group__name=rol).select_related("content_type")
    return {f"{p.content_type.app_label}.{p.codename}" for p in filas}


def cargar() -> str:
    salida = StringIO()
    call_command("cargar_roles", stdout=salida)
    return salida.getvalue()


def test_loading_again_changes_nothing():
    primera = cargar()
    antes = {g.name: permisos(g.name) for g in Group.objects.all()}
    assert cargar() == primera
    assert {g.name: permisos(g.name) for g in Group.objects.all()} == antes


def test_loading_takes_back_what_a_role_should_not_have():
    planillas = Group.objects.get(name="Planillas")
    planillas.permissions.add(Permission.objects.get(codename="crear_acceso"))
    cargar()
    assert "accounts.crear_acceso" not in permisos("Planillas")


def test_a_role_made_by_hand_is_left_alone():
    propio = Group.objects.create(name="Archivo")
    propio.permissions.add(Permission.objects.get(codename="view_servidor"))
    cargar()
    assert permisos("Archivo") == {"legajo.view_servidor"}


def test_nobody_may_delete_anything():
    for rol in roles.roles():
        assert not [p for p in permisos(rol) if ".delete_" in p]


def test_nobody_touches_roles_nor_history():
    for rol in roles.roles():
        assert not [p for p in permisos(rol) if p.endswith("event") or p.startswith("auth.")]


@pytest.mark.parametrize("rol", ["Auditor", "Supervisor DRE"])
def test_who_supervises_only_looks(rol):
    assert permisos(rol)
    assert not [p for p in permisos(rol) if ".view_" not in p and p != "legajo.ver_sensibles"]


def test_who_sees_sensitive_kinds_has_a_right_of_its_own():
    delicados = {
        f"legajo.view_{m._meta.model_name}"
        for m in apps.get_app_config("legajo").get_models()
        if roles._sensible(m)
    }
    assert len(delicados) == 5  # familiares, discapacidad, salud, sanciones, retenciones
    for rol in roles.roles():
        con_derecho = "legajo.ver_sensibles" in permisos(rol)
        assert con_derecho == (rol not in {"Planillas", "Supervisor DRE"})
        assert delicados & permisos(rol) == (delicados if con_derecho else set())


def test_planillas_sees_payslips_and_no_legajo():
    assert "boletas.view_boleta" in permisos("Planillas")
    assert not [p for p in permisos("Planillas") if p.split(".")[0] in ("legajo", "solicitudes")]


def test_the_especialista_maintains_every_kind_of_record():
    tipos = [
        m for m in apps.get_app_config("legajo").get_models() if roles._sensible(m) is not None
    ]
    assert len(tipos) >= 10
    for modelo in tipos:
        for verbo in ("view", "add", "change"):
            codigo = f"legajo.{verbo}_{modelo._meta.model_name}"
            assert codigo in permisos("Especialista de escalafón")


def test_only_the_operator_keeps_catalogs_and_units():
    for rol in roles.roles():
        assert ("legajo.change_cargo" in permisos(rol)) == (rol == "Operador MINEDU")
        assert ("accounts.add_unidad" in permisos(rol)) == (rol == "Operador MINEDU")


def test_a_permission_that_no_model_declares_is_named(monkeypatch):
    monkeypatch.setattr(roles, "BOLETAS", {"boletas.view_ausente"})
    with pytest.raises(CommandError, match="boletas.view_ausente"):
        call_command("cargar_roles")
