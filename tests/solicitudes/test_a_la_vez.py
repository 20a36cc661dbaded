"""Two at once on the same request: exactly one wins, and legajo, history and events agree."""

import os
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from legajo import cambios
from legajo.models import Capacitacion, Mudanza, Servidor, TipoDocumento
from solicitudes import decisiones, verbos
from solicitudes.models import Evento, Solicitud
from solicitudes.transiciones import VerboNegado, lo_visto
from tests import fabricas
from tests.solicitudes.apoyo import enviar_cambio

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1200)]

RONDAS = 1000 if os.environ.get("PORTAL_PRUEBAS_LARGAS") else 100


def _a_la_vez(*acciones: Callable[[], Any]) -> list[str]:
    """Run each in a thread and connection of its own, started together; who won, who was told."""
    salida = threading.Barrier(len(acciones))
    resultados: list[str] = []

    def correr(accion: Callable[[], Any]) -> None:
        try:
            salida.wait()
            resultados.append(accion().situacion)
        except VerboNegado:
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
    "atender-observar": ("atender", "observar"),
    "observar-anular": ("observar", "anular"),
    "en bloque-observar": ("en bloque", "observar"),
    "en bloque-rechazar": ("en bloque", "rechazar"),
    "subsanar-anular": ("subsanar", "anular"),
    "subsanar-rechazar": ("subsanar", "rechazar"),
    "subsanar-atender": ("subsanar", "atender"),
}
APLICAN = {"atendido"}


@pytest.mark.parametrize("pareja", PAREJAS.values(), ids=PAREJAS)
def test_gana_exactamente_uno(pareja):
    persona = fabricas.servidor(fabricas.ugel())
    uno, otro = fabricas.personal(fabricas.ugel()), fabricas.personal(fabricas.ugel())
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="antes")
    for ronda in range(RONDAS):
        registro.refresh_from_db()
        antes = registro.version
        solicitud = enviar_cambio(persona, registro, tema=f"ronda {ronda}")
        if "subsanar" in pareja:
            solicitud = decisiones.observar(solicitud.pk, por=uno, motivo="Falta")
        desde, eventos = solicitud.situacion, solicitud.eventos.count()
        hechos = _hechos(solicitud.pk, lo_visto(solicitud), persona.usuario)
        resultados = _a_la_vez(
            lambda hechos=hechos: hechos[pareja[0]](uno),
            lambda hechos=hechos: hechos[pareja[1]](otro),
        )
        assert resultados.count("negado") == 1, resultados
        solicitud = Solicitud.objects.get(pk=solicitud.pk)
        assert solicitud.situacion in resultados
        assert solicitud.situacion != desde
        assert Evento.objects.filter(solicitud=solicitud).count() == eventos + 1
        registro.refresh_from_db()
        aplicado = solicitud.situacion in APLICAN
        assert (registro.tema == f"ronda {ronda}") == aplicado
        assert registro.version == antes + aplicado
        assert registro.historia.filter(
            pgh_context__medio=f"solicitud {solicitud.numero}"
        ).count() == (1 if aplicado else 0)
        if solicitud.abierta:
            verbos.anular(solicitud.pk, por=persona.usuario)


def _hechos(pk: int, vista: int, titular: Any) -> dict[str, Callable[[Any], Any]]:
    return {
        "atender": lambda por: decisiones.atender(pk, por=por, vista=vista),
        "en bloque": lambda por: decisiones.atender(pk, por=por, vista=vista),
        "rechazar": lambda por: decisiones.rechazar(pk, por=por, motivo="No", vista=vista),
        "observar": lambda por: decisiones.observar(pk, por=por, motivo="Falta", vista=vista),
        "subsanar": lambda por: verbos.subsanar(pk, por=titular, explicacion="Va", vista=vista),
        "anular": lambda por: verbos.anular(pk, por=titular, vista=vista),
    }


def test_lo_cambiado_entretanto_nunca_se_pisa_sin_verlo():
    """An especialista keeps the record while another attends with what he saw before."""
    persona = fabricas.servidor(fabricas.ugel())
    uno, otro = fabricas.personal(fabricas.ugel()), fabricas.personal(fabricas.ugel())
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="antes")
    for ronda in range(RONDAS):
        registro.refresh_from_db()
        solicitud = enviar_cambio(persona, registro, tema=f"pedido {ronda}")
        version = registro.version

        def corregir(ronda=ronda):
            mio = Capacitacion.objects.get(pk=registro.pk)
            mio.version, mio.tema = version, f"corregido {ronda}"
            cambios.cambiar(mio, campos=("tema",), autoria=cambios.Autoria(otro, "admin"))
            return solicitud

        def atender(pk=solicitud.pk):
            return decisiones.atender(pk, por=uno, version_vista=version)

        _con_errores(corregir, atender)
        registro.refresh_from_db()
        solicitud.refresh_from_db()
        assert registro.version == version + 1
        esperado = f"pedido {ronda}" if solicitud.estado == "atendido" else f"corregido {ronda}"
        assert registro.tema == esperado
        if solicitud.abierta:
            verbos.anular(solicitud.pk, por=persona.usuario)


def _con_errores(*acciones: Callable[[], Any]) -> None:
    """As `_a_la_vez`, where the loser is told by a ValidationError."""
    from django.core.exceptions import ValidationError

    def probar(accion: Callable[[], Any]) -> Callable[[], Any]:
        def hecho() -> Any:
            try:
                return accion()
            except ValidationError as error:
                raise VerboNegado(str(error)) from error

        return hecho

    assert _a_la_vez(*map(probar, acciones)).count("negado") == 1


def test_mudar_el_legajo_mientras_se_atiende_no_se_traba():
    """Both lock the file first: whoever comes second waits, and nobody is thrown out."""
    nacional = fabricas.personal(fabricas.ugel("000000"), "Operador MINEDU")
    lugares = [fabricas.ugel("190001"), fabricas.ugel("190002")]
    persona = fabricas.servidor(lugares[0])
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="antes")
    for ronda in range(RONDAS // 4):
        registro.refresh_from_db()
        pk = enviar_cambio(persona, registro, tema=f"ronda {ronda}").pk
        de, a = lugares[ronda % 2], lugares[1 - ronda % 2]

        def mudar(de=de, a=a, pk=pk):
            mudanza = Mudanza(
                de=de, a=a, tipo_documento=TipoDocumento.objects.first(), numero_documento="RD 1",
                fecha_documento="2026-01-15",
            )  # fmt: skip
            cambios.mudar(Servidor.objects.get(pk=persona.pk), mudanza, por=nacional)
            return Solicitud.objects.get(pk=pk)

        resultados = _a_la_vez(mudar, lambda pk=pk: decisiones.atender(pk, por=nacional))
        assert "negado" not in resultados
        solicitud = Solicitud.objects.get(pk=pk)
        assert (solicitud.estado, solicitud.unidad_id) == ("atendido", a.pk)
