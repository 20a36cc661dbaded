"""Private files: what may be uploaded, and a storage that fails."""

from datetime import date
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from legajo.hoja_de_vida import Pedido, emitir_hoja_de_vida
from legajo.models import Documento
from portal.archivos import validar_sustento
from tests import fabricas

UGEL1 = "190001"
PNG = b"\x89PNG\r\n\x1a\n...."


@pytest.mark.parametrize(
    ("nombre", "contenido"),
    [("a.pdf", b"%PDF-1.4"), ("a.JPEG", b"\xff\xd8\xff\xe0...."), ("a.png", PNG)],
)
def test_un_sustento_verdadero_se_acepta(nombre, contenido):
    validar_sustento(ContentFile(contenido, name=nombre))


@pytest.mark.parametrize(
    ("nombre", "contenido"),
    [
        ("a.pdf", b"<html><script>"),
        ("a.html", b"%PDF-1.4 <html><script>"),
        ("a.svg", PNG),
        ("a", b"%PDF-1.4"),
        ("a.pdf", b""),
    ],
)
def test_uno_que_miente_no(nombre, contenido):
    with pytest.raises(ValidationError):
        validar_sustento(ContentFile(contenido, name=nombre))


@pytest.mark.django_db
class TestAlmacenQueFalla:
    @pytest.fixture
    def servidor(self):
        return fabricas.servidor(fabricas.ugel(UGEL1))

    @pytest.fixture
    def jefe(self):
        return fabricas.personal(fabricas.ugel(UGEL1))

    def test_lo_que_no_se_guarda_no_se_emite_y_se_dice(self, client, servidor, jefe):
        client.force_login(jefe, "accounts.backends.AsignacionBackend")
        url = reverse("admin:legajo_servidor_hoja_de_vida", args=[servidor.pk])
        clave = client.get(url).context["form"]["clave"].value()
        datos = {
            "expediente": "MPV-1", "solicitante": "Rosa", "fecha_expediente": "2026-01-05",
            "clave": str(clave),
        }  # fmt: skip
        with mock.patch.object(FileSystemStorage, "_save", side_effect=PermissionError):
            respuesta = client.post(url, datos)
        assert "No se pudo guardar el documento" in respuesta.content.decode()
        assert 'value="MPV-1"' in respuesta.content.decode()
        assert not Documento.objects.exists()

    def test_un_archivo_que_no_se_puede_leer_es_un_503(self, client, servidor, jefe):
        pedido = Pedido("1", "Rosa", date(2026, 1, 5))
        documento = emitir_hoja_de_vida(servidor.pk, pedido=pedido, por=jefe)
        client.force_login(servidor.usuario, "accounts.backends.AsignacionBackend")
        url = reverse("legajo:hoja_de_vida_pdf", args=[documento.publico])
        with mock.patch.object(FileSystemStorage, "_open", side_effect=OSError):
            assert client.get(url).status_code == 503
        assert client.get(url).status_code == 200
