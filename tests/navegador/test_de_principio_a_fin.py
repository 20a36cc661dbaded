"""The heart of the service, on a phone: a datum corrected with a photo, observed, mended, attended.

Datum by datum: one enters the legajo, the other is refused with its reason, and the history
of the record tells which request changed it.
"""

from collections.abc import Callable

from playwright.sync_api import expect

from tests import subidas
from tests.navegador.persona import Persona
from tests.navegador.test_atender import revisar

Abrir = Callable[..., Persona]
TEMA, OTRA = "Didáctica de la matemática en quechua", "Institución que no consta"


def foto(nombre: str) -> dict[str, object]:
    octetos = subidas.imagen("JPEG", (900, 1200))
    return {"name": nombre, "mimeType": "image/jpeg", "buffer": octetos}


def test_a_datum_is_corrected_from_a_phone_to_the_last_step(abrir: Abrir) -> None:
    rosa = abrir().ingresa("docente", "/legajo/formacion/")
    numero = pide_corregir(rosa)
    gladys = abrir(ancho="escritorio")
    revisar(gladys, numero)
    observa(gladys)
    subsana(rosa, numero)
    atiende_dato_por_dato(gladys, numero)
    lee_lo_decidido(rosa, numero)


def pide_corregir(rosa: Persona) -> str:
    """From the row of the datum to the request, with a photo by one side only."""
    fila = rosa.cuerpo.get_by_role("row").filter(has_text="Curso").last
    fila.get_by_role("link", name="Este dato está mal").click()
    rosa.titulo("Este dato está mal: capacitación")
    rosa.enlace("Corregirlo")
    rosa.cuerpo.get_by_label("Tema").fill(TEMA)
    rosa.cuerpo.get_by_label("Institución").fill(OTRA)
    rosa.cuerpo.get_by_label("Archivos o fotos").set_input_files([foto("anverso.jpg")])
    rosa.boton("Enviar Solicitud")
    rosa.titulo("Confirme su solicitud")
    rosa.ve(TEMA, OTRA, "anverso.jpg", "Hay un error de digitación")
    return rosa.envia()


def observa(gladys: Persona) -> None:
    """The photo is read beside the data; its back is missing."""
    ve_folio(gladys, "Folio 1 de 1")
    gladys.page.get_by_text("Observar: falta algo").click()
    gladys.page.get_by_label("Motivo del catálogo").first.select_option(
        label="Falta la copia del reverso del documento"
    )
    gladys.page.get_by_role("button", name="Observar con este motivo").click()
    gladys.page.get_by_text("Observada").first.wait_for()


def ve_folio(gladys: Persona, nombre: str) -> None:
    """Wait for the worker to draw it; then it is an image with pixels."""
    imagen = gladys.page.get_by_role("img", name=nombre)
    for _ in range(40):
        if imagen.count():
            break
        gladys.page.wait_for_timeout(500)
        gladys.page.reload()
    imagen.last.scroll_into_view_if_needed()
    expect(imagen.last).to_have_js_property("complete", True)
    assert imagen.last.evaluate("i => i.naturalWidth") > 1000


def subsana(rosa: Persona, numero: str) -> None:
    """What was asked is still written; only the back is added."""
    rosa.menu("Seguimiento de atención de solicitud")
    fila = rosa.cuerpo.get_by_role("row").filter(has_text=numero)
    expect(fila).to_contain_text("Observada")
    rosa.enlace(f"Ver el estado de la solicitud {numero}")
    rosa.ve("Falta la copia del reverso del documento")
    rosa.enlace("Subsanar")
    expect(rosa.cuerpo.get_by_label("Tema")).to_have_value(TEMA)
    rosa.cuerpo.get_by_label("Archivos o fotos").set_input_files([foto("reverso.jpg")])
    rosa.boton("Enviar Solicitud")
    rosa.ve("reverso.jpg")
    rosa.boton("Enviar")
    rosa.ve("En solicitud")


def atiende_dato_por_dato(gladys: Persona, numero: str) -> None:
    """The subject is accepted, the institution is not."""
    gladys.ir(f"/admin/solicitudes/solicitud/?q={numero}")
    gladys.page.locator("#result_list a").first.click()
    ve_folio(gladys, "Folio 1 de 1")
    expect(gladys.page.get_by_text("recibido el")).to_have_count(2)
    fila = gladys.page.get_by_role("row").filter(has_text=OTRA)
    fila.get_by_label("Rechazar").check()
    fila.get_by_label("Detalle").fill("El certificado dice otra institución.")
    gladys.page.get_by_role("button", name="Atender: aplicar el cambio").click()
    gladys.page.get_by_text(f"Solicitud N° {numero}: Atendido").wait_for()


def lee_lo_decidido(rosa: Persona, numero: str) -> None:
    """The request, the legajo and the history of the record say the same."""
    rosa.menu("Seguimiento de atención de solicitud")
    rosa.enlace(f"Ver el estado de la solicitud {numero}")
    rosa.ve("Atendido", "El certificado dice otra institución")
    rosa.ir("/legajo/formacion/")
    rosa.ve(TEMA)
    expect(rosa.cuerpo.get_by_text(OTRA)).to_have_count(0)
    fila = rosa.cuerpo.get_by_role("row").filter(has_text=TEMA)
    fila.get_by_role("link", name="Ver el registro").click()
    rosa.enlace("Historial")
    rosa.ve(TEMA, f"solicitud N° {numero}")
