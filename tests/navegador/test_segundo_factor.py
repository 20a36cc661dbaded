"""The second factor in a browser: staff by the demo's code; a servidor by his own choice."""

from collections.abc import Callable

from playwright.sync_api import expect

from portal.demo.elenco import POR_CLAVE
from tests.navegador.persona import Persona

Abrir = Callable[..., Persona]


def test_staff_show_the_code_before_the_admin(abrir: Abrir, ancho: str) -> None:
    jefe = POR_CLAVE["responsable_ugel1"]
    alguien = abrir(ancho=ancho)
    alguien.ir("/ingresar/?next=/admin/")
    alguien.llenar_ingreso(jefe.documento, jefe.contrasena)
    alguien.titulo("Escriba su código")
    alguien.ir("/admin/legajo/servidor/")
    alguien.titulo("Escriba su código")
    alguien.verifica()
    alguien.page.wait_for_url("**/admin/legajo/servidor/")


def test_a_servidor_activates_it_and_enters_with_a_recovery_code(abrir: Abrir, ancho: str) -> None:
    persona = POR_CLAVE["auxiliar"]
    alguien = abrir(ancho=ancho).ingresa("auxiliar", "/mi-cuenta/")
    alguien.enlace("Verificación en dos pasos")
    alguien.enlace("Activar")
    codigo = alguien.cuerpo.locator(".codigo-demo").inner_text()
    alguien.page.get_by_label("Código de verificación").fill(codigo)
    alguien.boton("Activar")
    alguien.titulo("Guarde sus códigos de respaldo")
    papel = alguien.cuerpo.locator("code").all_inner_texts()
    assert len(papel) == 10
    alguien.enlace("Ya los guardé: continuar")
    alguien.ve("Está activa")
    alguien.salir()
    alguien.ir("/ingresar/?next=/mi-cuenta/verificacion/")
    alguien.llenar_ingreso(persona.documento, persona.contrasena)
    alguien.page.get_by_label("Código de verificación").fill(papel[0])
    alguien.boton("Verificar")
    alguien.ve("Está activa")
    alguien.boton("Desactivar")
    alguien.titulo("Iniciar sesión")
    alguien.ir("/legajo/")
    expect(alguien.page.get_by_label("Usuario", exact=True)).to_be_visible()
