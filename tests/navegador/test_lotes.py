"""A batch on the page: it tells how far it is by itself, and ends with its ZIP."""

from __future__ import annotations

from collections.abc import Callable

from tests.navegador.persona import Persona

ESPERA = 90_000


def test_a_batch_is_followed_without_touching_the_page(
    abrir: Callable[..., Persona],
) -> None:
    responsable = abrir()
    responsable.ingresa("responsable_ugel1", "/admin/legajo/lote/add/")
    pagina = responsable.page
    pagina.get_by_label("Para quiénes").select_option("lista")
    pagina.get_by_label("Números de documento").fill("99000001\nno es")
    pagina.get_by_label("Número de expediente").fill("EXP-1")
    pagina.get_by_label("Fecha de expediente").fill("2026-01-12")
    pagina.get_by_label("Nombre de solicitante").fill("Comité")
    pagina.get_by_role("button", name="Preparar").click()
    pagina.get_by_text("Línea 2: «no es» no es un número de documento.").wait_for()
    assert pagina.get_by_label("Números de documento").input_value() == "99000001\nno es"
    pagina.get_by_label("Dejar fuera las líneas con problemas").check()
    pagina.get_by_role("button", name="Preparar").click()
    pagina.get_by_text("páginas en total").wait_for(timeout=ESPERA)
    pagina.get_by_role("button", name="Emitir 1").click()
    pagina.get_by_text("Terminado", exact=True).wait_for(timeout=ESPERA)
    with pagina.expect_download() as bajada:
        pagina.get_by_role("link", name="Descargar los documentos").click(timeout=ESPERA)
    assert bajada.value.suggested_filename.startswith("lote-")
