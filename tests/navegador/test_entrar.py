"""Points 1-3 of what the portal promises: home, help, directory, login, «Generar contraseña»."""

import wave
from collections.abc import Callable
from io import BytesIO

from playwright.sync_api import expect

from portal.demo.elenco import POR_CLAVE
from tests.navegador.persona import Persona

Abrir = Callable[..., Persona]
DOCENTE = POR_CLAVE["docente"]
NUEVA = "quinua-canto-madrugada-9"
CUALQUIERA = """SELECT documento, correo FROM accounts_usuario
    WHERE is_active AND documento >= '99001000' AND enlaces_emitidos = 0
    ORDER BY documento LIMIT 1"""
SOLO_DEL_PADRON = """SELECT p.documento, p.correo FROM accounts_padronevaluacion p
    LEFT JOIN accounts_usuario u ON u.documento = p.documento
    WHERE u.id IS NULL ORDER BY p.documento DESC LIMIT 1"""


def test_home_leads_to_help_directory_and_login(abrir: Abrir, ancho: str) -> None:
    alguien = abrir(ancho=ancho)
    alguien.ir("/")
    alguien.titulo("Su legajo, sus boletas y su hoja de vida")
    expect(alguien.cuerpo.get_by_role("link", name="Generar contraseña")).to_be_visible()
    alguien.menu("Ayuda")
    alguien.titulo("Ayuda: preguntas frecuentes")
    alguien.cuerpo.get_by_text("¿Cómo inicio sesión?").click()
    alguien.ve("Si no distingue la imagen")
    alguien.menu("Directorio de UGEL")
    alguien.titulo("Directorio de UGEL")
    alguien.cuerpo.get_by_label("Nombre o provincia").fill("huancayo")
    alguien.boton("Buscar")
    expect(alguien.cuerpo.get_by_role("row", name="Huancayo").first).to_be_visible()
    alguien.menu("Iniciar sesión")
    alguien.titulo("Iniciar sesión")
    alguien.ve("Nunca comparta su usuario ni su contraseña")


def test_login_forgives_and_keeps_what_was_typed(abrir: Abrir) -> None:
    alguien = abrir()
    alguien.ir("/legajo/")  # goes through the login, and on to where he wanted
    alguien.llenar_ingreso(DOCENTE.documento, DOCENTE.contrasena, codigo="mal")
    alguien.ve("El código no coincide con la imagen")
    expect(alguien.page.get_by_label("Usuario", exact=True)).to_have_value(DOCENTE.documento)
    alguien.llenar_ingreso(DOCENTE.documento, "otra-cosa-distinta")
    alguien.ve("El usuario o la contraseña no son correctos")
    expect(alguien.page.get_by_label("Usuario", exact=True)).to_have_value(DOCENTE.documento)
    alguien.llenar_ingreso(DOCENTE.documento, DOCENTE.contrasena)
    alguien.titulo("Mi Legajo")
    alguien.salir()
    alguien.titulo("Su legajo, sus boletas y su hoja de vida")


def test_the_image_can_be_changed_and_heard(abrir: Abrir) -> None:
    alguien = abrir()
    alguien.ir("/ingresar/")
    alguien.page.get_by_label("Usuario", exact=True).fill(DOCENTE.documento)
    antes = alguien.codigo()
    with alguien.page.expect_response("**/captcha/imagen/**"):
        alguien.cuerpo.get_by_role("link", name="Otra imagen").click()
    assert alguien.codigo() != antes
    expect(alguien.page.get_by_label("Usuario", exact=True)).to_have_value(DOCENTE.documento)
    audio = alguien.cuerpo.get_by_role("link", name="Escuchar el código").get_attribute("href")
    respuesta = alguien.contexto.request.get(str(audio))
    with wave.open(BytesIO(respuesta.body())) as voz:
        assert voz.getnframes() / voz.getframerate() > 2
    alguien.llenar_ingreso(DOCENTE.documento, DOCENTE.contrasena)
    alguien.titulo("Le damos la bienvenida")


def test_a_forgotten_password_is_replaced_by_mail(abrir: Abrir, ancho: str) -> None:
    alguien = abrir(ancho=ancho)
    documento, correo = alguien.vivo.consultar(CUALQUIERA)[0]
    pedir_enlace(alguien, correo)
    alguien.ve("Un mensaje va en camino", "Si no le llega", "mesa de partes virtual")
    enlace = poner_contrasena(alguien, correo)
    entrar_con_la_nueva(alguien, documento)
    alguien.enlace("Ver mi legajo")
    alguien.titulo("Mi Legajo")
    assert alguien.ir(enlace).status == 410  # a link works once
    alguien.titulo("El enlace ya no sirve")


def test_nobody_learns_who_is_registered(abrir: Abrir) -> None:
    textos = []
    for correo in (DOCENTE.correo, "nadie.con.este@demo.invalid"):
        alguien = abrir()
        pedir_enlace(alguien, correo)
        alguien.titulo("Revise su correo")
        textos.append(alguien.cuerpo.inner_text())
    assert textos[0] == textos[1]


def test_who_is_only_in_the_padron_gets_an_access(abrir: Abrir) -> None:
    alguien = abrir()
    documento, correo = alguien.vivo.consultar(SOLO_DEL_PADRON)[0]
    pedir_enlace(alguien, correo)
    poner_contrasena(alguien, correo)
    entrar_con_la_nueva(alguien, documento)
    alguien.ve("Su legajo todavía no está abierto")


def pedir_enlace(alguien: Persona, correo: str) -> None:
    alguien.ir("/")
    alguien.enlace("Generar contraseña")
    alguien.page.get_by_label("Correo electrónico").fill(correo)
    alguien.page.get_by_label("Código de la imagen").fill(alguien.codigo())
    alguien.boton("Enviar correo")


def poner_contrasena(alguien: Persona, correo: str) -> str:
    """Follow the mailed link, and return it."""
    enlace = alguien.correo(correo).get_by_role("link").first
    destino = str(enlace.get_attribute("href"))
    enlace.click()
    alguien.titulo("Ponga su contraseña")
    alguien.page.get_by_label("Contraseña nueva", exact=True).fill(NUEVA)
    alguien.page.get_by_label("Repita la contraseña nueva").fill(NUEVA)
    alguien.boton("Guardar contraseña")
    alguien.ve("Su contraseña se guardó")
    return destino


def entrar_con_la_nueva(alguien: Persona, documento: str) -> None:
    alguien.llenar_ingreso(documento, NUEVA)
    alguien.acepta_el_aviso()
    alguien.titulo("Le damos la bienvenida")
