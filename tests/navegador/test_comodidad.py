"""For everybody: by keyboard alone, without JavaScript, with a screen reader, at 360 px."""

import re
from collections.abc import Callable, Iterable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from legajo.estructuras import DIEZ, DOCE
from legajo.tipos import Operacion
from portal.demo.elenco import POR_CLAVE
from tests.navegador.persona import Persona
from tests.navegador.test_entrar import entrar_con_la_nueva, pedir_enlace, poner_contrasena

Abrir = Callable[..., Persona]
DOCENTE = POR_CLAVE["docente"]
GRAVES = ("serious", "critical")
OPCIONES = {
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch style sheets again, which the CSP refuses
    "rules": {"label-title-only": {"enabled": False}},  # the magnifier of Django's search box
}
PUBLICAS = (
    "/", "/ingresar/", "/generar-contrasena/", "/generar-contrasena/enviado/",
    "/generar-contrasena/codigo/", "/ayuda/", "/ugel/",
    "/verificar/", "/verificar/?codigo=AAAA-BBBB-CCCC", "/verificar/lista/", "/compartido/x/",
    "/demo/correos/",
    "/demo/componentes/", "/no-existe/", "/legajo/donde-esta/", "/privacidad/",
)  # fmt: skip
PROPIAS = (
    "/", "/legajo/", "/hoja-de-vida/", "/boletas/", "/solicitudes/", "/solicitudes/nueva/",
    "/solicitudes/nueva/?seccion=formacion", "/solicitudes/nueva/capacitaciones/agregar/",
    "/legajo/filiacion/?a_la_fecha=2025-03-31", "/legajo/filiacion/?a_la_fecha=ayer",
    "/legajo/formacion/retirados/", "/legajo/tiempo-de-servicios/", "/mis-datos/",
    "/legajo/accesos/", "/mi-cuenta/actividad/",
    "/solicitudes/arco/",
    "/solicitudes/arco/nuevo/",
    "/solicitudes/correos/",
)  # fmt: skip
CON_AXE = (
    *PROPIAS, "/legajo/salud/", "/legajo/filiacion/", "/legajo/formacion/", "/legajo/asignaciones/",
)  # fmt: skip
DEL_ADMIN = (
    "/admin/", "/admin/solicitudes/solicitud/", "/admin/legajo/servidor/?q=99000001",
    "/admin/legajo/saluddelegajo/",
)  # fmt: skip
NOMBRE_LARGO = """SELECT u.documento, u.correo FROM accounts_usuario u WHERE u.is_active
    ORDER BY length(u.nombre) DESC LIMIT 1"""


def test_log_in_and_send_a_request_with_the_keyboard_alone(abrir: Abrir) -> None:
    alguien = abrir(ancho="escritorio")
    alguien.ir("/ingresar/?next=/solicitudes/nueva/domicilios/agregar/")
    escribir(alguien, "Usuario", DOCENTE.documento)
    escribir(alguien, "Contraseña", DOCENTE.contrasena)
    escribir(alguien, "Código de la imagen", alguien.codigo())
    alguien.page.keyboard.press("Enter")
    alguien.titulo("Agregar: domicilio")
    tabular(alguien, "combobox", "Tipo de vía")
    alguien.page.keyboard.press("ArrowDown")
    escribir(alguien, "Dirección", "Calle del Teclado 1")
    escribir(alguien, "Distrito", "El Tambo, Huancayo, Junín")
    tabular(alguien, "button", "Enviar Solicitud")
    alguien.page.keyboard.press("Space")
    alguien.titulo("Confirme su solicitud")
    tabular(alguien, "button", "Enviar")
    alguien.page.keyboard.press("Enter")
    alguien.ve("Enviamos su solicitud")


def test_the_first_tab_skips_to_the_content(abrir: Abrir) -> None:
    alguien = abrir(ancho="escritorio")
    alguien.ir("/ayuda/")
    alguien.page.keyboard.press("Tab")
    expect(alguien.page.get_by_role("link", name="Saltar al contenido")).to_be_focused()
    alguien.page.keyboard.press("Enter")
    expect(alguien.cuerpo).to_be_focused()


def test_log_in_and_send_a_request_without_javascript(abrir: Abrir, ancho: str) -> None:
    alguien = abrir(ancho=ancho, java_script_enabled=False).ingresa("docente")
    tema = f"Sin guiones {ancho}"
    alguien.pide_curso(tema)
    numero = alguien.envia()
    alguien.menu("Seguimiento de atención de solicitud")
    alguien.enlace(f"Anular la solicitud {numero}")
    alguien.boton("Aceptar")
    alguien.ve(f"Anuló la solicitud N° {numero}")


def test_public_pages_are_accessible_and_fit_a_phone(abrir: Abrir) -> None:
    alguien = abrir()
    assert faltas(alguien, PUBLICAS, con_axe=PUBLICAS) == []


