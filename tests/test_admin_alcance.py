"""Every registered admin x a foreign unit: no leak and no write, by behaviour.

A canary, a servidor of UGEL 2 with a record of every kind, a request, a document and a
boleta, must never show to the especialista and responsable of UGEL 1.
"""

import uuid
from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import Asignacion
from legajo.emision.emitir import emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.estructuras import tipos
from legajo.lotes import verbos
from legajo.models import Capacitacion, Contacto, Servidor
from solicitudes import arco
from solicitudes.models import Solicitud
from tests import fabricas
from tests.boletas.apoyo import boleta
from tests.cliente import Client
from tests.solicitudes.apoyo import enviar_alta, enviar_cambio

pytestmark = pytest.mark.django_db

CANARIO = "Zzcanario"
UGEL1, UGEL2 = "190001", "210001"
# what shows no person: catalogs and tables of the system
SIN_PERSONAS = {
    m for m in admin.site._registry if not hasattr(m._default_manager.all(), "visible_to")
}


class Ajeno:
    """Everything that UGEL 2 keeps of one servidor."""

    def __init__(self) -> None:
        unidad = fabricas.ugel(UGEL2)
        self.servidor = fabricas.servidor(unidad)
        Servidor.objects.filter(pk=self.servidor.pk).update(primer_apellido=CANARIO)
        self.servidor.refresh_from_db()
        self.servidor.usuario.nombre = f"{CANARIO} Rosa"
        self.servidor.usuario.save()
        for tipo in tipos():
            if tipo.slug != "ceses":
                fabricas.registro(tipo, self.servidor, anotaciones=CANARIO)
        self.solicitud = enviar_alta(self.servidor, tema=CANARIO)
        self.arco = arco.pedir(
            usuario=self.servidor.usuario, derecho="acceso", pedido=CANARIO, clave=uuid.uuid4()
        )
        self.boleta = boleta(self.servidor)
        jefe = fabricas.personal(unidad, "Responsable de escalafón", nombre=f"{CANARIO} Jefe")
        self.documento = emitir_del_legajo(
            self.servidor.pk, pedido=Pedido("1", CANARIO, date(2026, 1, 5)), por=jefe
        )
        self.lote, _ = verbos.preparar(
            [self.servidor.pk], clase="hoja_de_vida", unidad=unidad, clave=uuid.uuid4(), por=jefe,
            pedido=Pedido("1", CANARIO, date(2026, 1, 5)),
        )  # fmt: skip


@pytest.fixture
def ajeno():
    return Ajeno()


@pytest.fixture(params=["Especialista de escalafón", "Responsable de escalafón", "Planillas"])
def dentro(request):
    unidad = fabricas.ugel(UGEL1)
    fabricas.registro(Contacto.tipo, fabricas.servidor(unidad))
    client = Client()
    client.force_login(
        fabricas.personal(unidad, request.param), "accounts.backends.AsignacionBackend"
    )
    return client


def _url(modelo: Any, vista: str, *args: Any) -> str:
    return reverse(f"admin:{modelo._meta.app_label}_{modelo._meta.model_name}_{vista}", args=args)


def test_ninguna_pagina_del_admin_muestra_al_ajeno(dentro, ajeno):
    for modelo in admin.site._registry:
        for vista in ("changelist", "add"):
            respuesta = dentro.get(_url(modelo, vista), follow=True)
            assert respuesta.status_code in (200, 403), (modelo, vista, respuesta.status_code)
            assert CANARIO not in respuesta.content.decode(), (modelo, vista)


def test_ningun_objeto_ajeno_se_abre_ni_cuenta_su_historia(dentro, ajeno):
    for modelo in set(admin.site._registry) - SIN_PERSONAS:
        visto = modelo._default_manager.visible_to(_de(dentro), _permiso(modelo)).values("pk")
        ajenos = modelo._default_manager.exclude(pk__in=visto).order_by("-pk")
        for objeto in ajenos[:4]:  # the last made: those of the canary
            for vista in ("change", "history", "delete"):
                respuesta = dentro.get(_url(modelo, vista, objeto.pk), follow=True)
                assert respuesta.status_code in (403, 404) or CANARIO not in (
                    respuesta.content.decode()
                ), (modelo, vista)


def _de(client: Client) -> Any:
    from accounts.models import Usuario

    return Usuario.objects.get(pk=client.session["_auth_user_id"])


def _permiso(modelo: Any) -> str:
    return f"{modelo._meta.app_label}.view_{modelo._meta.model_name}"


def test_ningun_autocompletado_ofrece_al_ajeno(dentro, ajeno):
    for tipo in tipos():
        campo = {"app_label": "legajo", "model_name": tipo.modelo._meta.model_name}
        respuesta = dentro.get(
            reverse("admin:autocomplete"), campo | {"field_name": "servidor", "term": "Zz"}
        )
        assert respuesta.status_code in (200, 403)
        assert CANARIO not in respuesta.content.decode()


def test_los_filtros_no_nombran_unidades_ajenas(ajeno):
    client = _especialista(UGEL1)
    for modelo in (Servidor, Capacitacion, Solicitud):
        texto = client.get(_url(modelo, "changelist")).content.decode()
        assert fabricas.ugel(UGEL2).nombre not in texto


def _especialista(codigo: str, rol: str = "Responsable de escalafón") -> Client:
    client = Client()
    persona = fabricas.personal(fabricas.ugel(codigo), rol)
    client.force_login(persona, "accounts.backends.AsignacionBackend")
    return client


