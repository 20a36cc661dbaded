"""Somebody takes his data along: asks, waits before a page that moves by itself, downloads."""

import re
from collections.abc import Callable
from zipfile import ZipFile

import pytest

from tests.navegador.persona import Persona

Abrir = Callable[..., Persona]


@pytest.mark.parametrize("clave", ["docente", "cesado", "sin_legajo"])
def test_the_copy_of_ones_data(abrir: Abrir, ancho: str, clave: str) -> None:
    alguien = abrir(ancho=ancho).ingresa(clave)
    alguien.enlace("Mis datos")
    alguien.cuerpo.get_by_role("button", name=re.compile("Solicitar")).click()
    alguien.cuerpo.get_by_role("heading", name="Su copia está lista").wait_for(timeout=60_000)
    with alguien.page.expect_download() as descarga:
        alguien.enlace("Descargar mi copia")
    with ZipFile(descarga.value.path()) as copia:
        assert copia.testzip() is None
        assert ("legajo.pdf" in copia.namelist()) == (clave != "sin_legajo")
        assert b"29733" in copia.read("LEAME.txt")
