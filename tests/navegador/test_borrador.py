"""What is written on a phone survives a lost connection, a closed page and a session that ends."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests import subidas
from tests.navegador.persona import Persona

Abrir = Callable[..., Persona]
AGREGAR = "/solicitudes/nueva/capacitaciones/agregar/"
GUARDADO = re.compile(r"Guardado a las \d\d:\d\d")


def estado(alguien: Persona):
    return alguien.cuerpo.locator("[data-guardado]")


def tema(alguien: Persona):
    return alguien.cuerpo.get_by_label("Tema")


def descartar(alguien: Persona) -> None:
    """Leave nothing behind for the next test."""
    alguien.enlace("Descartar borrador")
    alguien.boton("Descartar")
    alguien.ve("Descartó el borrador")


def test_without_connection_it_says_so_and_keeps_it_when_it_is_back(abrir: Abrir) -> None:
    alguien = abrir().ingresa("docente", AGREGAR)
    tema(alguien).fill("Escrito con señal")
    expect(estado(alguien)).to_have_text(GUARDADO)
    alguien.contexto.set_offline(True)
    tema(alguien).fill("Escrito sin señal")
    expect(estado(alguien)).to_have_text("Sin conexión: se guardará cuando vuelva.")
    alguien.boton("Enviar Solicitud")
    expect(tema(alguien)).to_have_value("Escrito sin señal")
    alguien.contexto.set_offline(False)
    expect(estado(alguien)).to_have_text(GUARDADO)
    alguien.ir("/solicitudes/")
    alguien.ve("Borradores")
    alguien.enlace("Seguir con el borrador Agregar: Capacitación")
    expect(tema(alguien)).to_have_value("Escrito sin señal")
    descartar(alguien)


def test_the_session_ends_while_writing(abrir: Abrir) -> None:
    alguien = abrir().ingresa("auxiliar", AGREGAR)
    tema(alguien).fill("Antes")
    expect(estado(alguien)).to_have_text(GUARDADO)
    galletas = alguien.contexto.cookies()
    alguien.contexto.clear_cookies(name="sid")
    tema(alguien).fill("Después de que terminó")
    alguien.ve("Su sesión terminó")
    alguien.contexto.add_cookies(galletas)
    alguien.page.evaluate("dispatchEvent(new Event('focus'))")
    expect(estado(alguien)).to_have_text(GUARDADO)
    expect(alguien.cuerpo.get_by_text("Su sesión terminó")).to_be_hidden()
    alguien.page.reload()
    expect(tema(alguien)).to_have_value("Después de que terminó")
    descartar(alguien)


def test_a_photo_from_the_phone_goes_with_the_request(abrir: Abrir) -> None:
    alguien = abrir().ingresa("contratada", "/legajo/formacion/")
    alguien.enlace("Falta un registro en Capacitaciones")
    alguien.enlace("Pedir que se agregue porque tengo un documento nuevo")
    alguien.llenar_curso("Con fotografía")
    foto = {"name": "certificado.jpg", "mimeType": "image/jpeg", "buffer": subidas.imagen("JPEG")}
    malo = {"name": "programa.pdf", "mimeType": "application/pdf", "buffer": b"MZ no es PDF"}
    archivos = alguien.cuerpo.get_by_label("Archivos o fotos")
    archivos.set_input_files([foto, malo])
    alguien.boton("Enviar Solicitud")
    alguien.ve("«programa.pdf» no se adjuntó", "certificado.jpg")
    expect(tema(alguien)).to_have_value("Con fotografía")
    alguien.boton("Enviar Solicitud")
    alguien.ve("Confirme su solicitud", "certificado.jpg", "Tengo un documento nuevo")
    alguien.envia()
    alguien.ve("certificado.jpg")
    with alguien.page.expect_download() as bajada:
        alguien.enlace("Descargar lo que adjuntó")
    assert bajada.value.suggested_filename.endswith(".pdf")


def test_too_many_files_are_told_before_they_travel(abrir: Abrir) -> None:
    alguien = abrir().ingresa("docente", AGREGAR)
    una = {"name": "a.png", "mimeType": "image/png", "buffer": b"x"}
    alguien.cuerpo.get_by_label("Archivos o fotos").set_input_files([una] * 11)
    alguien.ve("Elija hasta 10 archivos.")
    assert alguien.page.evaluate("document.getElementById('archivos').files.length") == 0
