"""The traffic light of a term: in words, by working days of the unit, at a fixed cost."""

from datetime import date

import pytest

from solicitudes import decisiones
from solicitudes.models import Feriado, Solicitud
from solicitudes.semaforo import AMBAR, DETENIDO, ROJO, VERDE, Semaforos, semaforo
from tests import fabricas
from tests.solicitudes.apoyo import enviar_alta
from tests.solicitudes.test_plazos import a_las

pytestmark = pytest.mark.django_db


@pytest.fixture
def solicitud() -> Solicitud:
    with a_las(date(2026, 9, 1)):
        return enviar_alta(fabricas.servidor(fabricas.ugel()))  # vence 14/10/2026, Wednesday


@pytest.mark.parametrize(
    ("dia", "tono", "texto"),
    [
        (date(2026, 9, 1), VERDE, "Quedan 30 días hábiles"),
        (date(2026, 10, 6), AMBAR, "Quedan 5 días hábiles"),
        (date(2026, 10, 13), AMBAR, "Queda 1 día hábil"),
        (date(2026, 10, 14), AMBAR, "Vence hoy"),
        (date(2026, 10, 15), ROJO, "Venció hace 1 día hábil"),
        (date(2026, 10, 21), ROJO, "Venció hace 5 días hábiles"),
    ],
)
def test_dice_cuanto_queda(solicitud, dia, tono, texto):
    with a_las(dia):
        assert semaforo(solicitud) == (tono, texto)
        assert Semaforos().de(solicitud) == (tono, texto)


def test_observada_esta_detenida_y_decidida_ya_no_corre(solicitud):
    with a_las(date(2026, 1, 5)):
        por = fabricas.personal(fabricas.ugel())
    with a_las(date(2026, 9, 8)):
        observada = decisiones.observar(solicitud.pk, por=por, motivo="Falta el reverso")
        assert semaforo(observada) == (DETENIDO, "Detenida: espera al servidor hasta el 15/09/2026")
    with a_las(date(2026, 9, 16)):
        assert semaforo(observada) == (DETENIDO, "Detenida: no subsanó hasta el 15/09/2026")
        atendida = decisiones.atender(solicitud.pk, por=por)
    assert semaforo(atendida) == (DETENIDO, "Atendido en 5 días hábiles")
    assert semaforo(Solicitud()) == (DETENIDO, "Sin plazo")


def test_muchas_filas_de_muchas_unidades_cuestan_dos_consultas(django_assert_num_queries):
    for codigo in ("190001", "190002", "210001"):
        with a_las(date(2026, 9, 1)):
            enviar_alta(fabricas.servidor(fabricas.ugel(codigo)))
    Feriado.objects.create(
        dia=date(2026, 10, 9), nombre="Aniversario", unidad=fabricas.ugel("190000")
    )
    filas = list(Solicitud.objects.select_related("unidad").order_by("unidad__codigo"))
    with a_las(date(2026, 10, 6)), django_assert_num_queries(2):
        luces = Semaforos().de_todas(filas)
    textos = [luces[s.pk].texto for s in filas]
    assert textos == ["Quedan 4 días hábiles"] * 2 + ["Quedan 5 días hábiles"]
