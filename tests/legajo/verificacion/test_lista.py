"""A list of a committee: read line by line, told line by line, and the same as CSV."""

import csv
import io
import re

import pytest
from django.core import signing

from legajo.codigos import codigo_nuevo
from legajo.models import FalloDeVerificacion
from legajo.verificacion.tabla import SAL
from tests import fabricas
from tests.accounts.apoyo import dentro_de
from tests.legajo.apoyo import documento

pytestmark = pytest.mark.django_db
URL = "/verificar/lista/"


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


def par(emitido, separador=";") -> str:
    return f"{emitido.codigo}{separador}{emitido.titular.documento[-4:]}"


def filas(texto: str) -> list[list[str]]:
    cuerpo = texto.partition("<tbody>")[2].partition("</tbody>")[0]
    sin_marcas = [re.findall(r"<td[^>]*>(.*?)</td>", fila) for fila in cuerpo.split("<tr")[1:]]
    return [[re.sub(r"<[^>]+>", "", celda).strip() for celda in fila] for fila in sin_marcas]


def sello(texto: str) -> str:
    return re.search(r'name="sello" value="([^"]+)"', texto)[1]


def test_each_line_has_its_answer_whatever_it_is_separated_by(client, persona):
    emitido = documento(persona, numero="00001-2026-X")
    malo = codigo_nuevo()
    lineas = [
        "código;dato", par(emitido), par(emitido, ","), par(emitido, "\t").lower(), "",
        f'"{emitido.codigo}" ; "{persona.documento[-4:]}"', f"{malo};0001", "hola",
        f"{emitido.codigo};12", f"AAAA-BBBB-CCCD;{persona.documento[-4:]}", "a;b;c",
    ]  # fmt: skip
    texto = client.post(URL, {"lineas": "\r\n".join(lineas)}).content.decode()
    halladas = {int(fila[0]): fila for fila in filas(texto)}
    assert sorted(halladas) == [2, 3, 4, 6, 7, 8, 9, 10, 11]
    for numero in (2, 3, 4, 6):
        assert halladas[numero][1:3] == [
            emitido.codigo, "Constancia de tiempo de servicios N° 00001-2026-X",
        ]  # fmt: skip
        assert halladas[numero][4:] == ["R.Q.Ñ.", "Vigente"]
    assert halladas[7][5] == "No se encontró"
    assert "separados por ;" in halladas[8][5]
    assert halladas[9][5] == "Escriba cuatro dígitos, como están en el documento."
    assert "no está bien escrito" in halladas[10][5]
    assert "separados por ;" in halladas[11][5]
    assert FalloDeVerificacion.objects.count() == 1
    assert f"{malo};0001" in texto  # what was typed is kept
    assert persona.nombres not in texto


def test_two_hundred_and_no_more(client, persona, django_assert_max_num_queries):
    emitido = documento(persona)
    with django_assert_max_num_queries(70):
        texto = client.post(URL, {"lineas": "\n".join([par(emitido)] * 200)}).content.decode()
    assert len(filas(texto)) == 200
    muchas = "\n".join([par(emitido)] * 201)
    texto = client.post(URL, {"lineas": muchas}).content.decode()
    assert "Son 201 líneas: pegue hasta 200 cada vez." in texto
    assert "<tbody>" not in texto
    assert texto.count(emitido.codigo) == 201


@pytest.mark.parametrize("nada", ["", "   \n ;\n", "código;dato"])
def test_a_list_of_nothing_says_so(client, nada):
    respuesta = client.post(URL, {"lineas": nada})
    assert respuesta.status_code == 200
    assert "<tbody>" not in respuesta.content.decode()


def test_over_the_limit_in_the_middle_the_rest_is_not_looked_at(client, persona):
    emitido = documento(persona)
    lineas = [f"{codigo_nuevo()};0001" for _ in range(20)]
    respuesta = client.post(URL, {"lineas": "\n".join([par(emitido), *lineas, par(emitido)])})
    assert respuesta.status_code == 200
    halladas = filas(respuesta.content.decode())
    assert halladas[0][5] == "Vigente"
    assert {fila[5] for fila in halladas[1:21]} == {"No se encontró"}
    assert halladas[21][5] == "No revisada: espere 10 minutos"
    assert "La lista no está completa" in respuesta.content.decode()
    with dentro_de(minutes=10, seconds=1):
        respuesta = client.post(URL, {"lineas": par(emitido)})
    assert filas(respuesta.content.decode())[0][5] == "Vigente"


def test_the_csv_says_what_the_table_says_and_looks_nothing_up(client, persona):
    emitido = documento(persona)
    texto = client.post(URL, {"lineas": f"{par(emitido)}\n{codigo_nuevo()};0001"}).content.decode()
    respuesta = client.post(URL, {"sello": sello(texto)})
    assert respuesta["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in respuesta["Content-Disposition"]
    leido = list(csv.reader(io.StringIO(respuesta.content.decode("utf-8-sig"))))
    assert leido[0] == ["Línea", "Código", "Documento", "Emisión", "Titular", "Estado"]
    assert leido[1:] == filas(texto)
    assert FalloDeVerificacion.objects.count() == 1


def test_no_cell_of_the_csv_is_a_formula(client):
    respuesta = client.post(URL, {"sello": signing.dumps([["1", '=cmd|"x"!A1']], salt=SAL)})
    leido = list(csv.reader(io.StringIO(respuesta.content.decode("utf-8-sig"))))
    assert leido[1] == ["1", '\'=cmd|"x"!A1']


@pytest.mark.parametrize("malo", ["", "x", signing.dumps([["1", "Vigente"]])])
def test_a_csv_that_is_not_ours_is_not_written(client, malo):
    respuesta = client.post(URL, {"sello": malo})
    assert respuesta.status_code == 400
    assert "ya no se puede descargar" in respuesta.content.decode()


def test_a_csv_of_yesterday_is_not_written_either(client, persona):
    texto = client.post(URL, {"lineas": par(documento(persona))}).content.decode()
    with dentro_de(hours=2):
        assert client.post(URL, {"sello": sello(texto)}).status_code == 400
