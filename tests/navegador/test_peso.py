"""Goal 15: the first visit of a page weighs at most 30 KB in 6 requests; a later one 6 KB in 2."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession

from tests.navegador.conftest import portal_propio
from tests.navegador.persona import Persona
from tests.navegador.test_comodidad import primero
from tests.navegador.vivo import PortalVivo

Abrir = Callable[..., Persona]
PRIMERA, PEDIDOS = 30_000, 6
DESPUES, PEDIDOS_DESPUES = 6_000, 2
UNA_VIDA = {
    "/hoja-de-vida/": 9_000
}  # a whole career in 26 kinds on one page, each row with its sustento: 4 KB of it are its data
PUBLICAS = (
    "/",
    "/ingresar/",
    "/generar-contrasena/",
    "/generar-contrasena/codigo/",
    "/ayuda/",
    "/ugel/",
    "/ugel/?q=huancayo",
    "/verificar/",
    "/verificar/lista/",
)
PROPIAS = (
    "/", "/legajo/", "/legajo/filiacion/", "/legajo/formacion/",
    "/legajo/tiempo-de-servicios/", "/solicitudes/",
    "/solicitudes/nueva/", "/solicitudes/nueva/capacitaciones/agregar/", "/hoja-de-vida/",
    "/boletas/", "/legajo/donde-esta/", "/legajo/formacion/?a_la_fecha=2025-03-31",
)  # fmt: skip


@pytest.fixture(scope="module")
def vivo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalVivo]:
    """A portal of its own: what other tests write makes the pages of the cast heavier."""
    with portal_propio(tmp_path_factory) as portal:
        yield portal


class Balanza:
    """Counts what the network brings to a page, headers included, nothing that was kept."""

    def __init__(self, alguien: Persona) -> None:
        self.alguien = alguien
        self.cdp: CDPSession = alguien.contexto.new_cdp_session(alguien.page)
        self.cdp.send("Network.enable")
        self.cdp.on("Network.responseReceived", self._al_responder)
        self.cdp.on("Network.loadingFinished", self._al_terminar)
        self.guardados: set[str] = set()
        self.bytes: dict[str, float] = {}

    def _al_responder(self, evento: dict[str, Any]) -> None:
        respuesta = evento["response"]
        if respuesta.get("fromDiskCache") or not respuesta["url"].startswith("http"):
            self.guardados.add(evento["requestId"])

    def _al_terminar(self, evento: dict[str, Any]) -> None:
        if evento["requestId"] not in self.guardados and evento["encodedDataLength"]:
            self.bytes[evento["requestId"]] = evento["encodedDataLength"]

    def pesar(self, camino: str) -> tuple[float, int]:
        """Bytes and requests of a visit."""
        self.guardados, self.bytes = set(), {}
        self.alguien.ir(camino)
        self.alguien.page.wait_for_timeout(120)  # the last events come after `load`
        return sum(self.bytes.values()), len(self.bytes)

    def dos_visitas(self, camino: str) -> tuple[float, int, float, int]:
        """The first visit ever, and the next."""
        self.cdp.send("Network.clearBrowserCache")
        return (*self.pesar(camino), *self.pesar(camino))


def excesos(alguien: Persona, caminos: tuple[str, ...]) -> list[str]:
    """Pages above their goal, with how much they weigh."""
    balanza, hallados = Balanza(alguien), []
    for camino in caminos:
        antes, pedidos, luego, pedidos_luego = balanza.dos_visitas(camino)
        print(f"{camino:50} {antes:7.0f} B {pedidos} | {luego:7.0f} B {pedidos_luego}")  # noqa: T201
        if antes > PRIMERA or pedidos > PEDIDOS:
            hallados.append(f"{camino}: first visit {antes:.0f} B in {pedidos} requests")
        if luego > UNA_VIDA.get(camino, DESPUES) or pedidos_luego > PEDIDOS_DESPUES:
            hallados.append(f"{camino}: later visit {luego:.0f} B in {pedidos_luego} requests")
    return hallados


def test_public_pages_are_light(abrir: Abrir) -> None:
    assert excesos(abrir(), PUBLICAS) == []


@pytest.mark.parametrize("clave", ["docente", "contratada"])
def test_the_pages_of_a_servidor_are_light(abrir: Abrir, clave: str) -> None:
    alguien = abrir().ingresa(clave)
    detalles = (
        primero(alguien, "/boletas/", "main .meses a"),
        primero(alguien, "/solicitudes/", "main td a"),
        registro := primero(alguien, "/legajo/filiacion/", "main td a"),
        f"{registro}historial/",
    )
    assert excesos(alguien, (*PROPIAS, *detalles)) == []
