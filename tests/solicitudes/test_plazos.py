"""Terms: working days of a unit, what counts as received, and what a pause does to them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from legajo.models import Capacitacion, RegimenLaboral
from solicitudes import decisiones, verbos
from solicitudes.base import cargar_solicitudes
from solicitudes.models import Feriado, Plazo, Solicitud
from solicitudes.plazos import Calendario, habiles_entre, recepcion, sumar_habiles, termino
from tests import fabricas
from tests.solicitudes.apoyo import enviar_alta

pytestmark = pytest.mark.django_db
LIMA = ZoneInfo("America/Lima")


def a_las(dia: date, hora: int = 9) -> time_machine.travel:
    return time_machine.travel(
        datetime(dia.year, dia.month, dia.day, hora, tzinfo=LIMA), tick=False
    )


def test_un_feriado_regional_corre_el_plazo_solo_en_su_rama():
    dre, ugel, otra = (fabricas.ugel(c) for c in ("190000", "190001", "210001"))
    Feriado.objects.create(dia=date(2026, 11, 24), nombre="Aniversario de Pasco", unidad=dre)
    lunes = date(2026, 11, 23)
    assert sumar_habiles(lunes, 1) == sumar_habiles(lunes, 1, otra) == date(2026, 11, 24)
    assert sumar_habiles(lunes, 1, ugel) == sumar_habiles(lunes, 1, dre) == date(2026, 11, 25)


def test_los_dias_entre_dos_fechas_son_los_que_el_plazo_cuenta():
    desde = date(2026, 12, 4)  # Friday; the 8th and the 9th are holidays
    for cuantos in range(30):
        assert habiles_entre(desde, sumar_habiles(desde, cuantos)) == cuantos
    assert habiles_entre(date(2026, 12, 11), desde) == -3


@pytest.mark.parametrize(
    ("cuando", "recibida"),
    [
        (datetime(2026, 11, 25, 16, 30), date(2026, 11, 25)),
        (datetime(2026, 11, 25, 16, 31), date(2026, 11, 26)),
        (datetime(2026, 11, 27, 23, 0), date(2026, 11, 30)),
        (datetime(2026, 11, 29, 9, 0), date(2026, 11, 30)),
        (datetime(2026, 12, 7, 18, 0), date(2026, 12, 10)),
    ],
)
def test_lo_que_llega_tarde_es_del_siguiente_dia_habil(cuando, recibida):
    assert recepcion(cuando, Calendario.de(None, cuando.date())) == recibida


def test_el_plazo_de_un_regimen_vale_para_quien_lo_tiene():
    persona = fabricas.servidor(fabricas.ugel())  # Ley 29944, código 1
    assert termino("modificacion", persona) == 30
    Plazo.objects.create(
        procedimiento="modificacion", regimen=RegimenLaboral.objects.get(codigo="1"), dias=12
    )
    assert termino("modificacion", persona) == 12
    assert termino("modificacion") == 30


def test_la_solicitud_dice_el_ultimo_dia_para_responderla():
    with a_las(date(2026, 11, 25)):
        solicitud = enviar_alta(fabricas.servidor(fabricas.ugel()))
    assert solicitud.vence == sumar_habiles(date(2026, 11, 25), 30) == date(2027, 1, 12)
    assert not solicitud.vencida
    with a_las(date(2027, 1, 12)):
        assert not Solicitud.objects.get(pk=solicitud.pk).vencida
    with a_las(date(2027, 1, 13)):
        assert Solicitud.objects.get(pk=solicitud.pk).vencida


def test_mientras_esta_observada_el_plazo_no_corre():
    persona, decisor = fabricas.servidor(fabricas.ugel()), fabricas.personal(fabricas.ugel())
    with a_las(date(2026, 11, 25)):
        pk = enviar_alta(persona).pk
    with a_las(date(2026, 12, 2)):  # five working days later
        observada = decisiones.observar(pk, por=decisor, motivo="Falta el reverso")
        assert observada.subsanar_hasta == date(2026, 12, 11)
    with a_las(date(2027, 2, 1)):
        assert not Solicitud.objects.get(pk=pk).vencida
        subsanada = verbos.subsanar(pk, por=persona.usuario, explicacion="Va el reverso")
    assert subsanada.vence == sumar_habiles(date(2027, 2, 1), 25)
    with a_las(date(2027, 2, 3)):
        atendida = decisiones.atender(pk, por=decisor)
    assert atendida.dias == 7
    assert Capacitacion.objects.filter(servidor=persona).count() == 1


def test_lo_que_el_minedu_cambio_queda_aunque_se_cargue_otra_vez():
    Feriado.objects.filter(dia=date(2027, 7, 23)).update(dia=date(2027, 7, 26))
    Plazo.objects.filter(procedimiento="modificacion").update(dias=20)
    antes = set(Feriado.objects.values_list("dia", flat=True))
    list(cargar_solicitudes())
    assert set(Feriado.objects.values_list("dia", flat=True)) == antes
    assert termino("modificacion") == 20
