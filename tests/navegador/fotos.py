"""Takes the pictures of the README: `python -m tests.navegador.fotos`.

Needs DATABASE_URL and DATABASE_OWNER_URL of a PostgreSQL (see CONTRIBUTING.md) and Chromium.
"""

from __future__ import annotations

import os
import tempfile
from io import BytesIO
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("SECRET_KEY", "only-for-pictures")

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.navegador.conftest import ESCRITORIO, TELEFONO, abrir_chromium
from tests.navegador.persona import Persona
from tests.navegador.vivo import RAIZ, Plantilla, PortalVivo, portal_vivo

DESTINO = RAIZ / "docs" / "imagenes"
MAXIMO = 120_000  # bytes of a picture
COLORES = 64


def main() -> None:
    """Make a demo, walk it and leave the pictures in docs/imagenes."""
    DESTINO.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as carpeta, sync_playwright() as playwright:
        plantilla = Plantilla(Path(carpeta, "plantilla"))
        with portal_vivo(Path(carpeta, "portal"), plantilla) as vivo:
            navegador = abrir_chromium(playwright)
            _en_el_telefono(_persona(navegador, vivo, TELEFONO, 2))
            _en_el_escritorio(_persona(navegador, vivo, ESCRITORIO, 1))
            _en_la_ugel(_persona(navegador, vivo, ESCRITORIO, 1))
            navegador.close()


def _persona(
    navegador: Browser, vivo: PortalVivo, ventana: dict[str, int], densidad: int
) -> Persona:
    contexto = navegador.new_context(
        viewport=ventana, device_scale_factor=densidad, locale="es-PE",
        timezone_id="America/Lima", base_url=vivo.url,
    )  # fmt: skip
    return Persona(contexto, vivo)


def _en_el_telefono(alguien: Persona) -> None:
    alguien.ir("/")
    _guardar(alguien, "inicio-movil")


def _en_el_escritorio(alguien: Persona) -> None:
    alguien.ingresa("docente", "/legajo/formacion/")
    _guardar(alguien, "legajo")
    alguien.pide_curso("Enseñanza en aulas multigrado")
    _guardar(alguien, "solicitud")
    alguien.envia()
    alguien.ir("/hoja-de-vida/")
    _guardar(alguien, "hoja-de-vida")
    alguien.ir("/boletas/")
    alguien.cuerpo.get_by_role("row").nth(1).get_by_role("link").first.click()
    _guardar(alguien, "boleta")


def _en_la_ugel(alguien: Persona) -> None:
    alguien.ingresa(
        "especialista_ugel1", "/admin/solicitudes/solicitud/?estado__exact=en_solicitud"
    )
    fila = alguien.page.get_by_role("row").filter(has_text="Cambiar: Datos de contacto").first
    fila.get_by_role("link").first.click()
    _guardar(alguien, "revision")


def _guardar(alguien: Persona, nombre: str) -> None:
    alguien.page.wait_for_load_state("networkidle")
    imagen = Image.open(BytesIO(alguien.page.screenshot()))
    ruta = DESTINO / f"{nombre}.png"
    imagen.convert("RGB").quantize(COLORES).save(ruta, optimize=True)
    assert ruta.stat().st_size < MAXIMO, f"{ruta.name}: {ruta.stat().st_size} bytes"


if __name__ == "__main__":
    main()
