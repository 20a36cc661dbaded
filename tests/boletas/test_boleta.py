"""What the database holds of a boleta: it squares, and it never changes."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction

from boletas.models import Boleta
from boletas.models.boleta import uuid_ordenado
from tests import fabricas
from tests.boletas import apoyo

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cambio", "regla"),
    [
        ({"ingresos": Decimal("3500.71")}, "boleta_liquido|boleta_totales"),
        ({"ingresos": Decimal("3500.71"), "liquido": Decimal("3048.42")}, "boleta_totales"),
        ({"descuentos": Decimal(0), "liquido": Decimal("3500.70")}, "boleta_totales"),
        ({"aportes": Decimal(0)}, "boleta_totales"),
        ({"liquido": Decimal(1)}, "boleta_liquido"),
        ({"conceptos": {"a": 1}}, "boleta_conceptos"),
        ({"conceptos": ["177"]}, "boleta_conceptos"),
        ({"conceptos": [["177", "+", "RIM", 3500.70]]}, "boleta_conceptos"),
        ({"conceptos": [["177", "*", "RIM", "3500.70"]]}, "boleta_conceptos"),
        ({"conceptos": [["177", "+", "RIM", "NaN"]]}, "boleta_conceptos"),
        ({"conceptos": [["177", "+", "RIM", "3500.7"]]}, "boleta_conceptos"),
        ({"conceptos": []}, "boleta_totales"),
        ({"periodo": 202513}, "boleta_periodo"),
        ({"version": 0}, "boleta_version"),
    ],
)
def test_la_base_niega_lo_que_no_cuadra(cambio, regla):
    with pytest.raises(IntegrityError, match=regla), transaction.atomic():
        apoyo.boleta(apoyo.docente(), **cambio)


def test_la_regla_habla_en_espanol():
    with pytest.raises(ValidationError, match="Los totales no son la suma de los conceptos"):
        apoyo.nueva(apoyo.docente(), aportes=Decimal(1)).full_clean()
    apoyo.nueva(apoyo.docente()).full_clean()


def test_una_version_no_se_repite():
    docente = apoyo.docente()
    apoyo.boleta(docente)
    with pytest.raises(IntegrityError, match="boleta_una_por_cargo"), transaction.atomic():
        apoyo.boleta(docente)
    apoyo.boleta(docente, version=2)
    apoyo.boleta(docente, numero_cargo="2")


@pytest.mark.parametrize(
    "intento",
    [
        "UPDATE boletas_boleta SET liquido = 0",
        "DELETE FROM boletas_boleta",
        "TRUNCATE boletas_boleta",
        "ALTER TABLE boletas_boleta DROP CONSTRAINT boleta_totales_suman_los_conceptos",
        "DROP FUNCTION boleta_cuadra",
    ],
)
def test_la_aplicacion_no_puede_cambiarla(intento):
    apoyo.boleta(apoyo.docente())
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(intento)


def test_cada_indice_tiene_el_periodo_y_no_hay_indices_ocultos():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'boletas_boleta'")
        indices = [fila[0] for fila in cursor.fetchall()]
    assert len(indices) == 3
    assert all("periodo" in i for i in indices)


def test_los_identificadores_son_version_siete_y_no_se_repiten():
    varios = [uuid_ordenado() for _ in range(1000)]
    assert len(set(varios)) == 1000
    assert {(u.version, u.variant) for u in varios} == {(7, uuid.RFC_4122)}
    assert [u.int >> 64 for u in varios] == sorted(u.int >> 64 for u in varios)


def test_el_personal_ve_su_rama_y_nunca_lo_suyo():
    propia, ajena = fabricas.ugel("190001"), fabricas.ugel("080001")
    de_aqui = apoyo.boleta(fabricas.servidor(propia))
    apoyo.boleta(fabricas.servidor(ajena))
    suyo = fabricas.servidor(propia)
    apoyo.boleta(suyo)
    especialista = suyo.usuario
    assert not Boleta.objects.visible_to(especialista).exists()
    apoyo.dar_rol(especialista, propia)
    assert list(Boleta.objects.visible_to(especialista)) == [de_aqui]
    assert not Boleta.objects.visible_to(especialista, "boletas.change_concepto").exists()
