"""A portal for the run, a browser for the module, and a page that complains of what is wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.navegador.persona import Persona
from tests.navegador.vivo import Plantilla, PortalVivo, portal_vivo

TELEFONO = {"width": 360, "height": 740}
ESCRITORIO = {"width": 1280, "height": 900}
OPCIONES = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--disable-features=PreconnectToSearch,OptimizationHints,Translate",
    "--autoplay-policy=no-user-gesture-required",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is below this folder, to run it alone with `-m navegador` or leave it out."""
    aqui = Path(__file__).parent
    for item in items:
        if aqui in item.path.parents:
            item.add_marker("navegador")


@pytest.fixture(scope="session")
def vivo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalVivo]:
    """The portal of this process."""
    with portal_propio(tmp_path_factory) as portal:
        yield portal


@contextmanager
def portal_propio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalVivo]:
    """A portal that nobody used; the demo behind it is made once for all processes."""
    comun = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        comun = comun.parent
    carpeta = tmp_path_factory.mktemp("vivo") / "portal"
    with portal_vivo(carpeta, Plantilla(comun / "plantilla")) as portal:
        yield portal


@pytest.fixture(scope="module")
def navegador() -> Iterator[Browser]:
    """Chromium of the machine. One a module: its event loop would forbid Django's ORM to others."""
    with sync_playwright() as playwright:
        navegador = abrir_chromium(playwright)
        yield navegador
        navegador.close()


def abrir_chromium(playwright: Playwright) -> Browser:
    """Start the machine's Chromium, or fail and say how to have one."""
    ruta = os.environ.get("PORTAL_CHROMIUM") or "/usr/bin/chromium"
    if not shutil.which(ruta):
        pytest.fail(f"No hay Chromium en {ruta}: instálelo o dígalo en PORTAL_CHROMIUM.")
    return playwright.chromium.launch(executable_path=ruta, args=list(OPCIONES))


@pytest.fixture
def abrir(navegador: Browser, vivo: PortalVivo) -> Iterator[Callable[..., Persona]]:
    """`abrir()` is a new person at the door; what his browser noted is looked at in the end."""
    personas: list[Persona] = []

    def nueva(*, ancho: str = "telefono", **opciones: Any) -> Persona:
        ventana = TELEFONO if ancho == "telefono" else ESCRITORIO
        contexto = navegador.new_context(
            viewport=ventana, locale="es-PE", timezone_id="America/Lima", base_url=vivo.url,
            has_touch=ancho == "telefono", **opciones,
        )  # fmt: skip
        contexto.set_default_timeout(15_000)
        personas.append(Persona(contexto, vivo))
        return personas[-1]

    yield nueva
    for persona in personas:
        persona.contexto.close()
    assert [falta for persona in personas for falta in persona.faltas] == []


@pytest.fixture(params=["telefono", "escritorio"])
def ancho(request: pytest.FixtureRequest) -> str:
    """Both windows: a phone of 360 px, and a desk."""
    return str(request.param)
