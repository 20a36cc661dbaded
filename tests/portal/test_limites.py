"""What keeps one bad thing from stopping all: times, sizes, and a sentence when they are met."""

import json
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections, transaction
from django.test import RequestFactory

from legajo.models import Capacitacion
from portal.wsgi import application
from solicitudes import transiciones, verbos
from solicitudes.models import Solicitud
from tests import fabricas
from tests.cliente import Client
from tests.portal.test_errores import en_espanol
from tests.solicitudes.apoyo import enviar_alta

RAIZ = Path(settings.BASE_DIR)
VOLCAR = (
    "import json; from django.conf import settings as s; d = s.DATABASES['default']['OPTIONS'];"
    "print(json.dumps([d['connect_timeout'], d['options'], s.EMAIL_TIMEOUT]))"
)


def _ajustes(*orden: str) -> tuple[int, str, int]:
    entorno = {
        "SECRET_KEY": "x", "DATABASE_URL": "postgres://a@localhost/a", "PORTAL_HTTPS": "0",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }  # fmt: skip
    hecho = subprocess.run(
        [sys.executable, *orden], cwd=RAIZ, env=entorno, capture_output=True, text=True, check=True
    )
    return tuple(json.loads(hecho.stdout))


def test_a_page_waits_seconds_and_a_worker_minutes():
    conexion, pagina, correo = _ajustes("-c", VOLCAR)
    assert (conexion, correo) == (3, 10)
    for limite in (
        "statement_timeout=5s", "lock_timeout=3s", "idle_in_transaction_session_timeout=10s",
    ):  # fmt: skip
        assert limite in pagina
    _, orden, _ = _ajustes("manage.py", "shell", "--no-imports", "-c", VOLCAR)
    assert "statement_timeout=5min" in orden
    assert "idle_in_transaction_session_timeout=60s" in orden


@pytest.mark.django_db
def test_the_database_itself_says_so():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')"
        )
        assert cursor.fetchone() == ("5s", "3s")


@pytest.mark.django_db
def test_a_query_that_takes_too_long_is_a_503_with_a_sentence(settings, client):
    settings.ROOT_URLCONF = "tests.portal.rutas_rotas"
    client.raise_request_exception = False
    respuesta = client.get("/ocupada/")
    assert respuesta.status_code == 503
    assert int(respuesta["Retry-After"]) > 0
    assert en_espanol(respuesta)
    assert "inténtelo otra vez" in respuesta.content.decode()
    assert "pg_sleep" not in respuesta.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_else_holds_is_a_503_and_not_a_wait_without_end():
    persona = fabricas.servidor(fabricas.ugel())
    solicitud = enviar_alta(persona)
    client = Client(raise_request_exception=False)
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    tomada, suelta = threading.Event(), threading.Event()

    def retener() -> None:
        with transaction.atomic():
            Solicitud.objects.select_for_update().get(pk=solicitud.pk)
            tomada.set()
            suelta.wait(30)
        connections.close_all()

    otro = threading.Thread(target=retener)
    otro.start()
    try:
        assert tomada.wait(10)
        respuesta = client.post(f"/solicitudes/{solicitud.publico}/anular/")
    finally:
        suelta.set()
        otro.join()
    assert respuesta.status_code == 503
    assert en_espanol(respuesta)
    solicitud.refresh_from_db()
    assert solicitud.estado == "en_solicitud"
    assert client.post(f"/solicitudes/{solicitud.publico}/anular/").status_code == 302
    with pytest.raises(transiciones.VerboNegado):
        verbos.anular(solicitud.pk, por=persona.usuario)


@pytest.mark.django_db
@pytest.mark.parametrize("largo", [settings.CUERPO_MAXIMO + 1, 10**12, 10**4000], ids=[1, 2, 3])
def test_what_is_too_large_is_refused_before_it_is_read(client, largo):
    class SinLeer:
        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    respuesta = client.generic(
        "POST", "/ingresar/", CONTENT_LENGTH=str(largo), **{"wsgi.input": SinLeer()}
    )
    assert respuesta.status_code == 413
    assert "hasta 1 MB" in respuesta.content.decode()
    assert en_espanol(respuesta)


@pytest.mark.django_db
def test_an_address_that_takes_a_file_takes_its_size_and_the_rest_do_not(client):
    jefa = fabricas.personal(fabricas.ugel(), "Responsable de escalafón")
    client.force_login(jefa, "accounts.backends.AsignacionBackend")
    archivo = SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * (2 * 1024 * 1024))
    datos = {"tema": "Se conserva", "archivo": archivo}
    respuesta = client.post("/admin/legajo/capacitacion/add/", datos)
    assert respuesta.status_code == 200
    assert "Se conserva" in respuesta.content.decode()
    archivo.seek(0)
    assert client.post("/solicitudes/arco/nuevo/", datos).status_code == 413
    por_encima = str(settings.SUSTENTO_MAX_BYTES + 2 * settings.CUERPO_MAXIMO)
    for direccion, espera in (
        ("/admin/legajo/capacitacion/add/", 413), ("/admin/legajo/importacionlegajo/add/", 200),
    ):  # fmt: skip
        respuesta = client.generic("POST", direccion, CONTENT_LENGTH=por_encima)
        assert respuesta.status_code == espera, direccion
    assert not Capacitacion.objects.exists()


