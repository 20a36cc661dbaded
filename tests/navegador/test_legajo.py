"""Points 4, 8, 9 and 10: «Ver mi legajo», hoja de vida, «Mi Boleta», and who no longer works."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Download, expect
from pypdf import PdfReader

from legajo.estructuras import ESTRUCTURAS
from portal.demo.elenco import POR_CLAVE
from tests.navegador.persona import Persona

Abrir = Callable[..., Persona]
CODIGO = re.compile(r"^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$")


@pytest.mark.parametrize(
    ("clave", "estructura"), [("docente", "10"), ("auxiliar", "10"), ("administrativa", "12")]
)
def test_every_section_of_the_legajo_in_its_order(
    abrir: Abrir, clave: str, estructura: str
) -> None:
    alguien = abrir().ingresa(clave)
    alguien.enlace("Ver mi legajo")
    alguien.titulo("Mi Legajo")
    menu = alguien.cuerpo.get_by_role("navigation", name="Secciones del legajo")
    enlaces = menu.get_by_role("link").all_inner_texts()
    titulos = [f"{s.numero}. {s.titulo}" for s in ESTRUCTURAS[estructura]]
    assert [" ".join(e.split()) for e in enlaces] == [
        *titulos, "Tiempo de servicios", "Mis documentos", "Reporte de hoja de vida",
        "Quién vio mi legajo",
    ]  # fmt: skip
    for seccion in ESTRUCTURAS[estructura]:
        if alguien.cuerpo.get_by_role("button", name="Secciones del legajo").is_visible():
            alguien.boton("Secciones del legajo")
        menu.get_by_role("link", name=seccion.titulo, exact=False).click()
        alguien.titulo(f"{seccion.numero}. {seccion.titulo}")
        dice_lo_que_hay(alguien, [tipo.titulo for tipo in seccion.tipos])


def dice_lo_que_hay(alguien: Persona, titulos: list[str]) -> None:
    """Each kind shows its table, or a sentence that there is nothing."""
    if not titulos:
        alguien.ve("En esta sección no se registra información.")
    for titulo in titulos:
        tabla = alguien.cuerpo.get_by_role("table", name=titulo)
        vacia = alguien.cuerpo.get_by_text(f"No registra {titulo[:1].lower()}{titulo[1:]}.")
        expect(tabla.or_(vacia)).to_be_visible()


def test_a_record_has_a_page_with_all_its_data(abrir: Abrir, ancho: str) -> None:
    alguien = abrir(ancho=ancho).ingresa("docente", "/legajo/formacion/")
    tabla = alguien.cuerpo.get_by_role("table", name="Capacitaciones")
    tabla.get_by_role("link", name="Ver el registro").first.click()
    alguien.titulo("Capacitación")
    alguien.ve("Participación", "Registrado por")
    alguien.enlace("Volver a la sección")
    alguien.titulo("II. Situación académica")


def test_the_hoja_de_vida_is_a_page_and_a_pdf(abrir: Abrir, ancho: str) -> None:
    alguien = abrir(ancho=ancho).ingresa("docente", "/legajo/")
    alguien.enlace("Reporte de hoja de vida")
    alguien.titulo("Reporte de hoja de vida")
    codigo = alguien.cuerpo.get_by_text(CODIGO).first.inner_text()
    alguien.ve("Emitido", "Información detallada", "Quispe Mamani")
    paginas = leer_pdf(descargar(alguien, "Descargar mi hoja de vida"))
    texto = " ".join(" ".join(paginas).split())
    for esperado in (
        "Hoja de vida",
        "Quispe Mamani",
        "UGEL Huancayo",
        "Gladys Rojas Tello",
        codigo,
    ):
        assert esperado.lower() in texto.lower()
    lugares = [texto.index(f"{s.numero}. {s.titulo}") for s in ESTRUCTURAS["10"]]
    assert lugares == sorted(lugares)
    for numero, pagina in enumerate(paginas, 1):
        assert f"Página {numero} de {len(paginas)}" in pagina
    alguien.ir("/verificar/")
    alguien.cuerpo.get_by_role("textbox").nth(0).fill(codigo)
    alguien.cuerpo.get_by_role("textbox").nth(1).fill(POR_CLAVE["docente"].documento[-4:])
    alguien.boton("Verificar")
    alguien.ve("El documento existe en la plataforma")


def test_payslips_by_year_and_month_as_page_and_pdf(abrir: Abrir, ancho: str) -> None:
    alguien = abrir(ancho=ancho).ingresa("docente")
    alguien.menu("Mi Boleta")
    alguien.titulo("Mi Boleta")
    otro = alguien.cuerpo.get_by_role("navigation", name="Otros años").get_by_role("link").first
    anio = otro.inner_text()
    otro.click()
    expect(alguien.cuerpo.get_by_role("heading", name=anio)).to_be_visible()
    alguien.cuerpo.get_by_role("link", name=re.compile(f"^Boleta de .* {anio}")).first.click()
    alguien.ve("Líquido", "Total de ingresos", "Total de descuentos", "Descuentos")
    liquido = alguien.cuerpo.locator("dl.totales .principal dd").inner_text()
    texto = " ".join(leer_pdf(descargar(alguien, "Descargar PDF")))
    assert liquido.split()[-1] in texto
    assert "QUISPE" in texto.upper()


def test_who_no_longer_works_sees_all_and_asks_nothing(abrir: Abrir, ancho: str) -> None:
    alguien = abrir(ancho=ancho).ingresa("cesado", "/legajo/")
    alguien.ve("Hoy no tiene un vínculo laboral vigente")
    for seccion in ESTRUCTURAS["10"]:
        alguien.ir(f"/legajo/{seccion.slug}/")
        dice_lo_que_hay(alguien, [tipo.titulo for tipo in seccion.tipos])
        expect(alguien.page.get_by_role("link", name="Solicitar modificación")).to_have_count(0)
    alguien.ir("/legajo/retiro/")
    expect(alguien.cuerpo.get_by_role("table", name="Ceses")).to_be_visible()
    alguien.menu("Mi Boleta")
    expect(alguien.cuerpo.get_by_role("row").nth(1)).to_be_visible()
    alguien.menu("Seguimiento de atención de solicitud")
    expect(alguien.page.get_by_role("link", name="Solicitar modificación")).to_have_count(0)
    alguien.ve("Atendido")


def test_a_post_made_by_hand_is_refused_with_the_reason(abrir: Abrir) -> None:
    alguien = abrir().ingresa("cesado", "/solicitudes/")
    respuesta = alguien.enviar_a_mano(
        "/solicitudes/nueva/capacitaciones/agregar/", {"tema": "A mano", "confirmado": "1"}
    )
    assert respuesta.status == 403
    assert "no tiene un vínculo laboral vigente" in respuesta.text()
    respuesta = alguien.enviar_a_mano(
        "/solicitudes/documento/", {"clase": "hoja_de_vida"}
    )  # that stays his
    assert respuesta.ok
    assert "hoja de vida" in respuesta.text().lower()


def descargar(alguien: Persona, nombre: str) -> bytes:
    """Press the link with the arrow down."""
    with alguien.page.expect_download() as espera:
        alguien.enlace(nombre)
    bajada: Download = espera.value
    return bajada.path().read_bytes()


def leer_pdf(datos: bytes) -> list[str]:
    """The text of each page."""
    return [pagina.extract_text() for pagina in PdfReader(BytesIO(datos)).pages]
