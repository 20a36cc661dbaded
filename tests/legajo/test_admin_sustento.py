"""The file that proves a record, in the admin: uploaded, handed out within the branch, kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from legajo.models import Capacitacion, Servidor
from tests import fabricas, subidas
from tests.cliente import Client

pytestmark = pytest.mark.django_db

PDF = subidas.pdf(3)


def _dentro(codigo: str) -> Client:
    client = Client()
    persona = fabricas.personal(fabricas.ugel(codigo))
    client.force_login(persona, "accounts.backends.AsignacionBackend")
    return client


@pytest.fixture
def registro():
    persona = fabricas.servidor(fabricas.ugel("190001"))
    hecho = fabricas.registro(Capacitacion.tipo, persona)
    subido = SimpleUploadedFile("diploma.pdf", PDF)
    datos = fabricas.valores(Capacitacion.tipo, persona) | {
        "archivo": subido, "folios": "2", "version_vista": "1",
    }  # fmt: skip
    url = reverse("admin:legajo_capacitacion_change", args=[hecho.pk])
    assert _dentro("190001").post(url, datos).status_code == 302
    hecho.refresh_from_db()
    return hecho


def test_se_descarga_dentro_de_la_rama_y_fuera_no_existe(registro):
    url = reverse("admin:legajo_capacitacion_sustento", args=[registro.pk])
    respuesta = _dentro("190001").get(url)
    assert respuesta.content == PDF
    assert "attachment" in respuesta["Content-Disposition"]
    assert respuesta["X-Content-Type-Options"] == "nosniff"
    assert _dentro("210001").get(url).status_code == 404


def test_la_pagina_no_enlaza_al_almacen(registro):
    url = reverse("admin:legajo_capacitacion_change", args=[registro.pk])
    texto = _dentro("190001").get(url).content.decode()
    assert reverse("admin:legajo_capacitacion_sustento", args=[registro.pk]) in texto
    assert registro.archivo.name not in texto


def test_un_archivo_que_ya_no_esta_no_impide_corregir(registro):
    registro.archivo.storage.delete(registro.archivo.name)
    datos = fabricas.valores(Capacitacion.tipo, registro.servidor) | {
        "tema": "Corregido", "folios": "2", "version_vista": str(registro.version),
    }  # fmt: skip
    url = reverse("admin:legajo_capacitacion_change", args=[registro.pk])
    assert _dentro("190001").post(url, datos).status_code == 302
    registro.refresh_from_db()
    assert registro.tema == "Corregido"


def test_dos_que_corrigen_datos_distintos_de_una_persona_no_se_pisan():
    persona = fabricas.servidor(fabricas.ugel("190001"))
    leida_antes = Servidor.objects.get(pk=persona.pk)
    Servidor.objects.filter(pk=persona.pk).update(estante="7")
    from legajo import cambios

    leida_antes.caja = "3"
    autoria = cambios.Autoria(fabricas.personal(fabricas.ugel("190001")), "admin")
    cambios.cambiar_servidor(leida_antes, campos=("caja",), autoria=autoria)
    persona.refresh_from_db()
    assert (persona.estante, persona.caja) == ("7", "3")


@pytest.mark.parametrize(("escritos", "folios"), [("", 3), ("5", 5)])
def test_los_folios_que_nadie_conto_son_las_paginas_del_archivo(escritos, folios):
    persona = fabricas.servidor(fabricas.ugel("190001"))
    datos = fabricas.valores(Capacitacion.tipo, persona) | {
        "servidor": persona.pk, "archivo": SimpleUploadedFile("d.pdf", PDF), "folios": escritos,
    }  # fmt: skip
    assert (
        _dentro("190001").post(reverse("admin:legajo_capacitacion_add"), datos).status_code == 302
    )
    assert Capacitacion.objects.get(servidor=persona).folios == folios


def test_tambien_los_de_un_archivo_que_reemplaza_a_otro(registro):
    datos = fabricas.valores(Capacitacion.tipo, registro.servidor) | {
        "archivo": SimpleUploadedFile("foto.jpg", subidas.imagen("JPEG")), "folios": "",
        "version_vista": str(registro.version),
    }  # fmt: skip
    url = reverse("admin:legajo_capacitacion_change", args=[registro.pk])
    assert _dentro("190001").post(url, datos).status_code == 302
    registro.refresh_from_db()
    assert (registro.folios, registro.archivo.name[-4:]) == (1, ".jpg")


def test_un_archivo_que_no_se_admite_deja_lo_escrito_y_no_guarda_nada(registro):
    datos = fabricas.valores(Capacitacion.tipo, registro.servidor) | {
        "tema": "Lo que escribí", "version_vista": str(registro.version),
        "archivo": SimpleUploadedFile("d.pdf", subidas.pdf()[:-300]),
    }  # fmt: skip
    antes = registro.archivo.name
    url = reverse("admin:legajo_capacitacion_change", args=[registro.pk])
    pagina = _dentro("190001").post(url, datos)
    assert pagina.status_code == 200
    assert "El archivo está dañado o incompleto" in pagina.content.decode()
    assert "Lo que escribí" in pagina.content.decode()
    registro.refresh_from_db()
    assert registro.archivo.name == antes
    assert registro.tema != "Lo que escribí"
