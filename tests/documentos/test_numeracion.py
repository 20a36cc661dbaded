"""Numbers of a unit: without repeats and without holes, however many issue at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from legajo.models import Documento, Numeracion
from legajo.numeracion import numero_para
from tests import fabricas

CLASE = Documento.Clase.INFORME


@pytest.mark.django_db
def test_each_unit_and_kind_counts_by_itself():
    una, otra = fabricas.ugel(), fabricas.ugel("150102")
    assert numero_para("a", CLASE, una).startswith("00001-")
    assert numero_para("b", CLASE, una).startswith("00002-")
    assert numero_para("c", CLASE, otra) == f"00001-{Numeracion.objects.last().anio}-{otra.nombre}"
    assert numero_para("d", Documento.Clase.CONSTANCIA, una).startswith("00001-")


@pytest.mark.django_db
def test_what_failed_once_takes_its_number_again():
    unidad = fabricas.ugel()
    primero = numero_para("a", CLASE, unidad)
    numero_para("b", CLASE, unidad)
    assert numero_para("a", CLASE, unidad) == primero


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_no_hole():
    unidad = fabricas.ugel()

    def pedir(n: int) -> str:
        try:
            return numero_para(f"clave-{n}", CLASE, unidad)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hilos:
        numeros = list(hilos.map(pedir, range(40)))
    assert sorted(n[:5] for n in numeros) == [f"{n:05}" for n in range(1, 41)]
