"""Who has no mail gets in: the especialista prints a code, the person sets a password with it."""

from collections.abc import Callable

from tests.navegador.persona import Persona
from tests.navegador.test_entrar import NUEVA, entrar_con_la_nueva

Abrir = Callable[..., Persona]
SIN_ACCESO = """SELECT s.id, s.documento FROM legajo_servidor s
    JOIN accounts_unidad u ON u.id = s.unidad_id
    WHERE s.usuario_id IS NULL AND u.codigo = '120001' ORDER BY s.documento DESC LIMIT 1"""


def test_a_printed_code_leads_to_the_legajo(abrir: Abrir, ancho: str) -> None:
    gladys = abrir(ancho=ancho).ingresa("especialista_ugel1")
    servidor, documento = gladys.vivo.consultar(SIN_ACCESO)[0]
    gladys.ir(f"/admin/legajo/servidor/{servidor}/acceso/")
    gladys.page.get_by_role("button", name="Imprimir un código de activación").click()
    gladys.page.get_by_text("Compruebe antes, en persona").first.wait_for()
    gladys.page.get_by_label("Documento que mostró").select_option("dni")
    gladys.page.get_by_label("La persona está presente").check()
    gladys.page.get_by_role("button", name="Imprimir un código de activación").click()
    gladys.titulo("Código de activación")
    activacion = gladys.page.locator(".codigo-impreso").inner_text()

    alguien = abrir(ancho=ancho)
    alguien.ir("/generar-contrasena/")
    alguien.enlace("«Código de activación»")
    alguien.titulo("Usar un código de activación")
    alguien.page.get_by_label("Usuario", exact=True).fill(documento)
    alguien.page.get_by_label("Código de activación").fill(activacion.lower())
    alguien.page.get_by_label("Código de la imagen").fill(alguien.codigo())
    alguien.boton("Continuar")
    alguien.titulo("Ponga su contraseña")
    alguien.page.get_by_label("Contraseña nueva", exact=True).fill(NUEVA)
    alguien.page.get_by_label("Repita la contraseña nueva").fill(NUEVA)
    alguien.boton("Guardar contraseña")
    alguien.ve("Su contraseña se guardó")
    entrar_con_la_nueva(alguien, documento)
    alguien.enlace("Ver mi legajo")
    alguien.titulo("Mi Legajo")
