"""The privacy notice: public, met before anything personal, accepted once a version."""

import pytest
from django.conf import settings
from django.db import ProgrammingError, transaction

from accounts import privacidad
from accounts.models import AceptacionPrivacidad, Suceso
from accounts.origen import Origen
from tests import fabricas
from tests.accounts.apoyo import ingresar
from tests.cliente import Client

pytestmark = pytest.mark.django_db

AVISO = "/privacidad/?next="


@pytest.fixture
def nueva():
    """Somebody who has just come in for the first time."""
    return fabricas.servidor(fabricas.ugel()).usuario


@pytest.fixture
def dentro(nueva):
    client = Client()
    ingresar(client, nueva.documento)
    return client


def test_anybody_reads_it_and_it_names_who_answers(client):
    pagina = client.get("/privacidad/").content.decode()
    for dato in settings.OFICIAL_DE_DATOS.values():
        assert dato in pagina
    for tema in ("titular del banco", "Para qué", "Quién los recibe", "Cuánto tiempo",
                 "derechos", "Nunca comparta su usuario"):  # fmt: skip
        assert tema in pagina
    assert "Continuar" not in pagina


@pytest.mark.parametrize(
    "direccion", ["/", "/legajo/", "/boletas/", "/mi-cuenta/", "/mis-datos/", "/solicitudes/arco/"]
)
def test_nothing_personal_opens_before_it_is_accepted(dentro, direccion):
    respuesta = dentro.get(direccion)
    assert respuesta.status_code == 302
    assert respuesta["Location"].startswith(AVISO)


def test_staff_meet_it_before_the_admin_and_after_the_second_factor():
    jefa = fabricas.personal(fabricas.ugel(), "Responsable de escalafón")
    client = Client()
    ingresar(client, jefa.documento)
    assert client.get("/admin/legajo/servidor/")["Location"].startswith("/mi-cuenta/verificacion/")
    assert client.get("/mi-cuenta/verificacion/activar/").status_code == 200
    assert b"Continuar" not in client.get("/privacidad/").content
    client.post("/privacidad/", {"leido": "1"})
    assert not AceptacionPrivacidad.objects.exists()
    client.force_login(jefa, "accounts.backends.AsignacionBackend")
    sesion = client.session
    del sesion[privacidad.ACEPTADA]
    sesion.save()
    assert client.get("/admin/legajo/servidor/")["Location"].startswith(AVISO)
    assert b"Continuar" in client.get("/privacidad/").content


def test_what_is_public_and_the_way_out_stay_open(dentro):
    for direccion in ("/ayuda/", "/ugel/", "/verificar/", "/salud/vivo", "/privacidad/"):
        assert dentro.get(direccion).status_code == 200
    assert dentro.post("/salir/").status_code == 302
    assert "_auth_user_id" not in dentro.session


def test_a_form_is_not_sent_behind_the_notice(dentro):
    respuesta = dentro.post("/mis-datos/pedir/")
    assert respuesta["Location"] == AVISO + "%2F"


def test_it_is_accepted_once_and_one_goes_on_where_one_was_going(dentro, nueva):
    respuesta = dentro.post("/privacidad/", {"leido": "1", "next": "/legajo/"})
    assert respuesta["Location"] == "/legajo/"
    assert dentro.get("/legajo/").status_code == 200
    dentro.post("/privacidad/", {"leido": "1"})
    guardada = AceptacionPrivacidad.objects.get(usuario=nueva)
    assert (guardada.version, guardada.direccion) == (settings.AVISO_DE_PRIVACIDAD, "127.0.0.1")
    suceso = Suceso.objects.get(usuario=nueva, tipo=Suceso.Tipo.PRIVACIDAD_ACEPTADA)
    assert settings.AVISO_DE_PRIVACIDAD in suceso.detalle
    otra = Client()
    ingresar(otra, nueva.documento)
    assert otra.get("/legajo/").status_code == 200


def test_without_the_mark_nothing_is_accepted(dentro, nueva):
    assert "Marque que leyó" in dentro.post("/privacidad/", {}, follow=True).content.decode()
    assert not AceptacionPrivacidad.objects.filter(usuario=nueva).exists()


@pytest.mark.parametrize("destino", ["https://malo.invalid/", "//malo.invalid", "javascript:x", ""])
def test_it_never_leads_out_of_the_portal(dentro, destino):
    assert dentro.post("/privacidad/", {"leido": "1", "next": destino})["Location"] == "/"


def test_nobody_accepts_without_being_in(client):
    assert client.post("/privacidad/", {"leido": "1"})["Location"].startswith("/ingresar/")
    assert not AceptacionPrivacidad.objects.exists()


def test_another_version_is_shown_again(dentro, nueva, settings):
    dentro.post("/privacidad/", {"leido": "1"})
    assert dentro.get("/legajo/").status_code == 200
    settings.AVISO_DE_PRIVACIDAD = "2027-01"
    assert dentro.get("/legajo/")["Location"].startswith(AVISO)


def test_once_seen_no_page_asks_the_database_again(dentro, django_assert_num_queries):
    dentro.post("/privacidad/", {"leido": "1"})
    dentro.get("/mi-cuenta/")
    with django_assert_num_queries(2):  # the session and the account
        dentro.get("/mi-cuenta/")


def test_an_acceptance_is_never_altered(nueva):
    privacidad.aceptar(usuario=nueva, origen=Origen())
    for cambio in (
        lambda: AceptacionPrivacidad.objects.update(version="x"),
        lambda: AceptacionPrivacidad.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cambio()


@pytest.mark.parametrize("direccion", ["/ingresar/", "/generar-contrasena/", "/privacidad/"])
def test_it_is_said_where_it_counts(client, direccion):
    pagina = client.get(direccion).content.decode()
    assert "Nunca comparta su usuario ni su contraseña" in pagina
