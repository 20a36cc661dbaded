"""«Mis documentos» and «Reporte de hoja de vida»: what a servidor reads of what was issued."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.timezone import localdate

from boletas.hoja import documento_de
from legajo.anulacion import anular
from legajo.emision.clases import EMISIBLES
from legajo.models import Capacitacion, Documento
from solicitudes.cargo import cargo_de
from tests import fabricas
from tests.boletas.apoyo import boleta
from tests.documentos.apoyo import emitido
from tests.solicitudes.apoyo import enviar_alta

pytestmark = pytest.mark.django_db
LISTA = "/legajo/documentos/"


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def dentro(client, persona):
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


@pytest.fixture
def responsable(persona):
    return fabricas.personal(persona.unidad, "Responsable de escalafón")


def texto(client, url=LISTA):
    return client.get(url).content.decode()


def pagina(documento):
    return reverse("legajo:documento", args=[documento.publico])


def copias(documento, cuantas):
    """More documents of the same kind, without drawing them."""
    for i in range(cuantas):
        documento.pk, documento.publico = None, uuid.uuid4()
        documento.clave, documento.codigo = f"c{i}", f"C{i}"
        documento.save(force_insert=True)


def test_the_list_has_every_kind_but_boletas_and_cargos(dentro, persona):
    boletas, cargo = documento_de(boleta(persona)), cargo_de(enviar_alta(persona))
    assert "Todavía no se ha emitido ninguno" in texto(dentro)
    emitidos = [emitido(persona, c, al=localdate()) for c in EMISIBLES]
    lista = texto(dentro)
    lugares = [lista.index(pagina(d)) for d in emitidos]
    assert lugares == sorted(lugares, reverse=True)
    for documento in emitidos:
        assert reverse("legajo:documento_pdf", args=[documento.publico]) in lista
        assert dentro.get(pagina(documento)).status_code == 200
    for ajeno in (boletas, cargo):
        assert str(ajeno.publico) not in lista
        assert dentro.get(pagina(ajeno)).status_code == 404


def test_each_state_is_told(dentro, persona, responsable):
    with time_machine.travel(localdate() - timedelta(days=400), tick=False):
        vieja = emitido(persona)
        vencida = emitido(persona, "constancia_tiempo")
    nueva = emitido(persona)
    anulada = emitido(persona, "informe_escalafonario")
    anular(anulada.pk, motivo="Tenía un error", por=responsable)
    for documento, estado in (
        (vieja, "Reemplazado por uno posterior"), (vencida, "Vencido"), (nueva, "Vigente"),
        (anulada, "Anulado"),
    ):  # fmt: skip
        assert f">{estado}</span>" in texto(dentro, pagina(documento))
    assert "ya no acredita nada" in texto(dentro, pagina(anulada))
    assert "Tenía un error" not in texto(dentro, pagina(anulada))


def test_the_annulled_hoja_de_vida_is_not_the_current_one(dentro, persona, responsable):
    fabricas.registro(Capacitacion.tipo, persona, tema="La de antes")
    emitido(persona)
    Capacitacion.objects.update(tema="La anulada")
    ultima = emitido(persona)
    anular(ultima.pk, motivo="Error", por=responsable)
    hoja = texto(dentro, reverse("legajo:hoja_de_vida"))
    assert "La de antes" in hoja
    assert "La anulada" not in hoja
    assert "Emitidas antes" in hoja
    assert "Anulado" in hoja


@pytest.mark.parametrize("clase", list(EMISIBLES))
def test_its_page_is_its_frozen_content(dentro, persona, clase):
    documento = emitido(persona, clase, al=localdate())
    persona.vinculo_set.update(fecha_inicio=date(1999, 1, 1))
    fabricas.registro(Capacitacion.tipo, persona, tema="De después")
    dicha = texto(dentro, pagina(documento))
    assert "De después" not in dicha
    assert "01/03/2010" in dicha
    assert documento.codigo in dicha
    archivo = dentro.get(reverse("legajo:documento_pdf", args=[documento.publico]))
    assert archivo.content.startswith(b"%PDF-")
    nombre = f"{clase.replace('_', '-')}-{documento.emitido_en:%Y-%m-%d}.pdf"
    assert nombre in archivo["Content-Disposition"]


def test_what_is_another_s_is_not_there(dentro):
    ajeno = emitido(fabricas.servidor(fabricas.ugel()))
    assert str(ajeno.publico) not in texto(dentro)
    for nombre in ("legajo:documento", "legajo:documento_pdf"):
        assert dentro.get(reverse(nombre, args=[ajeno.publico])).status_code == 404


@pytest.mark.parametrize("cuantos", [1, 23])
def test_queries_do_not_grow_with_the_documents(
    dentro, persona, cuantos, django_assert_max_num_queries
):
    copias(emitido(persona), cuantos)
    with django_assert_max_num_queries(6):
        assert texto(dentro).count("Descargar: Hoja de vida") >= cuantos
    with django_assert_max_num_queries(6):
        texto(dentro, reverse("legajo:hoja_de_vida"))


def test_many_documents_come_in_pages(dentro, persona):
    copias(emitido(persona), 30)
    assert "Página 1 de 2" in texto(dentro)
    assert Documento.objects.count() == 31


def test_after_the_cese_everything_is_still_read(client):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.vinculo(persona, fecha_fin=date(2020, 12, 31))
    documento = emitido(persona)
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    assert str(documento.publico) in texto(client)
    for nombre in ("legajo:documento", "legajo:documento_pdf"):
        assert client.get(reverse(nombre, args=[documento.publico])).status_code == 200


def test_who_has_no_legajo_is_told_which_ugel_opens_it(client):
    client.force_login(fabricas.usuario(), "accounts.backends.AsignacionBackend")
    assert "aún no está abierto" in texto(client)
