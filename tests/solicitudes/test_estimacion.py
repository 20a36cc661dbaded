"""What a servidor may expect before he sends: of his unit and kind, of a year, of enough cases."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from solicitudes.estimacion import MINIMO, estimar
from solicitudes.models import Resumen
from solicitudes.resumen import mover
from tests import fabricas

pytestmark = pytest.mark.django_db
TIPO = "capacitaciones"


def resumir(
    dias: dict[int, int], *, hace: int = 1, unidad: str = "190001", tipo: str = TIPO, **mas: object
) -> None:
    """A month of the summary with so many decided in so many days."""
    Resumen.objects.create(
        unidad=fabricas.ugel(unidad), mes=mover(localdate(), -hace), tipo_slug=tipo,
        atendidas=sum(dias.values()), dias=[dias.get(n, 0) for n in range(61)], **mas,
    )  # fmt: skip


def test_dice_los_dias_las_observadas_y_el_motivo_mas_comun(django_assert_num_queries):
    resumir({3: 20, 6: 20}, observadas=4, motivos={"Falta la copia del reverso": 3})
    resumir(
        {9: 10}, hace=4, observadas=5, motivos={"No se lee.": 2, "Falta la copia del reverso": 1}
    )
    ugel = fabricas.ugel()
    with django_assert_num_queries(1):
        estimacion = estimar(ugel, TIPO)
    assert str(estimacion) == (
        "En su UGEL la mitad se atiende en 6 días hábiles; el 18 % se observa: "
        "falta la copia del reverso."
    )


def test_con_pocos_casos_no_dice_nada():
    resumir({2: MINIMO - 1})
    assert estimar(fabricas.ugel(), TIPO) is None
    resumir({2: 1}, hace=2)
    assert (
        str(estimar(fabricas.ugel(), TIPO)) == "En su UGEL la mitad se atiende en 2 días hábiles."
    )


def test_no_cuenta_lo_de_otra_unidad_lo_de_otro_tipo_ni_lo_de_hace_mas_de_un_ano():
    resumir({2: 50}, unidad="190002")
    resumir({2: 50}, tipo="contacto")
    resumir({2: 50}, hace=12)
    assert estimar(fabricas.ugel(), TIPO) is None


@pytest.mark.parametrize(
    ("dia", "dicho"), [(0, "el mismo día"), (1, "en 1 día hábil"), (60, "en 60 días hábiles o más")]
)
def test_los_dias_se_dicen_como_se_dicen(dia, dicho):
    resumir({dia: 30})
    assert str(estimar(fabricas.ugel(), TIPO)) == f"En su UGEL la mitad se atiende {dicho}."


def test_la_hoja_de_vida_y_una_dre():
    resumir({4: 25}, unidad="190000", tipo="")
    assert str(estimar(fabricas.ugel("190000"), "")).startswith("En su DRE la mitad")


def test_mover_meses_pasa_de_un_ano_a_otro():
    assert mover(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert mover(date(2026, 12, 5), 1) == date(2027, 1, 1)
    assert mover(date(2026, 11, 25), 0) == date(2026, 11, 1)
