"""Point 7: the especialista of the UGEL, in the admin, from the same door as everybody."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.navegador.persona import Persona
from tests.navegador.test_legajo import descargar, leer_pdf

Abrir = Callable[..., Persona]
SIN_ACCESO = """SELECT s.documento, s.correo FROM legajo_servidor s
    JOIN accounts_unidad u ON u.id = s.unidad_id
    WHERE s.usuario_id IS NULL AND u.codigo = '120001' ORDER BY s.documento LIMIT 1"""


def test_one_door_and_only_ones_own_ugel(abrir: Abrir) -> None:
    gladys = abrir(ancho="escritorio")
    gladys.ir("/admin/")
    gladys.titulo("Iniciar sesión")
    gladys.ingresa("especialista_ugel1")
    gladys.menu("Administración")
    gladys.titulo("Administración de la UGEL")
    gladys.cuerpo.get_by_role("link", name="Servidores", exact=True).click()
    columna = gladys.page.locator("#result_list .field-unidad")
    columna.first.wait_for()
    unidades = columna.all_inner_texts()
    assert set(unidades) == {"UGEL Huancayo"}
    ajeno = gladys.vivo.consultar("SELECT id FROM legajo_servidor WHERE documento='99000005'")
    gladys.ir(f"/admin/legajo/servidor/{ajeno[0][0]}/change/")
    expect(gladys.page.get_by_text("D'Angelo")).to_have_count(0)
    gladys.ir("/admin/solicitudes/solicitud/?q=99000009")  # her own request, which she sent
    expect(gladys.page.get_by_text("0 solicitudes")).to_be_visible()
    gladys.ir("/")
    gladys.menu("Seguimiento de atención de solicitud")
    expect(gladys.cuerpo.get_by_role("row").nth(1)).to_contain_text("En solicitud")


def test_who_is_no_staff_has_no_business_there(abrir: Abrir) -> None:
    rosa = abrir().ingresa("docente")
    assert rosa.ir("/admin/").status == 403
    rosa.ve("Su usuario no tiene un cargo vigente")


def test_a_request_is_attended_and_enters_the_legajo(abrir: Abrir, ancho: str) -> None:
    rosa = abrir(ancho=ancho).ingresa("docente")
    tema = f"Robótica para la sierra {ancho}"
    rosa.pide_curso(tema)
    numero = rosa.envia()
    gladys = abrir(ancho="escritorio")
    revisar(gladys, numero)
    columnas = gladys.page.get_by_role("columnheader").all_inner_texts()
    assert [c.lower() for c in columnas] == [
        "dato", "cuando se pidió", "hoy", "pedido", "decisión",
    ]  # fmt: skip
    expect(gladys.page.get_by_role("row").filter(has_text="Tema")).to_contain_text(tema)
    gladys.page.get_by_role("button", name="Atender: aplicar el cambio").click()
    gladys.page.get_by_text(f"Solicitud N° {numero}: Atendido").wait_for()
    rosa.menu("Seguimiento de atención de solicitud")
    rosa.enlace(f"Ver el estado de la solicitud {numero}")
    rosa.ve("Atendido el", "Gladys Rojas Tello")
    rosa.ir("/legajo/formacion/")
    fila = rosa.cuerpo.get_by_role("row").filter(has_text=tema)
    expect(fila).not_to_contain_text("En solicitud")


def test_the_second_of_two_reviewers_is_told(abrir: Abrir) -> None:
    rosa = abrir().ingresa("docente")
    rosa.pide_curso("Dos a la vez")
    numero = rosa.envia()
    gladys, oscar = abrir(ancho="escritorio"), abrir(ancho="escritorio")
    revisar(gladys, numero)
    revisar(oscar, numero, clave="responsable_ugel1")
    gladys.page.get_by_role("button", name="Atender: aplicar el cambio").click()
    gladys.page.get_by_text(f"N° {numero}: Atendido").wait_for()
    oscar.page.get_by_text("Rechazar toda la solicitud").click()
    oscar.page.get_by_label("Motivo del rechazo").fill("No consta.")
    oscar.page.get_by_role("button", name="Rechazar con este motivo").click()
    oscar.page.get_by_text("Solo se rechaza una solicitud que está En solicitud").wait_for()
    oscar.page.get_by_text("La atendió Gladys Rojas Tello el").wait_for()
    oscar.page.get_by_text("No consta.").wait_for()


def test_a_request_is_rejected_with_a_motive(abrir: Abrir) -> None:
    luz = abrir().ingresa("contratada")
    luz.pide_curso("Curso sin certificado")
    numero = luz.envia()
    gladys = abrir(ancho="escritorio")
    revisar(gladys, numero)
    gladys.page.get_by_text("Rechazar toda la solicitud").click()
    gladys.page.get_by_role("button", name="Rechazar con este motivo").click()
    gladys.page.get_by_text("Escriba el motivo: el servidor lo leerá.").wait_for()
    gladys.page.get_by_label("Motivo del rechazo").fill("El certificado no se puede leer.")
    gladys.page.get_by_role("button", name="Rechazar con este motivo").click()
    gladys.page.get_by_text(f"N° {numero}: Rechazado").wait_for()
    luz.menu("Seguimiento de atención de solicitud")
    expect(luz.cuerpo.get_by_role("row").filter(has_text=numero)).to_contain_text("Rechazado")
    luz.enlace(f"Ver el estado de la solicitud {numero}")
    luz.ve("Rechazado el", "El certificado no se puede leer.", "Gladys Rojas Tello")


def test_one_datum_is_refused_and_the_other_enters(abrir: Abrir, ancho: str) -> None:
    rosa = abrir().ingresa("docente")
    tema = f"Crianza de cuyes {ancho}"
    rosa.pide_curso(tema)
    numero = rosa.envia()
    gladys = abrir(ancho=ancho)
    revisar(gladys, numero)
    fila = gladys.page.get_by_role("row").filter(has_text="Horas")
    expect(fila.get_by_label("Por qué se rechaza")).to_be_hidden()
    fila.get_by_label("Rechazar").check()
    fila.get_by_label("Detalle").fill("El certificado dice 100")
    gladys.page.get_by_role("button", name="Ver cómo quedaría").click()
    gladys.page.get_by_text("Así dirá el legajo").wait_for()
    expect(fila.get_by_label("Detalle")).to_have_value("El certificado dice 100")
    gladys.page.get_by_role("button", name="Atender: aplicar el cambio").click()
    gladys.page.get_by_text(f"Solicitud N° {numero}: Atendido").wait_for()
    rosa.ir("/solicitudes/")
    rosa.enlace(f"Ver el estado de la solicitud {numero}")
    rosa.ve("El certificado dice 100")


def test_the_desk_is_worked_with_the_keyboard(abrir: Abrir) -> None:
    rosa = abrir().ingresa("docente")
    numeros = []
    for tema in ("Quechua con teclado", "Aimara con teclado"):
        rosa.pide_curso(tema)
        numeros.append(rosa.envia())
    gladys = abrir(ancho="escritorio").ingresa("especialista_ugel1", "/admin/")
    gladys.ir("/admin/solicitudes/solicitud/?q=99000001&vista=todas")
    page = gladys.page
    page.get_by_role("link", name=numeros[0], exact=True).click()
    page.get_by_text("Historia de la solicitud").wait_for()
    teclas = page.locator("body")
    teclas.press("?")
    page.get_by_text("Mientras escribe no hacen nada").wait_for()
    teclas.press("o")
    falta = page.get_by_label("Qué falta")
    expect(falta).to_be_visible()
    falta.fill("")
    falta.press_sequentially("joka?")
    expect(falta).to_have_value("joka?")
    falta.blur()
    teclas.press("j")
    page.get_by_text(f"› N° {numeros[1]}").wait_for()
    teclas.press("ArrowLeft")
    page.get_by_text(f"› N° {numeros[0]}").wait_for()
    teclas.press("a")
    atender = page.get_by_role("button", name="Atender: aplicar el cambio")
    expect(atender).to_be_focused()
    atender.press("Enter")
    page.get_by_text(f"Solicitud N° {numeros[0]}: Atendido").wait_for()
    page.get_by_text(f"› N° {numeros[1]}").wait_for()
    teclas.press("r")
    expect(page.get_by_label("Motivo del rechazo")).to_be_visible()


def test_a_hoja_de_vida_is_asked_for_and_issued(abrir: Abrir) -> None:
    luz = abrir().ingresa("contratada", "/hoja-de-vida/")
    luz.ve("Su UGEL todavía no ha emitido su hoja de vida.")
    luz.boton("Solicitar mi hoja de vida")
    luz.ve("(Hoja de vida) está en")
    numero = luz.cuerpo.get_by_role("heading", level=1).inner_text().split()[2]
    gladys = abrir(ancho="escritorio")
    revisar(gladys, numero)
    gladys.page.get_by_label("Número de expediente").fill("MPV2026-EXT-0077777")
    gladys.page.get_by_role("button", name="Emitir y atender").click()
    gladys.page.get_by_text(f"N° {numero}: Atendido").wait_for()
    luz.ir("/solicitudes/")
    luz.enlace(f"Ver el estado de la solicitud {numero}")
    luz.enlace("Ver: Hoja de vida")
    luz.ve("Ñaupari Huamán", "MPV2026-EXT-0077777", "Gladys Rojas Tello")
    texto = "".join(leer_pdf(descargar(luz, "Descargar")))
    assert "Ñaupari" in texto
    assert "MPV2026-EXT-0077777" in texto


def test_a_hoja_de_vida_is_issued_from_the_servidor(abrir: Abrir) -> None:
    gladys = abrir(ancho="escritorio").ingresa("especialista_ugel1", "/admin/legajo/servidor/")
    gladys.page.locator("#searchbar").fill("99000001")
    gladys.page.locator("#searchbar").press("Enter")
    gladys.page.get_by_role("link", name="99000001").click()
    gladys.dice_para_que("Emitir un documento")
    gladys.page.get_by_role("link", name="Emitir documento").click()
    gladys.page.get_by_label("Número de expediente").fill("MPV2026-EXT-0088888")
    expect(gladys.page.get_by_label("Nombre de solicitante")).to_have_value(re.compile("Quispe"))
    gladys.page.get_by_label("Fecha de expediente").fill("2026-01-05")
    gladys.page.get_by_role("button", name="Ver la vista previa").click()
    gladys.page.get_by_text("todavía no se ha emitido nada").wait_for()
    gladys.page.get_by_role("button", name="Emitir", exact=True).click()
    codigo = gladys.page.get_by_text("Emitido: Hoja de vida").inner_text().rstrip(".").split()[-1]
    rosa = abrir().ingresa("docente", "/hoja-de-vida/")
    rosa.ve(codigo, "MPV2026-EXT-0088888", "Emitidas antes")
    assert codigo in "".join(leer_pdf(descargar(rosa, "Descargar mi hoja de vida")))
    rosa.ir("/legajo/accesos/")
    suyas = rosa.cuerpo.get_by_role("row").filter(has_text="Gladys")
    vio = suyas.filter(has_text="Emitir un documento")
    expect(vio).to_contain_text("Gladys Rojas Tello (UGEL Huancayo)")
    expect(vio).to_contain_text("Emisión de un documento")


def test_a_record_is_corrected_directly(abrir: Abrir) -> None:
    gladys = abrir(ancho="escritorio").ingresa("especialista_ugel1", "/admin/legajo/servidor/")
    gladys.page.locator("#searchbar").fill("99000002")
    gladys.page.locator("#searchbar").press("Enter")
    gladys.page.get_by_role("link", name="99000002").click()
    gladys.dice_para_que()
    gladys.page.get_by_role("link", name="Agregar Domicilios").click()
    gladys.page.get_by_label("Tipo de vía").select_option(index=1)
    gladys.page.get_by_role("textbox", name="Dirección").fill("Avenida del Registro 456")
    gladys.page.get_by_label("Distrito").fill("El Tambo, Huancayo, Junín")
    gladys.page.get_by_role("button", name="Grabar", exact=True).or_(
        gladys.page.get_by_role("button", name="Guardar", exact=True)
    ).click()
    gladys.page.get_by_role("heading", name="Registros del legajo").wait_for()
    luz = abrir().ingresa("contratada", "/legajo/filiacion/")
    luz.ve("Avenida del Registro 456")


def test_the_ugel_creates_an_access(abrir: Abrir) -> None:
    gladys = abrir(ancho="escritorio")
    documento, correo = gladys.vivo.consultar(SIN_ACCESO)[0]
    gladys.ingresa("responsable_ugel1", f"/admin/legajo/servidor/?q={documento}")
    gladys.page.get_by_role("row").filter(has_text=documento).get_by_role("checkbox").check()
    gladys.page.get_by_role("button", name="Crear acceso").click()
    gladys.page.get_by_text(f"le enviaremos el enlace a {correo}").wait_for()
    nuevo = abrir()
    nuevo.correo(correo).get_by_role("link").first.click()
    nuevo.titulo("Ponga su contraseña")
    expect(nuevo.page.get_by_label("Usuario")).to_have_value(documento)


def revisar(quien: Persona, numero: str, clave: str = "especialista_ugel1") -> None:
    """Open a request from the tray of the UGEL."""
    quien.ingresa(clave, "/admin/solicitudes/solicitud/")
    quien.page.locator("#searchbar").fill(numero)
    quien.page.locator("#searchbar").press("Enter")
    quien.page.get_by_role("link", name=numero, exact=True).click()
    quien.page.get_by_text("Historia de la solicitud").wait_for()
