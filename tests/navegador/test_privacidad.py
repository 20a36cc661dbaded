"""The privacy notice at the first entry, and a right exercised to its answer."""

from collections.abc import Callable

from tests.navegador.persona import Persona

Abrir = Callable[..., Persona]


def test_the_notice_is_met_once_and_one_goes_on(abrir: Abrir, ancho: str) -> None:
    luz = abrir(ancho=ancho).ingresa("contratada", "/boletas/")
    luz.titulo("Mi Boleta")
    luz.ir("/privacidad/")
    luz.ve("Oficial de Datos Personales", "Nunca comparta su usuario ni su contraseña")
    assert not luz.cuerpo.get_by_role("button", name="Continuar").count()


def test_a_right_is_asked_and_answered(abrir: Abrir) -> None:
    rosa = abrir().ingresa("docente", "/mi-cuenta/")
    rosa.enlace("Derechos sobre mis datos")
    rosa.enlace("Nuevo pedido")
    rosa.boton("Enviar pedido")
    rosa.ve("Revise lo siguiente")
    rosa.cuerpo.get_by_label("Oposición").check()
    rosa.cuerpo.get_by_label("Qué pide exactamente").fill("Que no se publique mi correo")
    rosa.boton("Enviar pedido")
    rosa.ve("Enviamos su pedido", "En trámite")
    jefe = abrir().ingresa("responsable_ugel1", "/admin/solicitudes/pedidoarco/")
    jefe.page.locator("#result_list tbody th a").first.click()
    jefe.page.get_by_text("Que no se publique mi correo").first.wait_for()
    jefe.page.get_by_label("Se atiende lo pedido").check()
    jefe.page.get_by_label("Respuesta, que la persona leerá").fill("Ya no se publica.")
    jefe.page.get_by_role("button", name="Enviar respuesta").click()
    jefe.page.get_by_text("Atendido").first.wait_for()
    rosa.page.reload()
    rosa.ve("Atendido", "Ya no se publica.")
