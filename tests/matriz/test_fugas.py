"""The foreign unit by every other way of the admin: nothing of it is sent, nothing written.

`tests/matriz/test_admin.py` opens what has an address; here is what hangs from a query or a
form: popups, filters, searches, choices, foreign keys typed by hand, actions, downloads.
"""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.db import models
from django.urls import NoReverseMatch, reverse

from accounts.models import Asignacion, Unidad, Usuario
from legajo.estructuras import tipos
from legajo.models import Capacitacion, Servidor
from solicitudes.models import Solicitud
from tests import fabricas
from tests.cliente import Client
from tests.matriz import admin as tabla
from tests.matriz.mundo import CANARIO, DEL_PAIS, PERSONAL
from tests.matriz.respuestas import cuerpo

pytestmark = pytest.mark.django_db
MODELOS = sorted(admin.site._registry, key=lambda m: m._meta.label)
CON_CERCA = [m for m in MODELOS if hasattr(m._default_manager.all(), "visible_to")]
DE_UNA_RAMA = [c for c in PERSONAL if c not in (*DEL_PAIS, "especialista_u2")]


@pytest.fixture(params=DE_UNA_RAMA)
def dentro(request: pytest.FixtureRequest, escena: Any) -> Client:
    return escena.gente[request.param]


def _limpia(respuesta: Any, lugar: Any) -> str:
    assert respuesta.status_code < 500, lugar
    texto = cuerpo(respuesta)
    assert CANARIO not in texto, lugar
    return texto


def test_ni_en_ventanas_ni_por_busqueda_ni_por_filtro(dentro: Client, escena: Any) -> None:
    """What is looked for is repeated in the box, so it is looked for by its other words."""
    ajeno = escena.ajeno
    servidor = ajeno.de[Servidor]
    for modelo in CON_CERCA:
        lista = tabla.url(modelo, "changelist")
        consultas: list[dict[str, Any]] = [
            {"_popup": "1", "_to_field": "id", "all": ""}, {"q": servidor.documento},
        ]  # fmt: skip
        if modelo is Asignacion:
            consultas.append({"estado": "todas"})
        for campo in modelo._meta.concrete_fields:
            if campo.is_relation and (fila := ajeno.de.get(campo.related_model)):
                consultas.append({f"{campo.name}__id__exact": fila.pk})
        for consulta in consultas:
            _limpia(dentro.get(lista, consulta, follow=True), (modelo, consulta))
        _limpia(dentro.get(tabla.url(modelo, "add"), {"_popup": "1"}, follow=True), modelo)


def test_ni_por_rutas_que_adivinan_letra_por_letra(dentro: Client, escena: Any) -> None:
    """A filter through a relation would tell by the number of rows what a page does not show."""
    caminos = ("servidor__primer_apellido__startswith", "servidor__usuario__correo__startswith",
               "titular__documento__startswith", "usuario__password__startswith",
               "delegacion_de__usuario__correo__startswith")  # fmt: skip
    for modelo in CON_CERCA:
        suyos = {campo.name for campo in modelo._meta.fields}
        for camino in (c for c in caminos if c.split("__")[0] in suyos):
            respuesta = dentro.get(tabla.url(modelo, "changelist"), {camino: "Z"})
            assert respuesta.status_code in (302, 400, 403), (modelo, camino)
            _limpia(respuesta, (modelo, camino))


def test_ningun_autocompletado_ofrece_lo_ajeno(dentro: Client, escena: Any) -> None:
    termino = escena.ajeno.de[Servidor].documento
    for modelo in MODELOS:
        for campo in modelo._meta.concrete_fields:
            if not isinstance(campo, models.ForeignKey):
                continue
            pregunta = {"app_label": modelo._meta.app_label, "field_name": campo.name,
                        "model_name": modelo._meta.model_name, "term": termino}  # fmt: skip
            respuesta = dentro.get(reverse("admin:autocomplete"), pregunta)
            assert respuesta.status_code in (200, 403, 404), (modelo, campo.name)
            if respuesta.status_code == 200:
                assert respuesta.json()["results"] == [], (modelo, campo.name)


