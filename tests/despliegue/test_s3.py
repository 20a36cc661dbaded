"""The files on a real S3-compatible server: private, nothing overwritten, and what falls away."""

import hashlib
import shutil
import tempfile
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from boletas.hoja import documento_de
from legajo.models import Documento
from portal.pdf import PdfNoDisponible
from tests import fabricas
from tests.boletas import apoyo as de_boletas
from tests.despliegue.tienda import Tienda, estado

NO_SE_EMITIO = "No se pudo guardar el documento, así que no se emitió."


def _abrir(**opciones):
    carpeta = Path(tempfile.mkdtemp(prefix="portal-s3-"))
    tienda = Tienda(carpeta, **opciones)
    try:
        tienda.arrancar()
        yield tienda
    finally:
        tienda.matar()
        shutil.rmtree(carpeta, ignore_errors=True)


@pytest.fixture(scope="module")
def tienda():
    yield from _abrir()


@pytest.fixture(scope="module")
def tienda_llena():
    yield from _abrir(llena=True)


@pytest.fixture
def en_s3(settings, tienda):
    settings.STORAGES = tienda.almacenes()
    return storages["default"]


@pytest.fixture
def en_s3_lleno(settings, tienda_llena):
    settings.STORAGES = tienda_llena.almacenes()


@pytest.fixture
def docente(db):
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def boleta(docente):
    return de_boletas.boleta(docente)


def no_se_emite(boleta) -> None:
    """Issuing ends in its sentence, in time for a page, and no code exists."""
    comienzo = time.monotonic()
    with pytest.raises(PdfNoDisponible, match=NO_SE_EMITIO):
        documento_de(boleta)
    assert time.monotonic() - comienzo < 20
    assert not Documento.objects.exists()


# --- What it keeps -------------------------------------------------------------------------------
def test_it_is_the_store_of_the_portals_own_settings(en_s3):
    assert type(en_s3).__name__ == "S3Storage"
    nombre = en_s3.save("prueba/ñandú.pdf", ContentFile(b"%PDF uno"))
    assert en_s3.open(nombre).read() == b"%PDF uno"
    assert en_s3.size(nombre) == 8
    en_s3.delete(nombre)
    assert not en_s3.exists(nombre)


def test_a_second_file_of_the_same_name_is_another(en_s3):
    nombres = [en_s3.save("prueba/igual.pdf", ContentFile(texto)) for texto in (b"uno", b"dos")]
    assert nombres[0] != nombres[1]
    assert [en_s3.open(nombre).read() for nombre in nombres] == [b"uno", b"dos"]


def test_nobody_gets_in_without_the_key(en_s3, tienda):
    nombre = en_s3.save("prueba/privado.pdf", ContentFile(b"de nadie mas"))
    assert estado(f"{tienda.direccion}/portal/{nombre}") == 403
    assert estado(f"{tienda.direccion}/portal/") == 403
    assert estado(f"{tienda.direccion}/") == 403


def test_a_signed_address_serves_for_its_life_and_no_longer(en_s3):
    nombre = en_s3.save("prueba/firmado.pdf", ContentFile(b"un rato"))
    assert parse_qs(urlsplit(en_s3.url(nombre)).query)["X-Amz-Expires"] == ["60"]
    corta = en_s3.url(nombre, expire=2)
    assert estado(corta) == 200
    assert estado(corta.replace("firmado.pdf", "otro.pdf")) == 403
    assert estado(corta.replace("Expires=2", "Expires=600")) == 403
    time.sleep(3)
    assert estado(corta) == 403


# --- A document, from issue to download ----------------------------------------------------------
def test_what_is_issued_into_it_is_downloaded_from_the_portal(en_s3, client, docente, boleta):
    client.force_login(docente.usuario)
    bajado = client.get(f"/boletas/{boleta.publico}/pdf/")
    documento = Documento.objects.get()
    assert default_storage.exists(documento.archivo.name)
    assert bajado.content.startswith(b"%PDF")
    assert hashlib.sha256(bajado.content).hexdigest() == documento.sha256
    assert bajado["Content-Disposition"] == 'attachment; filename="boleta-2025-11.pdf"'
    assert client.get(f"/boletas/{boleta.publico}/pdf/").content == bajado.content


def test_the_store_knows_neither_whose_it_is_nor_a_name_for_it(en_s3, docente, boleta):
    documento = documento_de(boleta)
    objeto = en_s3.bucket.Object(documento.archivo.name)
    assert objeto.content_disposition is None
    assert objeto.metadata == {}
    assert docente.documento not in objeto.key
    assert documento.codigo not in objeto.key


# --- Its falls -----------------------------------------------------------------------------------
def test_a_store_that_fell_issues_nothing_and_what_it_kept_is_there_when_it_is_back(
    en_s3, tienda, client, docente, boleta
):
    guardado = en_s3.save("prueba/antes.pdf", ContentFile(b"antes"))
    tienda.matar()
    try:
        no_se_emite(boleta)
        client.force_login(docente.usuario)
        respuesta = client.get(f"/boletas/{boleta.publico}/pdf/", follow=True)
        assert NO_SE_EMITIO in respuesta.content.decode()
    finally:
        tienda.arrancar()
    assert en_s3.open(guardado).read() == b"antes"
    assert documento_de(boleta).archivo.size > 1000


def test_a_store_that_does_not_answer_issues_nothing(en_s3, tienda, boleta):
    tienda.congelar()
    try:
        no_se_emite(boleta)
    finally:
        tienda.descongelar()
    assert documento_de(boleta).archivo.size > 1000


def test_a_full_store_issues_nothing(en_s3_lleno, boleta):
    no_se_emite(boleta)


def test_what_was_issued_cannot_be_had_while_it_is_away_and_the_page_says_so(
    en_s3, tienda, client, docente, boleta
):
    documento_de(boleta)
    client.force_login(docente.usuario)
    tienda.congelar()
    try:
        assert client.get(f"/boletas/{boleta.publico}/pdf/").status_code == 503
    finally:
        tienda.descongelar()
    assert client.get(f"/boletas/{boleta.publico}/pdf/").status_code == 200
