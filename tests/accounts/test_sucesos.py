"""Security events: who may look, and what a person reads of his own account."""

import pytest
from django.urls import reverse

from accounts.models import Suceso
from accounts.origen import Origen
from accounts.sucesos import Tipo, anotar
from tests import fabricas
from tests.cliente import Client
from tests.mis_datos.apoyo import copia_lista

pytestmark = pytest.mark.django_db
ACTIVIDAD = "actividad"


def entra(usuario):
    client = Client()
    client.force_login(usuario, "accounts.backends.AsignacionBackend")
    return client


def test_a_person_reads_his_own_events_the_last_first():
    persona, otra, jefe = (fabricas.usuario(nombre=n) for n in ("Ana", "Otra", "Gladys Rojas"))
    anotar(Tipo.INGRESO, usuario=persona, origen=Origen("190.12.3.4", "Chrome en Android"))
    anotar(Tipo.CORREO_CAMBIADO, usuario=persona, por=jefe)
    anotar(Tipo.BLOQUEO, usuario=otra)
    pagina = entra(persona).get(reverse(ACTIVIDAD)).content.decode()
    assert pagina.index("Cambio del correo") < pagina.index("Inicio de sesión</strong>")
    for texto in ("Chrome en Android", "190.12.3.4", "Lo hizo Gladys Rojas", "Ponga otra"):
        assert texto in pagina
    assert "Bloqueo" not in pagina
    assert jefe.documento not in pagina


def test_it_has_pages_and_a_beginning():
    persona = fabricas.usuario()
    client = entra(persona)
    assert "Todavía no hay nada anotado." in client.get(reverse(ACTIVIDAD)).content.decode()
    for _ in range(26):
        anotar(Tipo.INGRESO, usuario=persona)
    assert "Página 1 de 2" in client.get(reverse(ACTIVIDAD)).content.decode()
    assert client.get(reverse(ACTIVIDAD), {"pagina": "x"}).status_code == 200


def test_a_download_of_ones_data_is_an_event():
    persona = fabricas.servidor(fabricas.ugel())
    copia = copia_lista(persona.usuario)
    entra(persona.usuario).get(reverse("mis_datos:descargar", args=[copia.publico]))
    suceso = Suceso.objects.get(tipo=Tipo.EXPORTACION)
    assert (suceso.usuario, suceso.detalle) == (persona.usuario, "Mis datos")


@pytest.mark.parametrize(("unidad", "ve"), [("190001", True), ("190000", True), ("210001", False)])
def test_an_auditor_sees_the_events_of_the_servidores_and_staff_of_his_branch(unidad, ve):
    persona = fabricas.servidor(fabricas.ugel("190001"))
    especialista = fabricas.personal(fabricas.ugel("190001"))
    auditor = fabricas.personal(fabricas.ugel(unidad), "Auditor")
    suyo = anotar(Tipo.BLOQUEO, usuario=persona.usuario)
    de_ella = anotar(Tipo.ROL_DADO, usuario=especialista, unidad=fabricas.ugel("190001"))
    vistos = Suceso.objects.visible_to(auditor, "accounts.view_suceso")
    assert (suyo in vistos, de_ella in vistos) == (ve, ve)
    pagina = entra(auditor).get(
        reverse("admin:accounts_suceso_changelist"), {"q": persona.usuario.documento}
    )
    assert ("Bloqueo por intentos" in _tabla(pagina)) is ve


def _tabla(pagina):
    return pagina.content.decode().partition('id="result_list"')[2]


def test_the_search_finds_what_was_done_and_what_was_typed():
    jefe, persona = fabricas.usuario(), fabricas.usuario()
    client = entra(fabricas.personal(fabricas.ugel("000000"), "Auditor"))
    anotar(Tipo.ACCESO_CREADO, usuario=persona, por=jefe)
    anotar(Tipo.INGRESO_FALLIDO, tecleado="99887766")
    lista = reverse("admin:accounts_suceso_changelist")
    assert "Acceso creado" in _tabla(client.get(lista, {"q": jefe.documento}))
    assert "Inicio de sesión fallido" in _tabla(client.get(lista, {"q": "99887766"}))
    assert "field-tipo" not in _tabla(client.get(lista, {"q": "99000000"}))


def test_the_auditor_cannot_touch_it():
    suceso = anotar(Tipo.INGRESO, usuario=fabricas.usuario())
    client = entra(fabricas.personal(fabricas.ugel("000000"), "Auditor"))
    url = reverse("admin:accounts_suceso_change", args=[suceso.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"detalle": "x"}).status_code == 403
    assert client.get(reverse("admin:accounts_suceso_add")).status_code == 403
