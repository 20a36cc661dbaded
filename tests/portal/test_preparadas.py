"""A prepared query says what its queryset says, for each person and each day."""

from datetime import date

import pytest
import time_machine

from accounts.backends import AsignacionBackend
from accounts.models import Usuario
from boletas.models import Boleta
from legajo.consultas import servidor_de
from legajo.models import Servidor
from portal.preparadas import Preparada, columnas_de, instancia
from tests import fabricas

pytestmark = pytest.mark.django_db


def test_each_key_gets_its_own_row():
    uno, otro = fabricas.usuario(), fabricas.usuario()
    consulta = Preparada(lambda pk: Usuario.objects.filter(pk=pk).values_list("documento"))
    assert [*consulta.filas(uno.pk)] == [(uno.documento,)]
    assert [*consulta.filas(otro.pk)] == [(otro.documento,)]
    assert [*consulta.filas(0)] == []


def test_an_instance_is_the_one_that_the_orm_reads():
    usuario = fabricas.usuario()
    consulta = Preparada(
        lambda pk: Usuario.objects.filter(pk=pk).values_list(*columnas_de(Usuario))
    )
    (leido,) = (instancia(Usuario, fila) for fila in consulta.filas(usuario.pk))
    directo = Usuario.objects.get(pk=usuario.pk)
    assert [getattr(leido, c) for c in columnas_de(Usuario)] == [
        getattr(directo, c) for c in columnas_de(Usuario)
    ]


def test_a_date_always_means_today():
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.vinculo(persona, fecha_inicio=date(2020, 1, 1), fecha_fin=date(2020, 12, 31))
    with time_machine.travel("2020-06-01"):
        assert servidor_de(persona.usuario).vigente
    with time_machine.travel("2021-06-01"):
        assert not servidor_de(persona.usuario).vigente


def test_rights_of_staff_begin_and_end_by_date():
    persona = fabricas.personal(fabricas.ugel())
    assert AsignacionBackend().get_user(persona.pk).is_staff
    persona.asignaciones.update(desde=date(2020, 1, 1), hasta=date(2020, 12, 31))
    assert not AsignacionBackend().get_user(persona.pk).is_staff


def test_the_unit_comes_with_the_servidor(django_assert_num_queries):
    persona = fabricas.servidor(fabricas.ugel())
    superior = persona.unidad.superior
    with django_assert_num_queries(1):
        leido = servidor_de(persona.usuario)
        assert (leido.unidad, leido.unidad.superior) == (persona.unidad, superior)
    assert leido == Servidor.objects.get(pk=persona.pk)


def test_columns_that_the_orm_converts_are_converted():
    consulta = Preparada(lambda pk: Boleta.objects.filter(servidor=pk).values_list("datos__cargo"))
    assert [*consulta.filas(0)] == []
    assert consulta.conversiones
