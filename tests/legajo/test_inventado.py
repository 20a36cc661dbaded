"""A kind of record made up in a few lines appears everywhere; nothing else is written for it."""

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pgtrigger.registry
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import connection, models
from django.urls import path, reverse

from legajo import estructuras
from legajo import models as models_del_legajo
from legajo.admin.registros import RegistroAdmin
from legajo.avisos import lectura
from legajo.emision.hoja_de_vida import contenido_de
from legajo.estructuras import Seccion
from legajo.importacion.destinos import de_tipo
from legajo.importacion.importar import importar
from legajo.importacion.plantillas import cabecera_de
from legajo.models import Registro, Servidor
from legajo.situacion import con_situacion
from legajo.tipos import tipo_de_registro
from portal import urls
from solicitudes import decisiones
from tests import fabricas
from tests.cliente import Client
from tests.legajo.importacion import apoyo
from tests.solicitudes.apoyo import enviar_alta

pytestmark = pytest.mark.django_db


def _declarar() -> Any:
    @tipo_de_registro(
        "mascotas", "Mascotas", "Mascota",
        columnas=("nombre", "clase"), campos=("nombre", "clase"), orden=("-pk",),
        clave_natural=("nombre",), sustento=False,
    )  # fmt: skip
    class Mascota(Registro):
        """No law asks for it."""

        nombre = models.CharField("nombre", max_length=50)
        clase = models.CharField("clase", max_length=1, choices=[("P", "Perro"), ("G", "Gato")])

        class Meta:
            app_label = "legajo"
            verbose_name = "mascota"

    return Mascota


def _con_una_mas(estructura: tuple[Seccion, ...], modelo: Any) -> tuple[Seccion, ...]:
    *antes, ultima = estructura
    modelos = (*ultima.modelos, modelo)
    return (*antes, Seccion(ultima.numero, ultima.slug, ultima.titulo, modelos))


def _crear_tablas(modelo: Any) -> None:
    """What its migration would do; all of it ends with the transaction of the test."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        with connection.schema_editor(atomic=False) as editor:
            for cada in (modelo, modelo.pgh_event_model):
                editor.create_model(cada)
        for disparador in modelo._meta.triggers:
            disparador.install(modelo)
        app = connection.ops.quote_name(settings.ROL_APP)
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {app}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}")
        cursor.execute(f"SET LOCAL ROLE {app}")


def _sin_lo_leido() -> None:
    """What a process works out of the structures once."""
    for una_vez in (estructuras.por_slug, lectura._consulta):
        una_vez.cache_clear()


def _olvidar(modelo: Any) -> None:
    """Leave Django and the history library as if it had never been declared."""
    ambos = (modelo, modelo.pgh_event_model)
    for cada in ambos:
        del apps.all_models["legajo"][cada._meta.model_name]
    for uri in [u for u, (m, _) in pgtrigger.registry._registry.items() if m in ambos]:
        pgtrigger.registry.delete(uri)
    delattr(models_del_legajo, modelo.pgh_event_model.__name__)
    apps.clear_cache()


@pytest.fixture
def mascota(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The model, its tables, its line in each structure, its registration."""
    modelo = _declarar()
    for clave, nombre in (("10", "DIEZ"), ("12", "DOCE")):
        nueva = _con_una_mas(estructuras.ESTRUCTURAS[clave], modelo)
        monkeypatch.setattr(estructuras, nombre, nueva)
        monkeypatch.setitem(estructuras.ESTRUCTURAS, clave, nueva)
    _sin_lo_leido()
    _crear_tablas(modelo)
    admin.site.register(modelo, type("MascotaAdmin", (RegistroAdmin,), {"tipo": modelo.tipo}))
    direcciones: Any = ModuleType("direcciones_con_mascotas")
    direcciones.urlpatterns = [path("admin/", admin.site.urls), *urls.urlpatterns]
    monkeypatch.setitem(sys.modules, "direcciones_con_mascotas", direcciones)
    monkeypatch.setattr(settings, "ROOT_URLCONF", "direcciones_con_mascotas")
    yield modelo
    admin.site.unregister(modelo)
    _sin_lo_leido()
    _olvidar(modelo)


@pytest.fixture
def persona() -> Servidor:
    return fabricas.servidor(fabricas.ugel())


def test_el_servidor_la_ve_la_pide_y_se_le_atiende(client: Client, mascota: Any, persona: Any):
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    assert "No registra mascotas." in client.get("/legajo/otros/").content.decode()
    formulario = client.get("/solicitudes/nueva/mascotas/agregar/").content.decode()
    assert "Perro" in formulario
    solicitud = enviar_alta(persona, mascota.tipo, nombre="Wayra")
    assert "Wayra" in client.get("/legajo/otros/").content.decode()
    decisiones.atender(solicitud.pk, por=fabricas.personal(persona.unidad))
    registro = mascota.objects.get(nombre="Wayra")
    assert "Wayra" in client.get(f"/legajo/otros/{registro.publico}/").content.decode()
    (version,) = registro.historia.all()
    assert version.pgh_context["medio"] == f"solicitud {solicitud.numero}"


def test_la_hoja_de_vida_la_cuenta(mascota: Any, persona: Any):
    fabricas.registro(mascota.tipo, persona, nombre="Wayra")
    leida = con_situacion(Servidor.objects.filter(pk=persona.pk)).get()
    assert "Wayra" in str(contenido_de(leida))


def test_el_admin_la_lista_la_cambia_y_la_acota(client: Client, mascota: Any, persona: Any):
    registro = fabricas.registro(mascota.tipo, persona, nombre="Wayra")
    jefa = fabricas.usuario()
    jefa.is_superuser = True
    jefa.save(update_fields=["is_superuser"])
    client.force_login(jefa, "accounts.backends.AsignacionBackend")
    assert "Wayra" in client.get(reverse("admin:legajo_mascota_changelist")).content.decode()
    datos = fabricas.valores(mascota.tipo, persona) | {"nombre": "Illa", "version_vista": "1"}
    url = reverse("admin:legajo_mascota_change", args=[registro.pk])
    assert client.post(url, datos).status_code == 302
    registro.refresh_from_db()
    assert (registro.nombre, registro.version) == ("Illa", 2)
    ajena = fabricas.personal(fabricas.ugel("210001"))
    assert not mascota.objects.visible_to(ajena, "legajo.view_mascota").exists()


def test_la_base_conoce_sus_opciones(mascota: Any):
    assert "mascota_clase_conocido" in [r.name for r in mascota._meta.constraints]


def test_se_importa_con_su_plantilla(mascota: Any, persona: Any, tmp_path: Any):
    destino = de_tipo(mascota.tipo)
    assert len(cabecera_de(destino)) == len(destino.columnas)
    fila = {"documento_servidor": persona.documento, "nombre": "Wayra", "clase": "Perro"}
    hecha = importar(apoyo.csv_de(tmp_path, [fila], "mascotas.csv"))
    assert hecha.nuevas == 1
    (importada,) = mascota.objects.filter(servidor=persona)
    assert (importada.nombre, importada.clase) == ("Wayra", "P")
    assert importada.historia.get().pgh_context["medio"] == f"importación {hecha.pk}"
