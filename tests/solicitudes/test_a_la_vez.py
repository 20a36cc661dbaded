"""Two at once on the same request: exactly one wins, and everything agrees."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from legajo.models import Capacitacion
from solicitudes import decisiones, transiciones, verbos
from solicitudes.models import Evento, Solicitud
from tests import fabricas
from tests.solicitudes.apoyo import enviar_cambio

pytestmark = pytest.mark.django_db(transaction=True)

RONDAS = 20


def _a_la_vez(*acciones: Callable[[], Any]) -> list[str]:
    """Run each in a thread and connection of its own, started together; who won, who was told."""
    salida = threading.Barrier(len(acciones))
    resultados: list[str] = []

    def correr(accion: Callable[[], Any]) -> None:
        try:
            salida.wait()
            resultados.append(accion().estado)
        except transiciones.VerboNegado:
            resultados.append("negado")
        finally:
            connection.close()

    hilos = [threading.Thread(target=correr, args=(a,)) for a in acciones]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    return resultados


PAREJAS = {
    "atender-atender": ("atender", "atender"),
    "atender-rechazar": ("atender", "rechazar"),
    "atender-anular": ("atender", "anular"),
    "rechazar-anular": ("rechazar", "anular"),
}


@pytest.mark.parametrize("pareja", PAREJAS.values(), ids=PAREJAS)
def test_gana_exactamente_uno(pareja):
    persona = fabricas.servidor(fabricas.ugel())
    uno, otro = fabricas.personal(fabricas.ugel()), fabricas.personal(fabricas.ugel())
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="antes")
    for ronda in range(RONDAS):
        registro.refresh_from_db()
        pk = enviar_cambio(persona, registro, tema=f"ronda {ronda}").pk
        actos = {
            "atender": lambda por, pk=pk: decisiones.atender(pk, por=por),
            "rechazar": lambda por, pk=pk: decisiones.rechazar(pk, por=por, motivo="No"),
            "anular": lambda por, pk=pk: verbos.anular(pk, por=persona.usuario),
        }
        resultados = _a_la_vez(
            lambda: actos[pareja[0]](uno),
            lambda: actos[pareja[1]](otro),
        )
        assert resultados.count("negado") == 1, resultados
        solicitud = Solicitud.objects.get(pk=pk)
        assert solicitud.estado in resultados
        assert Evento.objects.filter(solicitud=pk).count() == 2
        aplicado = Capacitacion.objects.get(pk=registro.pk).tema == f"ronda {ronda}"
        assert aplicado == (solicitud.estado == "atendido")
