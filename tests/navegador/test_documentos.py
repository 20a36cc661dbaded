"""Documents at the desk of the UGEL: seen before they are issued, issued, annulled."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.navegador.persona import Persona

Abrir = Callable[..., Persona]


@pytest.mark.parametrize("ancho", ["escritorio", "telefono"])
def test_a_document_is_seen_issued_and_annulled(abrir: Abrir, ancho: str) -> None:
    jefe = abrir(ancho=ancho).ingresa("responsable_ugel1", "/admin/legajo/servidor/")
    page = jefe.page
    page.locator("#searchbar").fill("99000001")
    page.locator("#searchbar").press("Enter")
    page.locator("#result_list").get_by_role("link", name="99000001").click()
    jefe.dice_para_que()
    page.get_by_role("link", name="Emitir documento").click()
    page.get_by_role("button", name="Ver la vista previa").click()
    page.get_by_role("heading", name="Revise lo siguiente").wait_for()
    page.get_by_label("Número de expediente").fill(f"MPV2026-EXT-{ancho}")
    page.get_by_label("Fecha de expediente").fill("2026-01-05")
    page.get_by_role("button", name="Ver la vista previa").click()
    vista = page.get_by_role("article", name="Vista previa del documento")
    expect(vista).to_contain_text("Información detallada")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_download() as bajada:
        page.get_by_role("button", name="Ver el PDF de la vista previa").click()
    assert bajada.value.suggested_filename == "vista-previa.pdf"
    page.get_by_role("button", name="Corregir").click()
    expect(page.get_by_label("Número de expediente")).to_have_value(f"MPV2026-EXT-{ancho}")
    page.get_by_role("button", name="Ver la vista previa").click()
    page.get_by_role("button", name="Emitir", exact=True).dblclick()
    codigo = page.get_by_text("Emitido: Hoja de vida").inner_text().rstrip(".").split()[-1]
    assert jefe.vivo.consultar(
        "SELECT count(*) FROM legajo_documento WHERE expediente = %s", f"MPV2026-EXT-{ancho}"
    ) == [(1,)]
    expect(page.get_by_role("article", name="Contenido del documento")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Anular", exact=True).click()
    page.get_by_role("button", name="Anular el documento").click()
    page.get_by_text("Escriba el motivo.").first.wait_for()
    page.get_by_label("Motivo de la anulación").fill("Se equivocó el expediente")
    page.get_by_role("button", name="Anular el documento").click()
    page.get_by_text("Ya lo dice a quien lo verifique").wait_for()
    page.get_by_text("Se equivocó el expediente").first.wait_for()
    jefe.ir(f"/admin/legajo/documento/?q={codigo}&vigencia=anulado")
    expect(page.locator("#result_list")).to_contain_text(codigo)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_servidor_asks_for_a_document_once(abrir: Abrir) -> None:
    rosa = abrir(ancho="telefono").ingresa("docente", "/solicitudes/")
    rosa.enlace("Solicitar un documento")
    rosa.titulo("Solicitar un documento")
    rosa.ve("Plazo: 30 días hábiles", "Vale 6 meses")
    rosa.cuerpo.get_by_role("button", name="Solicitar").first.dblclick()
    rosa.ve("Solicitud N°")
    rosa.ir("/solicitudes/documento/")
    rosa.ve("Ya está en curso")
    assert rosa.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
