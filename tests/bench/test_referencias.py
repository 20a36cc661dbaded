"""The reference programs have the stated shape, and the command works; nothing is timed."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.template import engines

from bench import referencias
from bench.datos import _LEIDAS, con_registros, pdf_de_referencia
from legajo.estructuras import tipos
from tests.fabricas import centro, servidor, ugel

PLANTILLAS = settings.BASE_DIR / "bench" / "plantillas"


def _pagina(nombre, filas):
    plantilla = engines["django"].from_string((PLANTILLAS / nombre).read_text())
    return plantilla.render({"servidor": "S", "unidad": "U", "centro": "C", "filas": filas})


def test_f_is_20_kb_of_29_rows_of_9_cells():
    pagina = _pagina("f.html", referencias.CURSOS)
    assert pagina.count("<td") == 29 * 9
    assert 19_000 <= len(pagina.encode()) <= 21_000
    assert (PLANTILLAS / "f.html").read_text().count("|date:") * 29 == 116


def test_f_t_is_the_same_bytes_from_tuples():
    assert _pagina("f_t.html", referencias.tuplas()) == _pagina("f.html", referencias.CURSOS)
    assert "|" not in (PLANTILLAS / "f_t.html").read_text()


def test_the_pdf_of_f_auth_has_25_kb():
    assert len(pdf_de_referencia()) == 25 * 1024


@pytest.mark.django_db
def test_the_database_takes_the_records_of_the_measurements():
    _LEIDAS.clear()  # a test with threads may have loaded the catalogs anew
    persona = servidor(ugel(), con_vinculo=False)
    centro(persona.unidad)
    for tipo in tipos():
        con_registros(tipo, persona, 12)
        escritos = tipo.modelo.objects.filter(servidor=persona).count()
        assert escritos == (1 if tipo.una_fila else 12), tipo.slug


def test_the_command_explains_itself():
    orden = [sys.executable, "-m", "bench", "--help"]
    hecho = subprocess.run(orden, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    assert "--metas" in hecho.stdout
