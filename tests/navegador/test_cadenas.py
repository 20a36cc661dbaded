"""Régimen, acción and motivo narrow one another: with a script at once, without one by a button."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator

from tests.navegador.persona import Persona

Abrir = Callable[..., Persona]
CAMINO = "/solicitudes/nueva/vinculos/agregar/"
CAS = "D. Leg. 1057, contratación administrativa de servicios (CAS)"


def ofrece(lista: Locator) -> list[str]:
    """The entries of a list, without the blank one."""
    return [t.strip() for t in lista.locator("option").all_inner_texts()][1:]


def test_a_script_narrows_each_list_as_one_chooses(abrir: Abrir, ancho: str) -> None:
    alguien = abrir(ancho=ancho).ingresa("docente", CAMINO)
    regimen, accion, motivo = (
        alguien.cuerpo.locator(f"#id_{n}") for n in ("regimen", "accion", "motivo")
    )
    assert "Nombramiento" in ofrece(accion)
    regimen.select_option(label=CAS)
    assert ofrece(accion) == [
        "Contrato administrativo de servicios",
        "Designación en cargo de confianza",
    ]
    accion.select_option(label="Contrato administrativo de servicios")
    assert ofrece(motivo) == ["Adenda de prórroga", "Concurso público"]
    motivo.select_option(label="Concurso público")
    regimen.select_option(label="Ley 29944, Ley de Reforma Magisterial")
    assert accion.input_value() == ""
    assert "Nombramiento" in ofrece(accion)


def test_without_scripts_a_button_narrows_and_keeps_what_was_typed(abrir: Abrir) -> None:
    alguien = abrir(java_script_enabled=False).ingresa("docente", CAMINO)
    alguien.cuerpo.locator("#id_regimen").select_option(label=CAS)
    alguien.cuerpo.get_by_text("Más datos (opcionales)").click()
    alguien.cuerpo.get_by_label("Código de plaza").fill("990000012345")
    alguien.boton("Mostrar solo lo que corresponde")
    alguien.ve("Las listas ya muestran lo que corresponde")
    accion = alguien.cuerpo.locator("#id_accion")
    assert "Nombramiento" not in ofrece(accion)
    assert alguien.cuerpo.get_by_label("Código de plaza").input_value() == "990000012345"
    accion.select_option(label="Contrato administrativo de servicios")
    alguien.boton("Mostrar solo lo que corresponde")
    motivos = alguien.cuerpo.locator("#id_motivo")
    motivos.get_by_text("Adenda de prórroga").wait_for(state="attached")
    assert ofrece(motivos) == ["Adenda de prórroga", "Concurso público"]


@pytest.mark.parametrize("con_guiones", [True, False])
def test_the_admin_narrows_them_too(abrir: Abrir, con_guiones: bool) -> None:
    alguien = abrir(ancho="escritorio", java_script_enabled=con_guiones)
    alguien.ingresa("especialista_ugel1", "/admin/legajo/vinculo/add/")
    pagina = alguien.page
    pagina.locator("#id_regimen").select_option(label=CAS)
    if not con_guiones:
        pagina.get_by_role("button", name="Mostrar solo lo que corresponde").click()
    assert "Nombramiento" not in ofrece(pagina.locator("#id_accion"))
