"""No staff handles his own file, linked to his account or not yet, nor writes out of his branch."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import Asignacion
from legajo.models import Capacitacion, Documento, Servidor
from solicitudes import decisiones
from solicitudes.models import Solicitud
from tests import fabricas
from tests.solicitudes.apoyo import enviar_alta

pytestmark = pytest.mark.django_db
UGEL1, UGEL2 = "190001", "210001"


@pytest.fixture
def entrar(client):
    def entrar(persona):
        client.force_login(persona, "accounts.backends.AsignacionBackend")
        return client

    return entrar


def test_un_legajo_sin_enlazar_tambien_es_propio():
    unidad = fabricas.ugel(UGEL1)
    servidor = fabricas.servidor(unidad)
    registro = fabricas.registro(Capacitacion.tipo, servidor)
    solicitud = enviar_alta(servidor)
    jefe = fabricas.personal(unidad, "Responsable de escalafón", documento=fabricas.documento())
    Servidor.objects.filter(pk=servidor.pk).update(usuario=None, documento=jefe.documento)
    for objeto, permiso in (
        (servidor, "legajo.view_servidor"),
        (registro, "legajo.view_capacitacion"),
        (solicitud, "solicitudes.view_solicitud"),
    ):
        vistos = type(objeto).objects.visible_to(jefe, permiso)
        assert not vistos.filter(pk=objeto.pk).exists(), permiso
    assert not Documento.objects.visible_to(jefe, "legajo.view_documento").exists()
    with pytest.raises(Solicitud.DoesNotExist):
        decisiones.atender(solicitud.pk, por=jefe)


def _ficha(**cambio) -> dict[str, str]:
    return {
        "unidad": "", "tipo_identidad": "1", "primer_apellido": "Quispe", "nombres": "Rosa",
        "segundo_apellido": "", "sexo": "F", "fecha_nacimiento": "1985-05-12", "correo": "",
    } | cambio  # fmt: skip


def test_nadie_abre_su_propio_legajo(entrar):
    unidad = fabricas.ugel(UGEL1)
    jefe = fabricas.personal(unidad)
    client = entrar(jefe)
    datos = _ficha(unidad=str(unidad.pk), documento=jefe.documento)
    respuesta = client.post(reverse("admin:legajo_servidor_add"), datos)
    assert "Nadie abre su propio legajo." in respuesta.content.decode()
    assert not Servidor.objects.filter(documento=jefe.documento).exists()


@pytest.fixture
def con_dos_roles(entrar):
    persona = fabricas.personal(fabricas.ugel(UGEL1))
    Asignacion.objects.create(
        usuario=persona, rol=Group.objects.get(name="Auditor"), unidad=fabricas.ugel("000000")
    )
    return entrar(persona)


def test_quien_ve_el_pais_y_escribe_en_su_ugel_no_escribe_fuera(con_dos_roles):
    ajeno = fabricas.servidor(fabricas.ugel(UGEL2))
    url = reverse("admin:legajo_servidor_change", args=[ajeno.pk])
    assert con_dos_roles.get(url).status_code == 200
    datos = _ficha(primer_apellido="Cambiado", unidad=str(ajeno.unidad_id))
    assert con_dos_roles.post(url, datos).status_code == 403
    datos = _ficha(unidad=str(ajeno.unidad_id), documento=fabricas.documento())
    con_dos_roles.post(reverse("admin:legajo_servidor_add"), datos)
    assert not Servidor.objects.filter(documento=datos["documento"]).exists()
    assert Servidor.objects.get(pk=ajeno.pk).fecha_nacimiento == date(1985, 5, 12)
