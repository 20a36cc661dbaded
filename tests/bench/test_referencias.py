"""The reference programs have the stated shape, and the command works; nothing is timed."""

import subprocess
import sys

from django.conf import settings
from django.template import engines

from bench import referencias
from bench.datos import pdf_de_referencia

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


def test_the_command_explains_itself():
    orden = [sys.executable, "-m", "bench", "--help"]
    hecho = subprocess.run(orden, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    assert "--metas" in hecho.stdout