def test_no_se_agrega_un_registro_a_un_servidor_ajeno(ajeno):
    client = _especialista(UGEL1)
    for tipo in tipos():
        antes = tipo.modelo.objects.count()
        datos = fabricas.valores(tipo, ajeno.servidor) | {"servidor": ajeno.servidor.pk}
        client.post(_url(tipo.modelo, "add"), datos)
        assert tipo.modelo.objects.count() == antes, tipo.slug


def test_no_se_cambia_un_registro_ajeno_ni_se_pasa_uno_propio(ajeno):
    client = _especialista(UGEL1)
    propio = fabricas.servidor(fabricas.ugel(UGEL1))
    for tipo in tipos():
        registro = fabricas.registro(tipo, propio)
        datos = fabricas.valores(tipo, propio) | {"servidor": ajeno.servidor.pk}
        client.post(_url(tipo.modelo, "change", registro.pk), datos)
        registro.refresh_from_db()
        assert registro.servidor_id == propio.pk, tipo.slug
        ajenos = tipo.modelo.objects.filter(servidor=ajeno.servidor)
        for otro in ajenos:
            respuesta = client.post(_url(tipo.modelo, "change", otro.pk), datos)
            assert respuesta.status_code in (302, 403, 404)
            assert tipo.modelo.objects.get(pk=otro.pk).version == otro.version


def test_las_acciones_no_alcanzan_al_ajeno(ajeno):
    client = _especialista(UGEL1)
    registro = Capacitacion.objects.get(servidor=ajeno.servidor)
    client.post(
        _url(Capacitacion, "changelist"), {"action": "retirar", "_selected_action": [registro.pk]}
    )
    client.post(
        _url(Servidor, "changelist"),
        {"action": "crear_acceso", "_selected_action": [ajeno.servidor.pk]},
    )
    registro.refresh_from_db()
    assert not registro.retirado


def test_no_se_decide_ni_se_emite_sobre_lo_ajeno(ajeno):
    client = _especialista(UGEL1)
    solicitud = _url(Solicitud, "change", ajeno.solicitud.pk)
    assert client.get(solicitud).status_code == 404
    assert client.post(solicitud, {"verbo": "atender"}).status_code == 404
    hoja = reverse("admin:legajo_servidor_emitir", args=[ajeno.servidor.pk])
    assert client.get(hoja).status_code == 404
    pdf = reverse("admin:legajo_documento_pdf", args=[ajeno.documento.pk])
    assert client.get(pdf).status_code == 404
    ajeno.solicitud.refresh_from_db()
    assert ajeno.solicitud.abierta


def test_la_unidad_de_un_servidor_no_se_cambia_editando(ajeno):
    propio = fabricas.servidor(fabricas.ugel(UGEL1))
    client = _especialista(UGEL1)
    datos = {c: getattr(propio, c) for c in ("documento", "primer_apellido", "nombres", "sexo")}
    client.post(
        _url(Servidor, "change", propio.pk),
        datos | {"unidad": fabricas.ugel(UGEL2).pk, "fecha_nacimiento": "1985-05-12"},
    )
    propio.refresh_from_db()
    assert propio.unidad.codigo == UGEL1


def test_nadie_ve_ni_decide_lo_suyo():
    unidad = fabricas.ugel(UGEL1)
    servidor = fabricas.servidor(unidad)
    solicitud = enviar_alta(servidor)
    Asignacion.objects.create(
        usuario=servidor.usuario,
        rol=Group.objects.get(name="Responsable de escalafón"),
        unidad=unidad,
    )
    client = Client()
    client.force_login(servidor.usuario, "accounts.backends.AsignacionBackend")
    assert (
        client.post(_url(Solicitud, "change", solicitud.pk), {"verbo": "atender"}).status_code
        == 404
    )
    assert client.get(_url(Servidor, "change", servidor.pk), follow=True).status_code in (200, 404)
    assert "Ñahui" not in client.get(_url(Servidor, "changelist")).content.decode()


def test_el_rol_que_termina_deja_de_servir_en_el_acto():
    unidad = fabricas.ugel(UGEL1)
    persona = fabricas.personal(unidad)
    client = Client()
    client.force_login(persona, "accounts.backends.AsignacionBackend")
    assert client.get(_url(Solicitud, "changelist")).status_code == 200
    Asignacion.objects.filter(usuario=persona).update(
        desde=date(2020, 1, 1), hasta=date(2020, 2, 1)
    )
    assert client.get(_url(Solicitud, "changelist")).status_code in (302, 403)


def test_el_auditor_lee_y_no_cambia():
    client = _especialista("000000", "Auditor")
    servidor = fabricas.servidor(fabricas.ugel(UGEL1))
    registro = fabricas.registro(Capacitacion.tipo, servidor)
    solicitud = enviar_cambio(servidor, registro, tema="Otro")
    pagina = client.get(_url(Solicitud, "change", solicitud.pk))
    assert pagina.status_code == 200
    assert "Rechazar con este motivo" not in pagina.content.decode()
    assert (
        client.post(_url(Solicitud, "change", solicitud.pk), {"verbo": "atender"}).status_code
        == 403
    )
    datos = fabricas.valores(Capacitacion.tipo, servidor)
    assert client.post(_url(Capacitacion, "change", registro.pk), datos).status_code == 403
