"""Verifying, comparing a file, and sharing, in a browser: no script but ours, nothing sent."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from portal.demo.elenco import POR_CLAVE
from tests.navegador.persona import Persona
from tests.navegador.test_comodidad import violaciones

Abrir = Callable[..., Persona]
DOCENTE = POR_CLAVE["docente"]
EMITIDO = """SELECT d.codigo, d.publico, d.archivo, d.sha256 FROM legajo_documento d
    JOIN legajo_servidor s ON s.id = d.titular_id
    WHERE s.documento = %s AND d.clase = 'hoja_de_vida' ORDER BY d.emitido_en DESC LIMIT 1"""


def emitido(alguien: Persona) -> tuple[str, str, bytes, str]:
    codigo, publico, archivo, sha256 = alguien.vivo.consultar(EMITIDO, DOCENTE.documento)[0]
    return codigo, str(publico), (alguien.vivo.carpeta / "archivos" / archivo).read_bytes(), sha256


def verificar(alguien: Persona, codigo: str, digitos: str = DOCENTE.documento[-4:]) -> None:
    alguien.ir(f"/verificar/?codigo={codigo}")
    expect(alguien.page.get_by_label("Código de verificación")).to_have_value(codigo)
    alguien.page.get_by_label("Últimos cuatro dígitos").fill(digitos)
    alguien.boton("Verificar")


def cabe(alguien: Persona) -> bool:
    ancho = alguien.page.viewport_size["width"]
    return alguien.page.evaluate("document.documentElement.scrollWidth") <= ancho


def test_a_stranger_compares_his_file(abrir: Abrir, ancho: str, tmp_path: Path) -> None:
    alguien = abrir(ancho=ancho)
    codigo, _, octetos, sha256 = emitido(alguien)
    verificar(alguien, codigo)
    alguien.ve("El documento existe en la plataforma", sha256)
    assert violaciones(alguien) == []
    assert cabe(alguien)
    bueno, cambiado = tmp_path / "hoja.pdf", tmp_path / "cambiada.pdf"
    bueno.write_bytes(octetos)
    cambiado.write_bytes(octetos[:-1] + bytes([octetos[-1] ^ 1]))
    pedidos: list[str] = []
    alguien.page.on("request", lambda pedido: pedidos.append(pedido.url))
    elegir = alguien.page.get_by_label("Archivo PDF")
    elegir.set_input_files(bueno)
    alguien.ve("Idéntico: «hoja.pdf»")
    elegir.set_input_files(cambiado)
    alguien.ve("No es el mismo archivo: «cambiada.pdf»")
    assert violaciones(alguien) == []
    assert pedidos == []


def test_without_javascript_it_says_how_to_compare(abrir: Abrir) -> None:
    alguien = abrir(java_script_enabled=False)
    codigo, _, _, sha256 = emitido(alguien)
    verificar(alguien, codigo)
    alguien.ve(sha256, "certutil -hashfile")
    expect(alguien.page.get_by_label("Archivo PDF")).to_be_hidden()


def test_where_the_page_is_not_served_safely_it_says_how_to_compare(abrir: Abrir) -> None:
    alguien = abrir()
    alguien.page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    verificar(alguien, emitido(alguien)[0])
    alguien.ve("Su navegador no puede comparar archivos en esta página", "certutil -hashfile")
    expect(alguien.page.get_by_label("Archivo PDF")).to_be_hidden()


def test_a_committee_pastes_a_list(abrir: Abrir, ancho: str) -> None:
    alguien = abrir(ancho=ancho)
    codigo = emitido(alguien)[0]
    alguien.ir("/verificar/")
    alguien.enlace("Verifique una lista")
    lista = f"{codigo};{DOCENTE.documento[-4:]}\nno es un código\n"
    alguien.page.get_by_label("Códigos y dígitos").fill(lista)
    alguien.boton("Verificar la lista")
    alguien.ve("Hoja de vida", "separados por ;")
    assert violaciones(alguien) == []
    assert cabe(alguien)
    with alguien.page.expect_download() as bajada:
        alguien.boton("Descargar en CSV")
    assert codigo in Path(bajada.value.path()).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("con_guiones", [True, False])
def test_a_servidor_shares_and_a_committee_reads(
    abrir: Abrir, ancho: str, con_guiones: bool
) -> None:
    servidor = abrir(ancho=ancho, java_script_enabled=con_guiones).ingresa("docente")
    _, publico, octetos, _ = emitido(servidor)
    servidor.ir(f"/legajo/documentos/{publico}/compartir/")
    para = f"Comité {ancho} {con_guiones}"
    servidor.page.get_by_label("Para quién es").fill(para)
    servidor.boton("Crear el enlace")
    enlace = servidor.cuerpo.locator(".direccion").inner_text()
    if con_guiones:
        assert violaciones(servidor) == []
    assert cabe(servidor)
    comite = abrir(ancho=ancho, java_script_enabled=con_guiones)
    comite.ir(enlace)
    if con_guiones:
        assert violaciones(comite) == []
    comite.boton("Ver el documento")
    comite.ve("Información detallada", "Quispe Mamani")
    if con_guiones:
        assert violaciones(comite) == []
    assert cabe(comite)
    with comite.page.expect_download() as bajada:
        comite.enlace("Descargar el PDF")
    assert Path(bajada.value.path()).read_bytes() == octetos
    servidor.ir(f"/legajo/documentos/{publico}/compartir/")
    servidor.ve("Se abrió 2 veces")
    servidor.boton(f"Retirar el enlace para {para}")
    servidor.ve("Retiró el enlace: ya no abre el documento.")
    comite.ir(enlace)
    comite.titulo("Este enlace ya no sirve")
