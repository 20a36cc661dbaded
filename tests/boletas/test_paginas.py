"""«Mi Boleta»: what a servidor sees, in how many queries, and what a stranger does not."""

import io
import uuid
from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from boletas.periodo import ultimos
from legajo.models import Documento
from tests import fabricas
from tests.boletas import apoyo

pytestmark = pytest.mark.django_db
LISTA = "/boletas/"


@pytest.fixture(autouse=True)
def archivos(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


@pytest.fixture
def docente():
    return apoyo.docente()


@pytest.fixture
def dentro(client, docente):
    client.force_login(docente.usuario)
    return client


def texto(respuesta):
    return respuesta.content.decode()


def consultas(cliente, url, estado=200):
    with CaptureQueriesContext(connection) as hechas:
        assert cliente.get(url).status_code == estado
    return len(hechas)


def test_sin_boletas_se_dice(dentro):
    assert "Todavía no hay boletas a su nombre" in texto(dentro.get(LISTA))


def test_muestra_el_anio_mas_nuevo_y_enlaza_los_demas(dentro, docente):
    apoyo.boleta(docente, 202412)
    apoyo.boleta(docente, 202511)
    apoyo.boleta(docente, 202531)
    pagina = texto(dentro.get(LISTA))
    assert "Boleta de noviembre 2025: líquido" in pagina
    assert "Boleta de noviembre 2025 (adicional): líquido" in pagina
    assert "diciembre 2024" not in pagina
    assert 'href="?anio=2024"' in pagina
    assert "S/\N{NO-BREAK SPACE}3,048.41" in pagina
    assert "Boleta de diciembre 2024" in texto(dentro.get(LISTA, {"anio": "2024"}))


@pytest.mark.parametrize("anio", ["", "x", "²⁰²⁵", "20250", "-1", "99999999999999999999"])
def test_un_anio_que_no_es_anio_no_rompe_nada(dentro, docente, anio):
    apoyo.boleta(docente)
    assert "Boleta de noviembre 2025" in texto(dentro.get(LISTA, {"anio": anio}))


def test_un_anio_sin_boletas_lo_dice(dentro, docente):
    apoyo.boleta(docente)
    assert "No tiene boletas de 1999." in texto(dentro.get(LISTA, {"anio": "1999"}))
    assert dentro.get(LISTA, {"anio": "0000"}).status_code == 200


def test_la_lista_muestra_solo_la_ultima_version(dentro, docente):
    primera = apoyo.boleta(docente)
    segunda = apoyo.boleta(docente, version=2)
    pagina = texto(dentro.get(LISTA))
    assert str(segunda.publico) in pagina
    assert "Corregida" in pagina
    assert str(primera.publico) not in pagina
    assert f"/boletas/{segunda.publico}/" in texto(dentro.get(f"/boletas/{primera.publico}/"))
    assert "Reemplaza a" in texto(dentro.get(f"/boletas/{segunda.publico}/"))


def test_lo_que_aun_no_se_publica_no_se_ve(dentro, docente):
    hora = timezone.now() + timedelta(hours=1)
    boleta = apoyo.boleta(docente, importacion=apoyo.importacion(publicada_en=hora))
    assert "Todavía no hay boletas" in texto(dentro.get(LISTA))
    for nombre in ("detalle", "pdf"):
        assert dentro.get(reverse(f"boletas:{nombre}", args=[boleta.publico])).status_code == 404


def test_las_consultas_no_crecen_con_la_historia(dentro, docente):
    hechas = []
    for cuantas, desde in ((1, 0), (23, 1), (176, 24)):
        for mes in ultimos(202612, 200)[::-1][desde : desde + cuantas]:
            apoyo.boleta(docente, mes)
        hechas.append(consultas(dentro, LISTA))
    assert len(set(hechas)) == 1
    assert hechas[0] <= 5
    boleta = docente.boletas.order_by("periodo").last()
    ficha = f"/boletas/{boleta.publico}/"
    consultas(dentro, ficha)  # the first time writes that it was opened
    assert consultas(dentro, ficha) <= 7


def test_el_detalle_trae_todo(dentro, docente):
    boleta = apoyo.boleta(docente, datos={"cargo": "<b>PROFESORA</b>", "nivel": "III"})
    pagina = texto(dentro.get(f"/boletas/{boleta.publico}/"))
    for parte in ("RIM_Ley 29944", "D.L. 25897 AFP", "ESSALUD", "S/ 452.29", "S/ 3,048.41",
                  docente.unidad.nombre, "Nivel magisterial", docente.documento):  # fmt: skip
        assert parte in pagina
    assert "<b>PROFESORA" not in pagina


@pytest.mark.parametrize("nombre", ["detalle", "pdf"])
def test_la_boleta_de_otro_no_existe(dentro, nombre):
    ajena = apoyo.boleta(apoyo.docente())
    assert dentro.get(reverse(f"boletas:{nombre}", args=[ajena.publico])).status_code == 404
    assert dentro.get(reverse(f"boletas:{nombre}", args=[uuid.uuid4()])).status_code == 404


def test_ni_para_el_personal_de_su_ugel_en_estas_paginas(client):
    ajena = apoyo.boleta(apoyo.docente())
    client.force_login(fabricas.personal(ajena.unidad, rol="Planillas"))
    assert client.get(f"/boletas/{ajena.publico}/").status_code == 404


@pytest.mark.parametrize("ruta", ["", f"{uuid.UUID(int=1)}/", f"{uuid.UUID(int=1)}/pdf/"])
def test_hay_que_entrar_y_solo_se_lee(client, dentro, ruta):
    assert dentro.post(LISTA + ruta).status_code == 405
    dentro.logout()
    assert client.get(LISTA + ruta).status_code == 302


def test_sin_legajo_se_dice_que_hacer(client):
    client.force_login(fabricas.usuario())
    assert "todavía no tiene un legajo" in texto(client.get(LISTA))


def test_quien_ceso_lee_todo(client, db):
    cesado = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    boleta = apoyo.boleta(cesado)
    client.force_login(cesado.usuario)
    assert str(boleta.publico) in texto(client.get(LISTA))
    assert client.get(f"/boletas/{boleta.publico}/").status_code == 200
    assert client.get(f"/boletas/{boleta.publico}/pdf/").status_code == 200


def test_el_pdf_se_dibuja_una_vez_y_dice_lo_mismo(dentro, docente):
    boleta = apoyo.boleta(docente)
    url = f"/boletas/{boleta.publico}/pdf/"
    primera = dentro.get(url)
    paginas = PdfReader(io.BytesIO(primera.content)).pages
    leido = "\n".join(p.extract_text() for p in paginas)
    for parte in ("Noviembre 2025", "RIM_Ley 29944", "S/ 3,500.70", "S/ 452.29", "S/ 3,048.41",
                  docente.documento, Documento.objects.get().codigo):  # fmt: skip
        assert parte in leido
    assert len(paginas) == 1
    assert primera["Content-Disposition"] == 'attachment; filename="boleta-2025-11.pdf"'
    with mock.patch("portal.pdf.render") as dibujar:
        assert dentro.get(url).content == primera.content
        assert not dibujar.called
        assert consultas(dentro, url) <= 3
        sin_cambios = dentro.get(url, headers={"if-none-match": primera["ETag"]})
    assert sin_cambios.status_code == 304
    assert not sin_cambios.content
    assert Documento.objects.count() == 1


def test_sin_pango_se_dice(dentro, docente):
    from portal.pdf import PdfNoDisponible

    boleta = apoyo.boleta(docente)
    with mock.patch("portal.pdf.render", side_effect=PdfNoDisponible("Sin PDF por ahora.")):
        respuesta = dentro.get(f"/boletas/{boleta.publico}/pdf/", follow=True)
    assert "Sin PDF por ahora." in texto(respuesta)
    assert not Documento.objects.exists()
