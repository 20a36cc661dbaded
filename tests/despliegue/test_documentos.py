"""What the documents say is there is there."""

import re
from pathlib import Path

import pytest

from portal.demo.elenco import ELENCO
from tests.despliegue.apoyo import RAIZ

DOCUMENTOS = [
    *(RAIZ / n for n in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((RAIZ / "docs").rglob("*.md")),
]
CADA_UNO = pytest.mark.parametrize("documento", DOCUMENTOS, ids=lambda d: d.name)
ENLACE = re.compile(r"\]\(([^)#:]+?)\)")
PRUEBA = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
RUTA = re.compile(r"`((?:accounts|boletas|legajo|portal|solicitudes|deploy|bench)/[\w./]+\.\w+)`")


@CADA_UNO
def test_every_link_leads_somewhere(documento: Path):
    for destino in ENLACE.findall(documento.read_text()):
        assert (documento.parent / destino).exists(), destino


@CADA_UNO
def test_every_file_and_test_that_is_named_exists(documento: Path):
    texto = documento.read_text()
    for ruta in RUTA.findall(texto):
        assert (RAIZ / ruta).exists(), ruta
    for archivo, nombre in PRUEBA.findall(texto):
        definida = f"def {nombre}(" if nombre else ""
        assert definida in (RAIZ / archivo).read_text(), (archivo, nombre)


def test_the_users_of_the_readme_are_those_of_the_demo():
    filas = re.findall(r"^\| (99\d{6}) \| (\S+) \|", (RAIZ / "README.md").read_text(), re.M)
    del_elenco = {(p.documento, p.contrasena) for p in ELENCO if p.activo}
    assert filas
    assert set(filas) <= del_elenco


def test_the_map_of_folders_is_whole():
    texto = (RAIZ / "README.md").read_text()
    nombradas = set(re.findall(r"`(\w+)/`", texto.split("## The folders")[1].split("##")[0]))
    assert {n for n in nombradas if not (RAIZ / n).is_dir()} <= {"navegador", "despliegue"}
    apps = {p.parent.name for p in RAIZ.glob("*/apps.py")}
    assert apps | {"bin", "tests", "docs", "deploy", "static", "templates"} <= nombradas


def test_every_decision_stands_in_the_list():
    carpeta = RAIZ / "docs" / "decisiones"
    paginas = {p.name for p in carpeta.glob("0*.md")}
    assert (
        set(re.findall(r"\((0\d{3}-[\w-]+\.md)\)", (carpeta / "README.md").read_text())) == paginas
    )
