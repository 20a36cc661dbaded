"""docs/asvs.md answers every requirement that applies, once, and says the numbers that it has."""

import re

import pytest

from tests.despliegue.apoyo import RAIZ

NIVEL_1 = """1.2.1-5 1.3.1-2 1.5.1 2.1.1 2.2.1-2 2.3.1 3.2.1-2 3.3.1 3.4.1-2 3.5.1-3 4.1.1
    5.2.1-2 5.3.1-2 6.1.1 6.2.1-8 6.3.1-2 6.4.1-2 7.2.1-4 7.4.1-2 8.1.1 8.2.1-2 8.3.1
    11.3.1-2 11.4.1 12.1.1 12.2.1-2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1"""
NIVEL_2 = """1.1.1-2 1.2.9 1.3.3-7 1.3.10-11 1.4.2 1.5.2 2.1.2-3 2.2.3 2.3.2-4 2.4.1 3.3.2-4
    3.4.3-6 3.5.4 3.7.1-2 4.1.2-3 4.2.1 5.1.1 5.2.3 5.4.1-3 6.1.2-3 6.2.9-12 6.3.3-4 6.4.3-4
    6.5.1-5 6.6.2-3 7.1.1-2 7.3.1-2 7.4.3-5 7.5.1-2 8.1.2 8.2.3 8.4.1 11.1.1-2 11.2.1-3 11.3.3
    11.4.2-4 11.5.1 11.6.1 12.1.2 12.3.1-4 13.1.1 13.2.1-5 13.3.1-2 13.4.2-5 14.1.1-2 14.2.2-4
    14.3.2-3 15.1.2-3 15.2.2-3 15.3.2-7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3"""
NIVELES = pytest.mark.parametrize(("titulo", "ids"), [("Level 1", NIVEL_1), ("Level 2", NIVEL_2)])
PEDIDOS = ("Getting in", "Sessions", "Who may do what", "What is accepted", "Cryptography",
           "Whom the portal speaks to", "What costs much", "The data", "Components",
           "What is logged", "An incident: the first 48 hours")  # fmt: skip


def desplegados(ids: str) -> list[str]:
    """ "1.2.1-3" as 1.2.1, 1.2.2, 1.2.3."""
    todos = []
    for pieza in ids.split():
        seccion, _, ultimos = pieza.rpartition(".")
        desde, _, hasta = ultimos.partition("-")
        todos += [f"{seccion}.{n}" for n in range(int(desde), int(hasta or desde) + 1)]
    return todos


def filas(titulo: str) -> list[list[str]]:
    """The rows of the table under a heading, as cells."""
    parte = (RAIZ / "docs" / "asvs.md").read_text().split(f"\n## {titulo}\n")[1].split("\n## ")[0]
    return [
        [celda.strip() for celda in linea.strip("|").split(" | ")]
        for linea in parte.splitlines()
        if re.match(r"\| \d", linea)
    ]


def no_cumplidos(titulo: str) -> list[str]:
    return [fila[0] for fila in filas(titulo) if fila[1] == "NO"]


@NIVELES
def test_every_requirement_that_applies_has_one_row(titulo, ids):
    assert [fila[0] for fila in filas(titulo)] == desplegados(ids)


@NIVELES
def test_each_row_says_how_and_what_proves_it(titulo, ids):
    for fila in filas(titulo):
        assert len(fila) == 5, fila
        assert fila[1] in ("yes", "NO")
        assert all(len(celda) > 3 for celda in fila[2:]), fila
        prueba = r"`tests/|ruff|mypy|\]\(seguridad\.md#|\]\(despliegue\.md|not tried|none"
        assert re.search(prueba, fila[4]), fila


@NIVELES
def test_the_numbers_are_those_of_the_table(titulo, ids):
    todos = len(desplegados(ids))
    cumplidos = todos - len(no_cumplidos(titulo))
    dicho = f"{cumplidos} of {todos}"
    assert f"**{titulo}: {dicho}**" in (RAIZ / "docs" / "asvs.md").read_text()
    assert f"{titulo.lower()}, {dicho}" in (RAIZ / "docs" / "seguridad.md").read_text()


def test_what_was_promised_is_reached():
    assert no_cumplidos("Level 1") == []
    assert len(no_cumplidos("Level 2")) <= 7


def test_each_miss_says_why():
    razones = filas("The seven of level 2 that are not met")
    assert [fila[0] for fila in razones] == no_cumplidos("Level 2")
    assert all(len(fila[2]) > 60 for fila in razones)


@pytest.mark.parametrize("pedido", PEDIDOS)
def test_what_asvs_wants_written_is_there(pedido):
    texto = (RAIZ / "docs" / "seguridad.md").read_text()
    assert len(texto.split(f"\n## {pedido}\n")[1].split("\n## ")[0]) > 300


def test_each_part_that_is_pointed_at_exists():
    """Anchors: a heading in small letters, its signs left out, hyphens for spaces."""
    for nombre in ("asvs.md", "seguridad.md"):
        for documento, ancla in re.findall(r"\]\(([\w.]*)#([\w-]+)\)", _texto(nombre)):
            titulos = re.findall(r"^##+ (.+)$", _texto(documento or nombre), re.M)
            anclas = {re.sub(r"[^\w -]", "", t.lower()).replace(" ", "-") for t in titulos}
            assert ancla in anclas, (nombre, documento, ancla)


def _texto(nombre: str) -> str:
    return (RAIZ / "docs" / nombre).read_text()
