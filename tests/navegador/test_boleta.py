"""Somebody reads his boleta on a phone: list, explanation, question, answer, PDF; also a desk."""

import re
from collections.abc import Callable

from pypdf import PdfReader

from tests.navegador.persona import Persona
from tests.navegador.test_comodidad import faltas

Abrir = Callable[..., Persona]
PREGUNTA = "¿Por qué se me descuenta este monto?"


def test_from_the_list_to_the_answer(abrir: Abrir) -> None:
    alguien = abrir().ingresa("docente")
    alguien.menu("Mi Boleta")
    alguien.titulo("Mi Boleta")
    alguien.cuerpo.get_by_role("link", name=re.compile("^Boleta de")).first.click()
    alguien.titulo("Boleta de")
    linea = alguien.cuerpo.locator(".conceptos details", has_text="D.L. 25897 AFP").first
    linea.locator("summary").click()
    linea.get_by_text("Aporte a su fondo de pensiones en la AFP: 10 %").wait_for()
    linea.get_by_role("link", name=re.compile("Consultar a planillas")).click()
    alguien.titulo("Consultar a planillas")
    alguien.boton("Enviar consulta")
    alguien.ve("Este campo es obligatorio")
    alguien.page.get_by_label("Su consulta").fill(PREGUNTA)
    alguien.boton("Enviar consulta")
    alguien.ve("Enviamos su consulta", PREGUNTA, "Esperando respuesta")
    with alguien.page.expect_download() as descarga:
        alguien.enlace("Descargar PDF")
    paginas = PdfReader(descarga.value.path()).pages
    assert len(paginas) == 1
    assert "Boleta de pago" in paginas[0].extract_text()
    alguien.ir("/boletas/consultas/")
    alguien.ve("Esperando respuesta")
    alguien.salir()
    responde_planillas(abrir)
    alguien.ingresa("docente", "/boletas/consultas/")
    alguien.enlace("Boleta de")
    alguien.ve("Es el aporte a su AFP.")


def responde_planillas(abrir: Abrir) -> None:
    quien = abrir(ancho="escritorio").ingresa("planillas_ugel1", "/admin/boletas/consulta/")
    quien.page.locator("#result_list tbody th a").first.click()
    quien.dice_para_que()
    quien.page.get_by_label("Respuesta").fill("Es el aporte a su AFP.")
    quien.page.get_by_role("button", name="Enviar respuesta").click()
    quien.page.get_by_text("Respuesta enviada.").wait_for()


def test_a_year_of_boletas_is_drawn_by_the_worker_and_downloaded(abrir: Abrir) -> None:
    alguien = abrir(java_script_enabled=False).ingresa("docente", "/boletas/")
    with alguien.page.expect_download(timeout=60_000) as descarga:
        alguien.enlace("2025")
        alguien.enlace("Todas en un PDF")
        alguien.titulo("Estamos preparando su PDF de 2025")
    assert len(PdfReader(descarga.value.path()).pages) > 10


def test_a_constancia_is_issued_and_verified(abrir: Abrir) -> None:
    alguien = abrir().ingresa("docente", "/boletas/constancia/")
    alguien.boton("Emitir constancia")
    alguien.ve("Emitimos su constancia")
    with alguien.page.expect_download() as descarga:
        alguien.enlace("Descargar")
    texto = PdfReader(descarga.value.path()).pages[0].extract_text()
    codigo = re.search(r"verificación: (\S+)", texto)
    assert codigo
    alguien.ir(f"/verificar/?codigo={codigo[1].rstrip('.')}")
    alguien.page.get_by_label("Últimos cuatro").fill("0001")
    alguien.boton("Verificar")
    alguien.ve("Constancia de remuneraciones")


def test_its_pages_are_accessible_and_fit_both_windows(abrir: Abrir, ancho: str) -> None:
    alguien = abrir(ancho=ancho).ingresa("docente", "/boletas/")
    boleta = alguien.cuerpo.locator(".meses a").first.evaluate("a => a.pathname")
    caminos = (
        "/boletas/", "/boletas/?anio=1999", boleta, f"{boleta}consultar/0/", "/boletas/consultas/",
        "/boletas/anio/2025/", "/boletas/constancia/",
    )  # fmt: skip
    assert faltas(alguien, caminos, con_axe=caminos) == []


def test_printing_hides_no_amount(abrir: Abrir) -> None:
    alguien = abrir().ingresa("docente", "/boletas/")
    alguien.cuerpo.locator(".meses a").first.click()
    alguien.titulo("Boleta de")
    alguien.page.emulate_media(media="print")
    for monto in alguien.cuerpo.locator(".importe").all():
        assert monto.is_visible()
    assert alguien.cuerpo.locator(".conceptos details > div p").first.is_visible()
