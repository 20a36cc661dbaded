"""The synthetic payroll: it squares, it repeats itself, and it is quick."""

from datetime import date
from decimal import Decimal

import pytest

from boletas.models import Boleta, Concepto
from boletas.periodo import ultimos
from boletas.sinteticas import generar
from tests import fabricas

pytestmark = pytest.mark.django_db
MESES = ultimos(202611, 24)
GRUPOS = ("docente", "auxiliar", "administrativo", "CAS", "salud")


@pytest.fixture
def empleos():
    personas = [fabricas.servidor(fabricas.ugel(), con_vinculo=False) for _ in GRUPOS]
    return [
        (p.pk, p.unidad_id, p.documento, grupo, "PROFESOR", "IE 30001", "LEY NRO 29944", "III",
         "1", date(2010, 3, 1), None)
        for p, grupo in zip(personas, GRUPOS, strict=True)
    ]  # fmt: skip


def test_cada_mes_de_cada_cargo_una_vez(empleos):
    escritas = generar(empleos, MESES, 7)
    assert escritas == Boleta.objects.count() >= 24 * len(GRUPOS)
    assert generar(empleos, MESES, 7) == 0
    assert set(Boleta.objects.values_list("planilla", flat=True)) == {"ACT/TIT", "CAS/CONT/TIT"}


def test_solo_los_meses_que_duro_el_cargo(empleos):
    *resto, _, _ = empleos[0]
    assert generar([(*resto, date(2025, 3, 1), date(2025, 5, 31))], MESES, 7) in (3, 4)
    assert set(Boleta.objects.values_list("periodo", flat=True)) >= {202503, 202504, 202505}


def test_montos_de_un_docente(empleos):
    generar(empleos[:1], [202601, 202607], 7)
    enero, julio = Boleta.objects.order_by("periodo")
    assert ["177", "+", "RIM_Ley 29944", "4200.84"] in enero.conceptos
    assert ["023", "+", "Bonif.Escolar", "400.00"] in enero.conceptos
    assert ["022", "+", "Aguinaldo", "300.00"] in julio.conceptos
    assert enero.imponible == Decimal("4200.84")


def test_los_conceptos_son_los_del_catalogo(empleos):
    generar(empleos, MESES, 7)
    catalogo = set(Concepto.objects.values_list("codigo", "signo", "nombre"))
    usados = {tuple(c[:3]) for lineas in Boleta.objects.values_list("conceptos", flat=True)
              for c in lineas}  # fmt: skip
    assert usados <= catalogo
