"""Private files: a storage that fails."""

from datetime import date
from unittest import mock

import pytest
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from legajo.emision.emitir import emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.models import Documento
from tests import fabricas

UGEL1 = "190001"


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
        url = reverse("admin:legajo_servidor_emitir", args=[servidor.pk])
        clave = client.get(url).context["form"]["clave"].value()
        datos = {
            "clase": "hoja_de_vida", "expediente": "MPV-1", "solicitante": "Rosa",
            "fecha_expediente": "2026-01-05", "clave": str(clave),
        }  # fmt: skip
        datos["huella"] = client.post(url, datos).context["huella"]
        with mock.patch.object(FileSystemStorage, "_save", side_effect=PermissionError):
            respuesta = client.post(url, datos | {"emitir": "1"})
        assert "No se pudo guardar el documento" in respuesta.content.decode()
        assert 'value="MPV-1"' in respuesta.content.decode()
        assert not Documento.objects.exists()

    def test_un_archivo_que_no_se_puede_leer_es_un_503(self, client, servidor, jefe):
        pedido = Pedido("1", "Rosa", date(2026, 1, 5))
        documento = emitir_del_legajo(servidor.pk, pedido=pedido, por=jefe)
        client.force_login(servidor.usuario, "accounts.backends.AsignacionBackend")
        url = reverse("legajo:hoja_de_vida_pdf", args=[documento.publico])
        with mock.patch.object(FileSystemStorage, "_open", side_effect=OSError):
            assert client.get(url).status_code == 503
        assert client.get(url).status_code == 200
