"""JSON at the same addresses: as documented, with the same limits, and never a 500."""

import json
import re
from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone

from legajo.codigos import codigo_nuevo
from legajo.models import Anulacion, FalloDeVerificacion
from tests import fabricas
from tests.cliente import Client
from tests.legajo.apoyo import documento
from tests.legajo.verificacion.esquema import fallas

pytestmark = pytest.mark.django_db
URL, LISTA = "/verificar/", "/verificar/lista/"
ESQUEMA = json.loads(
    (settings.BASE_DIR / "docs/esquemas/verificacion-1.schema.json").read_text(encoding="utf-8")
)


@pytest.fixture
def programa():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


def enviar(programa, cuerpo, url=URL, **cabeceras):
    texto = cuerpo if isinstance(cuerpo, str | bytes) else json.dumps(cuerpo)
    respuesta = programa.post(url, texto, content_type="application/json", headers=cabeceras)
    assert respuesta["Content-Type"] == "application/json"
    assert respuesta["Cache-Control"] == "no-store"
    datos = respuesta.json()
    assert fallas(datos, ESQUEMA, ESQUEMA) == []
    return respuesta.status_code, datos


def par(emitido) -> dict[str, str]:
    return {"codigo": emitido.codigo, "digitos": emitido.titular.documento[-4:]}


def test_a_document_with_all_that_the_page_tells(programa, persona):
    emitido = documento(persona, numero="00007-2026", vence=date(2099, 1, 31))
    estado, datos = enviar(programa, par(emitido))
    assert estado == 200
    assert datos == {
        "esquema": {"nombre": "verificacion", "version": 1},
        "resultado": "encontrado",
        "documento": {
            "clase": "constancia_tiempo", "nombre": "Constancia de tiempo de servicios",
            "numero": "00007-2026", "acredita": "Que trabajó doce años",
            "unidad": persona.unidad.nombre,
            "emitido": timezone.localtime(emitido.emitido_en).isoformat(timespec="seconds"),
            "a_la_fecha": None,
            "titular": {"iniciales": "R.Q.Ñ.", "documento": f"****{persona.documento[-4:]}"},
            "estado": "vigente", "vence": "2099-01-31", "anulado": None,
            "firmado": False, "firmado_por": "", "sha256": emitido.sha256,
        },
    }  # fmt: skip


def test_each_state(programa, persona):
    responsable = fabricas.personal(persona.unidad)
    vencido = documento(fabricas.servidor(persona.unidad), vence=date(2020, 1, 1))
    assert enviar(programa, par(vencido))[1]["documento"]["estado"] == "vencido"
    primero, segundo = documento(persona), documento(persona)
    assert enviar(programa, par(primero))[1]["documento"]["estado"] == "reemplazado"
    Anulacion.objects.create(documento=segundo, motivo="Zzmotivo", por=responsable)
    datos = enviar(programa, par(segundo))[1]
    assert datos["documento"]["estado"] == "anulado"
    assert datos["documento"]["anulado"][:10] == timezone.localdate().isoformat()
    assert "Zzmotivo" not in json.dumps(datos)


def test_what_is_not_found_is_a_404_and_over_the_limit_a_429(programa):
    for _ in range(20):
        estado, datos = enviar(programa, {"codigo": codigo_nuevo(), "digitos": "0001"})
        assert (estado, datos["resultado"]) == (404, "no_encontrado")
    respuesta = programa.post(
        URL, {"codigo": codigo_nuevo(), "digitos": "0001"}, content_type="application/json"
    )
    assert respuesta.status_code == 429
    assert int(respuesta["Retry-After"]) == respuesta.json()["espere_segundos"]
    assert fallas(respuesta.json(), ESQUEMA, ESQUEMA) == []


MALOS = [
    b" ", b"x", b"[]", b"null", b"3", b'"x"', b"\xff\xfe", b"{}", b'{"codigo": 1, "digitos": "1"}',
    b'{"codigo": null, "digitos": null}', b'{"codigo": ["x"], "digitos": {"a": 1}}',
    b'{"codigo": NaN, "digitos": Infinity}', b"[" * 20_000, b'{"a":' * 20_000,
    b'{"codigo": ' + b"9" * 5_000 + b', "digitos": "1"}', b'{"codigo": 1e999, "digitos": "1"}',
    b'{"codigo": "\\u0000", "digitos": "0001"}', b'{"codigo": "\\ud800", "digitos": "\\ud800"}',
    b'{"codigo": "AAAA-BBBB-CCCD", "digitos": "0001"}', b'{"codigo": "", "digitos": ""}',
]  # fmt: skip