@pytest.mark.django_db
def test_a_body_of_unknown_length_is_refused(client):
    respuesta = client.generic(
        "POST", "/ingresar/", b"username=x", CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked"
    )
    assert respuesta.status_code == 411
    assert en_espanol(respuesta)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "peticion",
    [
        {"HTTP_COOKIE": r'sid="\000abc"'},
        {"HTTP_COOKIE": r'csrf="\000"; sid=x'},
        {"HTTP_COOKIE": "sid=\xff\xfe"},
        {"HTTP_USER_AGENT": "a\x00b"},
        {"HTTP_USER_AGENT": "\xff\xfe"},
        {"HTTP_X_FORWARDED_FOR": "\xed\xa0\x80"},
        {"HTTP_ACCEPT_LANGUAGE": "\x00"},
        {"QUERY_STRING": "q=\xff"},
        {"QUERY_STRING": "\xed\xa0\x80=1"},
        {"CONTENT_TYPE": "application/json; charset=utf-16"},
    ],
    ids=repr,
)
@pytest.mark.parametrize("direccion", ["/ugel/?q=Junin", "/ingresar/", "/admin/"])
def test_what_no_text_may_hold_is_a_400_wherever_it_comes(client, direccion, peticion):
    respuesta = client.get(direccion, **peticion)
    assert respuesta.status_code == 400
    assert en_espanol(respuesta)


CABEZAS = [
    b'name="archivo"; filename="a\x00.pdf"', b'name="archivo"; filename="\xed\xa0\x80.pdf"',
    b'name="archivo"; filename="\xff"', b'name="te\x00ma"', b'name="\xff"',
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("relleno", [0, 100, 65_400, 65_500, 65_520, 200_000])
def test_the_name_of_a_file_and_of_a_field_too(client, relleno):
    """Wherever it falls among the pieces in which a body is read."""
    jefa = fabricas.personal(fabricas.ugel(), "Responsable de escalafón")
    client.force_login(jefa, "accounts.backends.AsignacionBackend")
    antes = b'--x\r\nContent-Disposition: form-data; name="archivo"; filename="a.pdf"\r\n\r\n'
    tema = b'\r\n--x\r\nContent-Disposition: form-data; name="tema"\r\n\r\nSe conserva'
    cuerpo = antes + b"\x00\xff" * (relleno // 2) + tema + b"\r\n--x"
    direccion, tipo = "/admin/legajo/capacitacion/add/", "multipart/form-data; boundary=x"
    buena = client.generic("POST", direccion, cuerpo + b"--\r\n", tipo)
    assert buena.status_code == 200
    assert "Se conserva" in buena.content.decode()
    for cabeza in CABEZAS:
        mala = b"\r\nContent-Disposition: form-data; %b\r\n\r\n%%PDF-\r\n--x--\r\n" % cabeza
        assert client.generic("POST", direccion, cuerpo + mala, tipo).status_code == 400, cabeza


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["rot13", "zlib", "utf-16", "latin-1", "idna", '"a\x00"', "x"])
@pytest.mark.parametrize("consulta", ["", "?q=Junin"])
def test_a_form_in_another_charset_is_refused(charset, consulta):
    """By the door of production: Django breaks before its middleware on those of no text."""
    cuerpo = b'--x\r\nContent-Disposition: form-data; name="username"\r\n\r\na\r\n--x--\r\n'
    tipo = f"multipart/form-data; boundary=x; charset={charset}"
    entorno = RequestFactory().generic("POST", f"/ingresar/{consulta}", cuerpo).environ
    estados: list[str] = []
    pagina = b"".join(
        application(entorno | {"CONTENT_TYPE": tipo}, lambda estado, _: estados.append(estado))
    )
    assert estados == ["400 Bad Request"]
    assert b"css/portal" in pagina


@pytest.mark.django_db
@pytest.mark.parametrize(
    "numero", ["9" * 5000, "-" + "9" * 30, "NaN", "Infinity", "1e999", "٣"], ids=range(6)
)
def test_numbers_that_are_none_never_break_a_page(client, numero):
    jefa = fabricas.personal(fabricas.ugel(), "Responsable de escalafón")
    client.force_login(jefa, "accounts.backends.AsignacionBackend")
    for direccion in (
        f"/admin/legajo/servidor/?p={numero}", f"/admin/legajo/servidor/{numero}/change/",
        f"/admin/legajo/capacitacion/add/?servidor={numero}",
        f"/admin/legajo/capacitacion/{numero}/change/",
        f"/admin/legajo/servidor/?unidad__id__exact={numero}",
        f"/solicitudes/arco/?pagina={numero}",
        f"/admin/solicitudes/pedidoarco/?o={numero}", f"/ugel/?region={numero}",
    ):  # fmt: skip
        estado = client.get(direccion).status_code
        assert estado == 400 if len(numero) == 5000 else estado < 500, direccion


def test_the_doors_in_front_hold_the_same_limits():
    ajustes: dict[str, object] = {}
    exec((RAIZ / "deploy/gunicorn.conf.py").read_text(), ajustes)  # noqa: S102  our own file
    assert ajustes["timeout"] == 30
    assert ajustes["limit_request_line"] <= 4094
    assert ajustes["limit_request_fields"] <= 100
    assert ajustes["limit_request_field_size"] <= 8190
    caddy = (RAIZ / "deploy/Caddyfile").read_text()
    topes = [int(megas) * 1_000_000 for megas in re.findall(r"max_size (\d+)MB", caddy)]
    assert sorted(topes) == [12_000_000, 54_000_000]
    assert topes[1] >= settings.SUSTENTO_MAX_BYTES + settings.CUERPO_MAXIMO
    assert topes[0] >= settings.IMPORTACION_MAX_BYTES + settings.CUERPO_MAXIMO
    assert topes[0] >= settings.PLANILLA_MAX_BYTES + settings.CUERPO_MAXIMO
    almacen = (RAIZ / "portal/settings.py").read_text()
    for limite in ("connect_timeout=2", "read_timeout=5", '"max_attempts": 1'):
        assert limite in almacen