def test_the_pages_of_a_servidor_are_accessible_and_fit_a_phone(abrir: Abrir) -> None:
    alguien = abrir().ingresa("docente")
    formularios = (
        f"/solicitudes/nueva/{tipo.slug}/agregar/"
        for seccion in DIEZ
        for tipo in seccion.tipos
        if tipo.permite(Operacion.AGREGAR) and not tipo.una_fila
    )
    secciones = (f"/legajo/{s.slug}/" for s in DIEZ)
    detalles = (
        primero(alguien, "/boletas/", "main .meses a"),
        primero(alguien, "/solicitudes/", "main td a"),
        registro := primero(alguien, "/legajo/formacion/", "main td a"),
        f"{registro}historial/",
    )
    caminos = (*PROPIAS, *secciones, *formularios, *detalles)
    assert faltas(alguien, caminos, con_axe=(*CON_AXE, *detalles)) == []


def test_the_pages_of_the_others_fit_a_phone(abrir: Abrir) -> None:
    for clave in ("administrativa", "cesado", "sin_legajo"):
        alguien = abrir().ingresa(clave)
        secciones = [f"/legajo/{s.slug}/" for s in DOCE] if clave == "administrativa" else []
        caminos = ["/", "/legajo/", "/hoja-de-vida/", "/boletas/", "/solicitudes/", *secciones]
        assert faltas(alguien, caminos, con_axe=("/legajo/",)) == []


def test_the_longest_name_fits_a_phone(abrir: Abrir) -> None:
    alguien = abrir()
    documento, correo = alguien.vivo.consultar(NOMBRE_LARGO)[0]
    pedir_enlace(alguien, correo)
    poner_contrasena(alguien, correo)
    entrar_con_la_nueva(alguien, documento)
    caminos = ("/", "/legajo/", "/legajo/filiacion/", "/hoja-de-vida/", "/boletas/")
    assert faltas(alguien, caminos) == []


def test_the_admin_is_accessible(abrir: Abrir) -> None:
    alguien = abrir(ancho="escritorio").ingresa("especialista_ugel1", "/admin/")
    detalles = (
        primero(alguien, "/admin/solicitudes/solicitud/", "#result_list tbody th a"),
        servidor := primero(alguien, "/admin/legajo/servidor/", "#result_list tbody th a"),
        servidor.replace("/change/", "/history/"),
        servidor.replace("/change/", "/a-la-fecha/"),
        servidor.replace("/change/", "/acceso/"),
    )
    caminos = (*DEL_ADMIN, *detalles)
    assert faltas(alguien, [servidor], con_axe=[servidor]) == []  # the page that asks why
    alguien.dice_para_que()
    assert faltas(alguien, caminos, con_axe=caminos) == []


def faltas(alguien: Persona, caminos: Iterable[str], con_axe: Iterable[str] = ()) -> list[str]:
    """What is wrong with these pages: wider than the window, or serious for axe."""
    con_axe, halladas = set(con_axe), []
    for camino in caminos:
        alguien.ir(camino)
        ancho = alguien.page.viewport_size["width"]
        real = alguien.page.evaluate("document.documentElement.scrollWidth")
        if real > ancho:
            halladas.append(f"{camino}: {real} px wide")
        if camino in con_axe:
            halladas += [f"{camino}: {v}" for v in violaciones(alguien)]
    return halladas


def violaciones(alguien: Persona) -> list[str]:
    """Serious and critical violations of the page, with their first element."""
    resultado = Axe().run(alguien.page, options=OPCIONES).response["violations"]
    return [
        f"{v['id']} {v['nodes'][0]['html'][:160]} {v['nodes'][0]['failureSummary'][:300]}"
        for v in resultado
        if v["impact"] in GRAVES
    ]


def primero(alguien: Persona, camino: str, selector: str) -> str:
    """Where the first link of a list leads."""
    alguien.ir(camino)
    destino = alguien.page.locator(selector).first.evaluate("a => a.pathname")
    return str(destino)


def tabular(alguien: Persona, rol: str, nombre: str) -> None:
    """Press Tab until that control has the focus, and see that it shows."""
    destino = alguien.cuerpo.get_by_role(rol, name=nombre, exact=rol == "button").first
    for _ in range(80):
        if destino.evaluate("e => e === document.activeElement"):
            estilo = "e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).boxShadow]"
            assert destino.evaluate(estilo) != ["none", "none"], f"{nombre}: no visible focus"
            return
        alguien.page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {rol} «{nombre}»")


def escribir(alguien: Persona, etiqueta: str, texto: str) -> None:
    """Reach a text box by Tab, and type."""
    destino = alguien.cuerpo.get_by_label(re.compile(f"^{etiqueta}"))
    for _ in range(80):
        if destino.first.evaluate("e => e === document.activeElement"):
            alguien.page.keyboard.type(texto)
            return
        alguien.page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches «{etiqueta}»")
