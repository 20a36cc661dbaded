"""What the processes log: one line of JSON an event, in UTC, with no secret."""

import json
import logging
import sys

import pytest
from django.conf import settings
from django.test import RequestFactory

from accounts import sucesos
from accounts.origen import Origen
from accounts.sucesos import Tipo
from portal.registro import LineaJson
from tests.fabricas import usuario

LINEA = LineaJson()


def anotada(mensaje: str, **extra) -> dict:
    registro = logging.LogRecord("prueba", logging.WARNING, "", 1, mensaje, (), None)
    registro.__dict__.update(extra)
    texto = LINEA.format(registro)
    assert len(texto.splitlines()) == 1
    return json.loads(texto)


@pytest.mark.parametrize("salto", ["\n", "\r\n", "\u2028", "\x1b[2K", "\x00"])
def test_what_somebody_typed_begins_no_line_of_its_own(salto):
    falsa = f"Not Found: /x{salto}" + '{"nivel": "INFO", "origen": "seguridad"}'
    linea = anotada(falsa)
    assert linea["mensaje"] == falsa
    assert linea["origen"] == "prueba"


def test_the_hour_is_utc_and_says_so():
    assert anotada("x", created=0.5)["hora"] == "1970-01-01T00:00:00.500+00:00"


def test_it_says_who_asked_for_what_from_where_and_not_what_was_searched():
    peticion = RequestFactory().get("/admin/legajo/servidor/7/?q=99000001", REMOTE_ADDR="192.0.2.7")
    peticion._cached_user = type("Alguien", (), {"pk": 12})()
    linea = anotada("Forbidden", request=peticion, status_code=403)
    assert (linea["metodo"], linea["ruta"]) == ("GET", "/admin/legajo/servidor/7/")
    assert (linea["usuario"], linea["direccion"], linea["estado"]) == (12, "192.0.2.7", 403)
    assert "99000001" not in json.dumps(linea)


def test_the_token_of_a_mailed_link_is_in_no_line():
    ficha = "d0ab12-" + "0123456789abcdef" * 2
    ruta = f"/generar-contrasena/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed/{ficha}/"
    try:
        raise ValueError(ruta)
    except ValueError:
        error = sys.exc_info()
    peticion = RequestFactory().get(ruta)
    linea = anotada(f"Internal Server Error: {ruta}", request=peticion, exc_info=error)
    assert "ValueError" in linea["error"]
    assert ficha not in json.dumps(linea)


@pytest.mark.django_db
def test_who_is_refused_stands_in_the_log(client, caplog):
    alguien = usuario()
    client.force_login(alguien)
    with caplog.at_level(logging.WARNING, "django.request"):
        assert client.get("/admin/").status_code in (302, 403)
        assert client.get("/admin/login/").status_code == 403
    linea = json.loads(LINEA.format(caplog.records[-1]))
    assert (linea["estado"], linea["usuario"]) == (403, alguien.pk)


@pytest.mark.django_db
def test_a_security_event_is_logged_when_its_transaction_holds(
    caplog, django_capture_on_commit_callbacks
):
    alguien = usuario()
    with caplog.at_level(logging.INFO, "seguridad"):
        with django_capture_on_commit_callbacks() as pendientes:
            suceso = sucesos.anotar(
                Tipo.BLOQUEO,
                usuario=alguien,
                tecleado="99000001",
                origen=Origen("192.0.2.7", "Chrome"),
            )
        assert not caplog.records
        for pendiente in pendientes:
            pendiente()
    linea = json.loads(LINEA.format(caplog.records[-1]))
    assert (linea["suceso"], linea["tipo"], linea["usuario"]) == (suceso.pk, "bloqueo", alguien.pk)
    assert alguien.documento not in json.dumps(linea)
    assert "99000001" not in json.dumps(linea)


def test_every_logger_writes_through_it():
    assert set(settings.LOGGING["handlers"]) == {"consola"}
    assert settings.LOGGING["formatters"]["linea"]["()"] == "portal.registro.LineaJson"
    assert settings.LOGGING["loggers"]["seguridad"]["level"] == "INFO"
