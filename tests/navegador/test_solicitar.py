"""Points 5 and 6: «Solicitar modificación» and «Seguimiento de atención de solicitud»."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.navegador.persona import Persona

Abrir = Callable[..., Persona]


def test_ask_to_add_note_the_expediente_and_cancel(abrir: Abrir, ancho: str) -> None:
    alguien = abrir(ancho=ancho).ingresa("docente")
    tema = f"Aritmética andina {ancho}"
    alguien.pide_curso(tema)
    alguien.titulo("Confirme su solicitud")
    alguien.ve(tema, "Todavía no se ha enviado", "UGEL Huancayo")
    numero = alguien.envia()
    alguien.ve("¿Le falta remitir documentos?")
    mesa = alguien.cuerpo.get_by_role("link", name="Mesa de partes virtual")
    assert ".invalid" in str(mesa.get_attribute("href"))
    alguien.cuerpo.get_by_label("Número de expediente").fill("MPV2026-EXT-0054321")
    alguien.boton("Guardar número de expediente")
    alguien.ve("Anotamos su número de expediente")
    se_ve_en_la_seccion_y_en_la_bandeja(alguien, numero, tema)
    alguien.enlace(f"Anular la solicitud {numero}")
    alguien.ve("¿Anular esta solicitud?")
    alguien.boton("Aceptar")
    alguien.ve(f"Anuló la solicitud N° {numero}")
    fila = alguien.cuerpo.get_by_role("row").filter(has_text=numero)
    expect(fila).to_contain_text("Anulada por usted")
    expect(fila.get_by_role("link", name="Anular")).to_have_count(0)
    alguien.ir("/legajo/formacion/")
    expect(alguien.cuerpo.get_by_text(tema)).to_have_count(0)


def se_ve_en_la_seccion_y_en_la_bandeja(alguien: Persona, numero: str, tema: str) -> None:
    alguien.ir("/legajo/formacion/")
    fila = alguien.cuerpo.get_by_role("row").filter(has_text=tema)
    expect(fila).to_contain_text("En solicitud")
    expect(fila.get_by_role("link", name=f"Anular la solicitud {numero}")).to_be_visible()
    alguien.menu("Seguimiento de atención de solicitud")
    fila = alguien.cuerpo.get_by_role("row").filter(has_text=numero)
    expect(fila).to_contain_text("MPV2026-EXT-0054321")
    fila.get_by_role("link", name=f"Ver el estado de la solicitud {numero}").click()
    alguien.titulo(f"Solicitud N° {numero}")
    alguien.ve("En solicitud", "Enviada", tema)
    alguien.atras()


def test_ask_to_change_and_find_the_request_that_is_open(abrir: Abrir) -> None:
    alguien = abrir().ingresa("auxiliar", "/legajo/filiacion/")
    alguien.enlace("Solicitar modificación")
    tarjeta = alguien.cuerpo.locator("section").filter(has_text="Domicilios")
    tarjeta.get_by_role("link", name="Cambiar").first.click()
    antes = alguien.cuerpo.get_by_role("textbox", name="Dirección").input_value()
    alguien.boton("Enviar Solicitud")
    alguien.ve("No cambió ningún dato")
    alguien.cuerpo.get_by_role("textbox", name="Dirección").fill("Jirón de la Prueba 123")
    alguien.boton("Enviar Solicitud")
    comparacion = alguien.cuerpo.get_by_role("row").filter(has_text="Dirección")
    expect(comparacion).to_contain_text(antes)
    expect(comparacion).to_contain_text("Jirón de la Prueba 123")
    alguien.boton("Volver a corregir")
    expect(alguien.cuerpo.get_by_role("textbox", name="Dirección")).to_have_value(
        "Jirón de la Prueba 123"
    )
    alguien.boton("Enviar Solicitud")
    numero = alguien.envia()
    alguien.ir("/solicitudes/nueva/?seccion=filiacion")
    tarjeta.get_by_role("link", name="Cambiar").first.click()
    alguien.ve("Ya tiene una solicitud en curso sobre ese registro")
    alguien.titulo(f"Solicitud N° {numero}")


def test_ask_to_remove_says_why(abrir: Abrir) -> None:
    alguien = abrir().ingresa("administrativa", "/solicitudes/nueva/")
    alguien.enlace("Formación académica y capacitación")
    tarjeta = alguien.cuerpo.locator("section").filter(has_text="Capacitaciones")
    tarjeta.get_by_role("link", name="Quitar").first.click()
    alguien.titulo("Quitar: capacitación")
    alguien.boton("Enviar Solicitud")
    alguien.ve("Revise lo siguiente")
    alguien.cuerpo.get_by_label("Explicación para su UGEL").fill("Está registrada dos veces.")
    alguien.boton("Enviar Solicitud")
    alguien.ve("Registro que pide quitar")
    alguien.envia()
    alguien.ve("Está registrada dos veces.")


def test_what_may_not_be_asked_is_not_offered(abrir: Abrir) -> None:
    alguien = abrir().ingresa("docente", "/solicitudes/nueva/?seccion=sanciones")
    expect(alguien.cuerpo.get_by_role("link", name="Quitar")).to_have_count(0)
    alguien.ir("/solicitudes/nueva/?seccion=filiacion")
    expect(alguien.cuerpo.get_by_role("link", name=re.compile("Cambiar"))).not_to_have_count(0)
    expect(alguien.cuerpo.get_by_text("Fecha de nacimiento")).to_have_count(0)
    assert alguien.ir("/solicitudes/nueva/sanciones/quitar/").status == 404


def test_an_error_keeps_what_was_typed(abrir: Abrir, ancho: str) -> None:
    alguien = abrir(ancho=ancho).ingresa("docente", "/solicitudes/nueva/capacitaciones/agregar/")
    alguien.llenar_curso("Quechua sureño")
    alguien.cuerpo.get_by_label("Fecha de fin").fill("2024-01-01")
    alguien.cuerpo.get_by_label("Institución").fill("")
    alguien.boton("Enviar Solicitud")
    resumen = alguien.page.get_by_role("alert")
    expect(resumen).to_be_focused()
    expect(resumen).to_contain_text("Revise lo siguiente")
    expect(alguien.cuerpo.get_by_label("Tema")).to_have_value("Quechua sureño")
    expect(alguien.cuerpo.get_by_label("Horas")).to_have_value("120")
    resumen.get_by_role("link", name=re.compile("Institución")).click()
    expect(alguien.cuerpo.get_by_label("Institución")).to_be_focused()


def test_pressing_twice_sends_once(abrir: Abrir) -> None:
    alguien = abrir().ingresa("contratada")
    alguien.pide_curso("Doble clic")
    alguien.cuerpo.get_by_role("button", name="Enviar", exact=True).dblclick()
    alguien.ve("Enviamos su solicitud")
    assert cuantas(alguien, "Doble clic") == 1


def test_going_back_and_sending_again_sends_once(abrir: Abrir) -> None:
    alguien = abrir().ingresa("contratada")
    alguien.pide_curso("Ida y vuelta")
    numero = alguien.envia()
    alguien.atras()
    alguien.titulo("Confirme su solicitud")
    assert alguien.envia() == numero
    assert cuantas(alguien, "Ida y vuelta") == 1


def cuantas(alguien: Persona, tema: str) -> int:
    return int(
        alguien.vivo.consultar(
            "SELECT count(DISTINCT solicitud_id) FROM solicitudes_dato WHERE pedido_texto=%s", tema
        )[0][0]
    )
