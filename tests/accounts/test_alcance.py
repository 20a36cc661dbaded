"""The branch that a role puts in one's charge."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils.timezone import localdate

from accounts.models import Asignacion, Unidad
from tests.fabricas import personal, ugel, usuario

pytestmark = pytest.mark.django_db
PERMISO = "solicitudes.view_solicitud"


def a_cargo(persona, permiso: str = PERMISO) -> set[str]:
    return set(Unidad.objects.a_cargo(persona, permiso).values_list("codigo", flat=True))


def test_a_ugel_has_itself():
    assert a_cargo(personal(ugel("190001"))) == {"190001"}


def test_a_dre_brings_its_ugel():
    dre = ugel("190000")
    suyas = {"190000", *dre.inferiores.values_list("codigo", flat=True)}
    assert a_cargo(personal(dre)) == suyas
    assert len(suyas) > 1


def test_minedu_has_the_country():
    assert len(a_cargo(personal(ugel("000000")))) == 251


def test_two_roles_add_up_each_with_its_own_rights():
    persona = personal(ugel("190001"))
    planillas = Group.objects.get(name="Planillas")
    Asignacion.objects.create(usuario=persona, rol=planillas, unidad=ugel("210001"))
    assert a_cargo(persona) == {"190001"}
    assert a_cargo(persona, "boletas.view_boleta") == {"210001"}


@pytest.mark.parametrize(
    ("desde", "hasta", "rige"),
    [(-9, -1, False), (1, None, False), (1, 9, False), (0, 0, True), (-9, None, True)],
)
def test_only_while_it_lasts(desde, hasta, rige):
    persona, hoy = usuario(), localdate()
    Asignacion.objects.create(
        usuario=persona, unidad=ugel(), rol=Group.objects.get(name="Especialista de escalafón"),
        desde=hoy + timedelta(days=desde),
        hasta=None if hasta is None else hoy + timedelta(days=hasta),
    )  # fmt: skip
    assert bool(a_cargo(persona)) is rige
    assert persona.is_staff is rige
    assert persona.has_perm(PERMISO) is rige


def test_a_right_that_the_role_lacks_has_no_branch():
    assert a_cargo(personal(ugel(), "Planillas")) == set()


def test_who_has_no_role_has_nothing():
    assert a_cargo(usuario()) == set()
    assert not AnonymousUser().has_perm(PERMISO)


def test_groups_put_by_hand_give_no_rights():
    persona = usuario()
    persona.groups.add(Group.objects.get(name="Operador MINEDU"))
    assert not persona.has_perm(PERMISO)
    assert not persona.is_staff