@pytest.mark.parametrize("url", [URL, LISTA])
@pytest.mark.parametrize("malo", MALOS, ids=range(len(MALOS)))
def test_what_is_no_question_is_a_400_and_costs_nothing(programa, malo, url):
    estado, datos = enviar(programa, malo, url)
    assert (estado, datos["resultado"]) == (400, "incorrecto")
    assert not FalloDeVerificacion.objects.exists()


def test_a_list_with_its_lines_by_number(programa, persona):
    emitido = documento(persona)
    lineas = [par(emitido), {"codigo": codigo_nuevo(), "digitos": "0001"},
              {"codigo": "X", "digitos": "0001"}]  # fmt: skip
    estado, datos = enviar(programa, {"lineas": lineas}, LISTA)
    assert estado == 200
    assert [(li["linea"], li["resultado"]) for li in datos["lineas"]] == [
        (1, "encontrado"), (2, "no_encontrado"), (3, "mal_escrita"),
    ]  # fmt: skip
    assert datos["lineas"][0]["documento"]["sha256"] == emitido.sha256


def test_a_list_over_the_limit(programa, persona):
    malas = [{"codigo": codigo_nuevo(), "digitos": "0001"} for _ in range(21)]
    estado, datos = enviar(programa, {"lineas": malas}, LISTA)
    assert (estado, datos["lineas"][20]["resultado"]) == (200, "espere")
    estado, datos = enviar(programa, {"lineas": [par(documento(persona))]}, LISTA)
    assert (estado, datos["resultado"]) == (429, "espere")


@pytest.mark.parametrize("lineas", [[], [{}], ["x"], [None], {"a": 1}, "x", [{"codigo": "A"}]])
def test_what_is_no_list_is_a_400(programa, lineas):
    assert enviar(programa, {"lineas": lineas}, LISTA)[0] == 400


def test_more_than_two_hundred_lines_are_a_400(programa):
    lineas = [{"codigo": codigo_nuevo(), "digitos": "0001"} for _ in range(201)]
    assert enviar(programa, {"lineas": lineas}, LISTA)[0] == 400
    assert not FalloDeVerificacion.objects.exists()


@pytest.mark.parametrize("url", [URL, LISTA])
def test_data_in_an_address_are_not_taken(programa, url):
    for como in ({"formato": "json"}, {}):
        acepta = {} if como else {"Accept": "application/json"}
        respuesta = programa.get(url, como, headers=acepta)
        assert (respuesta.status_code, respuesta["Allow"]) == (405, "POST")
        assert fallas(respuesta.json(), ESQUEMA, ESQUEMA) == []


def test_a_form_of_another_site_is_refused_even_if_it_asks_for_json(programa, persona):
    datos = par(documento(persona))
    for tipo in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data"):
        for url in (URL, f"{URL}?formato=json"):
            respuesta = programa.generic(
                "POST", url, json.dumps(datos), tipo, headers={"Accept": "application/json"}
            )
            assert respuesta.status_code in (400, 403), (tipo, url)
    con_ficha = Client()
    assert con_ficha.post(f"{URL}?formato=json", datos).json()["resultado"] == "encontrado"


def test_the_examples_of_the_documentation_are_what_is_answered():
    texto = (settings.BASE_DIR / "docs/verificacion.md").read_text(encoding="utf-8")
    ejemplos = [json.loads(e) for e in re.findall(r"```json\n(.*?)```", texto, re.DOTALL)]
    respuestas = [e for e in ejemplos if "esquema" in e]
    assert {e["resultado"] for e in respuestas} == {
        "encontrado", "no_encontrado", "incorrecto", "espere", "lista",
    }  # fmt: skip
    for ejemplo in respuestas:
        assert fallas(ejemplo, ESQUEMA, ESQUEMA) == []


def test_the_schema_refuses_what_is_not_so():
    assert fallas({"esquema": {"nombre": "verificacion", "version": 1}}, ESQUEMA, ESQUEMA)
    bueno = {"esquema": {"nombre": "verificacion", "version": 1}, "resultado": "no_encontrado",
             "mensaje": "x"}  # fmt: skip
    assert fallas(bueno, ESQUEMA, ESQUEMA) == []
    assert fallas(bueno | {"nombres": "Rosa"}, ESQUEMA, ESQUEMA)