def test_ninguna_clave_ajena_escrita_a_mano_se_guarda_ni_se_nombra(
    dentro: Client, escena: Any
) -> None:
    ajeno = escena.ajeno
    for tipo in tipos():
        modelo, suyo = tipo.modelo, ajeno.de[Servidor]
        antes = modelo.objects.filter(servidor=suyo).count()
        datos = fabricas.valores(tipo, escena.propio.de[Servidor]) | {"servidor": suyo.pk}
        _limpia(dentro.post(tabla.url(modelo, "add"), datos, follow=True), tipo.slug)
        if propia := escena.propio.de.get(modelo):
            datos["version_vista"] = propia.version
            direccion = tabla.url(modelo, "change", propia.pk)
            _limpia(dentro.post(direccion, datos, follow=True), tipo.slug)
            assert modelo.objects.get(pk=propia.pk).servidor_id == propia.servidor_id
        assert modelo.objects.filter(servidor=suyo).count() == antes, tipo.slug
    rol = {"documento": fabricas.usuario().documento, "unidad": ajeno.unidad.pk,
           "desde": "01/01/2026", "rol": ajeno.de[Asignacion].rol_id}  # fmt: skip
    _limpia(dentro.post(tabla.url(Asignacion, "add"), rol, follow=True), "rol")
    assert not Asignacion.objects.filter(usuario__documento=rol["documento"]).exists()
    legajo = {"documento": "99499998", "unidad": ajeno.unidad.pk, "tipo_identidad": "1",
              "primer_apellido": "X", "nombres": "X", "sexo": "F",
              "fecha_nacimiento": "1990-01-01"}  # fmt: skip
    _limpia(dentro.post(tabla.url(Servidor, "add"), legajo, follow=True), "legajo")
    assert not Servidor.objects.filter(documento="99499998").exists()


def test_ninguna_accion_alcanza_una_fila_ajena(dentro: Client, escena: Any) -> None:
    for modelo in CON_CERCA:
        fila = escena.ajeno.de.get(modelo)
        if fila is None:
            continue
        antes = modelo._default_manager.filter(pk=fila.pk).values().get()
        for accion in (*(admin.site._registry[modelo].actions or ()), "delete_selected"):
            for todas in ("0", "1"):
                datos = {"action": accion, "_selected_action": [fila.pk], "select_across": todas,
                         "post": "yes"}  # fmt: skip
                lista = tabla.url(modelo, "changelist")
                hecho = dentro.post(lista, datos)
                _limpia(hecho, (modelo, accion))
                dicho = " ".join(str(m) for m in get_messages(hecho.wsgi_request))
                assert CANARIO not in dicho, (modelo, accion)
                despues = modelo._default_manager.filter(pk=fila.pk).values().get()
                assert despues == antes, (modelo, accion)


def test_ninguna_descarga_trae_lo_ajeno(dentro: Client, escena: Any) -> None:
    for nombre, pagina in tabla.EXTRAS.items():
        for mundo in (escena.propio, escena.ajeno):
            lugar = pagina.lugar(mundo)
            direccion, unidad = reverse(f"admin:{nombre}", args=lugar), {"unidad": mundo.unidad.pk}
            de_una_fila = any(type(parte) is int for parte in lugar)
            consultas = ({"q": "a"} | unidad,) if de_una_fila else ({}, unidad, {"q": "a"})
            for consulta in consultas:
                _limpia(dentro.get(direccion, consulta), (nombre, consulta))


def test_ni_la_puerta_de_django_a_la_pagina_de_una_fila(dentro: Client, escena: Any) -> None:
    from django.contrib.contenttypes.models import ContentType

    for modelo, fila in escena.ajeno.de.items():
        tipo = ContentType.objects.get_for_model(modelo).pk
        try:
            direccion = reverse("admin:view_on_site", args=[tipo, fila.pk])
        except NoReverseMatch:
            continue
        respuesta = dentro.get(direccion)
        assert respuesta.status_code == 404, modelo
        _limpia(respuesta, modelo)


def test_el_indice_y_lo_reciente_no_nombran_lo_ajeno(dentro: Client) -> None:
    for direccion in ("/admin/", "/admin/accounts/", "/admin/legajo/"):
        _limpia(dentro.get(direccion), direccion)


@pytest.mark.parametrize("clave", ["auditor", "auditor_dre", "supervisor"])
def test_la_accion_de_quien_mira_no_hace_nada(escena: Any, clave: str) -> None:
    client, registro = escena.gente[clave], escena.propio.de[Capacitacion]
    asignacion = escena.propio.de[Asignacion]
    for modelo, fila, accion in (
        (Capacitacion, registro, "retirar"), (Asignacion, asignacion, "terminar"),
    ):  # fmt: skip
        datos = {"action": accion, "_selected_action": [fila.pk]}
        client.post(tabla.url(modelo, "changelist"), datos)
    registro.refresh_from_db()
    asignacion.refresh_from_db()
    assert (registro.retirado, asignacion.terminada_en) == (False, None)
    assert Usuario.objects.filter(pk=escena.propio.jefe.pk, is_active=True).exists()
    assert Unidad.objects.filter(pk=escena.propio.unidad.pk).exists()
    assert Solicitud.objects.filter(pk=escena.propio.de[Solicitud].pk).exists()
