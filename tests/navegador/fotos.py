"""Takes the pictures of README and manual; run by hand: `bin/test tests/navegador/fotos.py`."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser

from tests.navegador.conftest import ESCRITORIO, TELEFONO
from tests.navegador.persona import Persona
from tests.navegador.vivo import RAIZ, PortalVivo

DESTINO = RAIZ / "docs" / "imagenes"
MAXIMO = 120_000  # bytes of a picture
COLORES = 64


def test_photograph_the_phone(navegador: Browser, vivo: PortalVivo) -> None:
    alguien = delante(navegador, vivo, TELEFONO, densidad=2)
    alguien.ir("/")
    guardar(alguien, "inicio-movil")


def test_photograph_the_desk_of_a_servidor(navegador: Browser, vivo: PortalVivo) -> None:
    alguien = delante(navegador, vivo, ESCRITORIO)
    alguien.ingresa("docente", "/legajo/formacion/")
    guardar(alguien, "legajo")
    alguien.pide_curso("Enseñanza en aulas multigrado")
    guardar(alguien, "solicitud")
    alguien.ir("/hoja-de-vida/")
    guardar(alguien, "hoja-de-vida")
    alguien.ir("/boletas/")
    alguien.cuerpo.locator(".meses a").first.click()
    guardar(alguien, "boleta")


def test_photograph_the_desk_of_the_ugel(navegador: Browser, vivo: PortalVivo) -> None:
    alguien = delante(navegador, vivo, ESCRITORIO)
    alguien.ingresa("responsable_ugel1", "/admin/solicitudes/solicitud/")
    guardar(alguien, "manual-bandeja")
    filas = alguien.page.locator("#result_list").get_by_role("row")
    filas.filter(has_text="Agregar: Licencia").filter(has_text="Observada").get_by_role(
        "link"
    ).first.click()
    alguien.page.get_by_role("img", name="Folio 1").first.wait_for()
    guardar(alguien, "revision")
    alguien.ir("/admin/solicitudes/resumen/")
    guardar(alguien, "manual-panel")


def test_photograph_a_shared_document(navegador: Browser, vivo: PortalVivo) -> None:
    alguien, comite = (delante(navegador, vivo, ESCRITORIO) for _ in range(2))
    alguien.ingresa("docente", "/hoja-de-vida/")
    pdf = alguien.cuerpo.get_by_role("link", name="Descargar mi hoja de vida")
    publico = pdf.get_attribute("href").split("/")[2]
    alguien.ir(f"/legajo/documentos/{publico}/compartir/")
    alguien.page.get_by_label("Para quién es").fill("Comité de contratación 2026")
    alguien.boton("Crear el enlace")
    comite.ir(alguien.cuerpo.locator(".direccion").inner_text())
    comite.boton("Ver el documento")
    alguien.ir(f"/legajo/documentos/{publico}/compartir/")
    alguien.cuerpo.get_by_text("Cuándo se abrió").first.click()
    guardar(alguien, "compartir")


def test_photograph_how_a_request_goes(navegador: Browser, vivo: PortalVivo) -> None:
    alguien = delante(navegador, vivo, TELEFONO, densidad=2)
    alguien.ingresa("docente", "/solicitudes/")
    alguien.cuerpo.get_by_role("row").filter(has_text="Observada").get_by_role("link").first.click()
    alguien.ve("Subsanar")
    guardar(alguien, "seguimiento")


def test_photograph_the_manual_of_the_especialista(navegador: Browser, vivo: PortalVivo) -> None:
    alguien = delante(navegador, vivo, ESCRITORIO)
    alguien.ingresa("responsable_ugel1", "/admin/legajo/servidor/?q=quispe%20mamni")
    guardar(alguien, "manual-servidores")
    alguien.page.locator("#result_list").get_by_role("link", name="99000001").click()
    alguien.dice_para_que()
    guardar(alguien, "manual-servidor")
    alguien.page.get_by_role("link", name="Tiempo de servicios").first.click()
    guardar(alguien, "manual-tiempo")
    alguien.ir("/admin/legajo/capacitacion/?q=99000001")
    alguien.page.locator("#result_list tbody a").first.click()
    guardar(alguien, "manual-registro")
    alguien.page.locator(".historylink").click()
    guardar(alguien, "manual-historial")
    alguien.ir("/admin/legajo/saluddelegajo/")
    guardar(alguien, "manual-salud")


def test_photograph_a_document(navegador: Browser, vivo: PortalVivo) -> None:
    alguien = delante(navegador, vivo, ESCRITORIO)
    alguien.ingresa("responsable_ugel1", "/admin/legajo/servidor/")
    alguien.page.locator("#searchbar").fill("99000001")
    alguien.page.locator("#searchbar").press("Enter")
    alguien.page.get_by_role("link", name="99000001").click()
    alguien.dice_para_que("Emitir un documento")
    alguien.page.get_by_role("link", name="Emitir documento").click()
    alguien.page.get_by_label("Número de expediente").fill("MPV2026-EXT-0012345")
    alguien.page.get_by_label("Fecha de expediente").fill("2026-01-05")
    alguien.page.get_by_role("button", name="Ver la vista previa").click()
    guardar(alguien, "manual-emitir")
    alguien.page.get_by_role("button", name="Emitir", exact=True).click()
    guardar(alguien, "manual-documento")


def test_photograph_an_import(navegador: Browser, vivo: PortalVivo) -> None:
    alguien = delante(navegador, vivo, ESCRITORIO)
    alguien.ingresa("responsable_ugel1", "/admin/legajo/importacionlegajo/add/")
    contenido = "\n".join(
        [
            "documento_servidor;tipo_estudio;tema;institucion;participacion;fecha_inicio;fecha_fin;"
            "horas;tipo_documento;numero_documento;fecha_documento",
            "99000001;CURSO;Robótica en el aula;IESP La Enseñanza;ASISTENTE;03/03/2025;27/06/2025;"
            "120;CERTIFICADO;CERT-0001-2025;01/07/2025",
            "99000001;CURSO;Lectura;IESP La Enseñanza;ASISTENTE;31/02/2025;27/06/2025;"
            "cien;CERTIFICADO;CERT-0002-2025;01/07/2025",
        ]
    )
    archivo = {"name": "capacitaciones.csv", "mimeType": "text/csv", "buffer": contenido.encode()}
    alguien.page.locator("input[type=file]").set_input_files(files=[archivo])
    alguien.page.get_by_role("button", name="Subir y revisar").click()
    while alguien.page.get_by_role("link", name="Actualizar").count():
        alguien.page.wait_for_timeout(500)
        alguien.page.reload()
    alguien.page.get_by_text("31/02/2025").first.wait_for()
    guardar(alguien, "manual-importar")


def test_photograph_a_batch(navegador: Browser, vivo: PortalVivo) -> None:
    alguien = delante(navegador, vivo, ESCRITORIO)
    alguien.ingresa("responsable_ugel1", "/admin/legajo/lote/add/")
    alguien.page.get_by_label("Número de expediente").fill("EXP-2026-0177")
    alguien.page.get_by_label("Fecha de expediente").fill("2026-01-12")
    alguien.page.get_by_label("Nombre de solicitante").fill("Comité de contrato docente")
    alguien.page.get_by_role("button", name="Preparar").click()
    alguien.page.get_by_text("páginas en total").wait_for()
    alguien.page.get_by_role("button", name="Emitir").click()
    alguien.page.get_by_text("Ritmo:").wait_for(timeout=60_000)
    guardar(alguien, "manual-lote")


def delante(
    navegador: Browser, vivo: PortalVivo, ventana: dict[str, int], densidad: int = 1
) -> Persona:
    """Somebody in front of a window of this size."""
    contexto = navegador.new_context(
        viewport=ventana, device_scale_factor=densidad, locale="es-PE",
        timezone_id="America/Lima", base_url=vivo.url,
    )  # fmt: skip
    return Persona(contexto, vivo)


def guardar(alguien: Persona, nombre: str) -> None:
    """Leave what the window shows in docs/imagenes, with few colours and few bytes."""
    alguien.page.wait_for_load_state("networkidle")
    imagen = Image.open(BytesIO(alguien.page.screenshot()))
    ruta = DESTINO / f"{nombre}.png"
    ruta.parent.mkdir(parents=True, exist_ok=True)
    imagen.convert("RGB").quantize(COLORES).save(ruta, optimize=True)
    assert ruta.stat().st_size < MAXIMO, f"{ruta.name}: {ruta.stat().st_size} bytes"
