"""From a datum of the legajo to the form, by its cause; a resolution is appealed elsewhere."""

import pytest
from django.urls import reverse

from legajo.models import Capacitacion, Contacto
from solicitudes.models import Solicitud
from tests import fabricas
from tests.cliente import Client
from tests.solicitudes.apoyo import enviar_cambio
from tests.solicitudes.subir import AGREGAR, confirmar, de_hoy, escrito_de, texto

pytestmark = pytest.mark.django_db
FALTA = reverse("solicitudes:causa", args=["capacitaciones"])


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def dentro(client, persona):
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


@pytest.fixture
def registro(persona):
    return fabricas.registro(Capacitacion.tipo, persona, tema="Robótica")


def causa_de(registro) -> str:
    return reverse("solicitudes:causa_registro", args=[registro.tipo.slug, registro.publico])


def test_cada_fila_y_cada_tabla_llevan_a_decirlo(dentro, registro):
    seccion = texto(dentro.get("/legajo/formacion/"))
    assert f'href="{causa_de(registro)}" title="Este dato está mal"' in seccion
    assert f'href="{FALTA}">Falta un registro' in seccion
    ficha = reverse("legajo:registro", args=["formacion", registro.publico])
    assert causa_de(registro) in texto(dentro.get(ficha))


def test_con_una_solicitud_en_curso_la_fila_no_ofrece_otra(dentro, persona, registro):
    enviar_cambio(persona, registro, tema="Pedido")
    assert causa_de(registro) not in texto(dentro.get("/legajo/formacion/"))


def test_lo_que_es_uno_solo_no_falta_dos_veces(dentro, persona):
    falta = reverse("solicitudes:causa", args=["contacto"])
    assert f'"{falta}"' in texto(dentro.get("/legajo/filiacion/"))
    fabricas.registro(Contacto.tipo, persona)
    assert f'"{falta}"' not in texto(dentro.get("/legajo/filiacion/"))


def test_ni_en_otro_dia_ni_sin_vinculo_se_ofrece(dentro, persona, registro):
    assert "Este dato está mal" not in texto(dentro.get("/legajo/formacion/?a_la_fecha=2026-01-31"))
    cesada = fabricas.servidor(persona.unidad, con_vinculo=False)
    suyo = fabricas.registro(Capacitacion.tipo, cesada)
    client = Client()
    client.force_login(cesada.usuario)
    assert "Este dato está mal" not in texto(client.get("/legajo/formacion/"))
    assert client.get(causa_de(suyo)).status_code == 403


def test_las_cuatro_causas_y_a_donde_lleva_cada_una(dentro, registro):
    pagina = texto(dentro.get(causa_de(registro)))
    cambiar = reverse(
        "solicitudes:formulario_registro", args=["capacitaciones", "cambiar", registro.publico]
    )
    for causa in ("error", "falta", "documento"):
        assert f"{cambiar}?causa={causa}" in pagina
    assert "Robótica" in pagina
    assert reverse("solicitudes:recurso", args=["capacitaciones"]) in pagina


def test_la_causa_dicha_llega_a_la_solicitud(dentro, registro):
    cambiar = reverse(
        "solicitudes:formulario_registro", args=["capacitaciones", "cambiar", registro.publico]
    )
    form = dentro.get(f"{cambiar}?causa=documento").context["pedido"].causa
    assert form["causa"].value() == "documento"
    datos = de_hoy(registro, tema="Robótica educativa", causa=form["causa"].value())
    confirmacion = dentro.post(f"{cambiar}?causa=documento", datos)
    assert "Tengo un documento nuevo" in texto(confirmacion)
    detalle = confirmar(dentro, cambiar, confirmacion)
    assert Solicitud.objects.get().causa == "documento"
    assert "Tengo un documento nuevo" in texto(detalle)


def test_una_causa_inventada_no_vale(dentro, persona):
    assert dentro.get(f"{AGREGAR}?causa=capricho").context["pedido"].causa["causa"].value() == (
        "falta"
    )
    pagina = texto(dentro.post(AGREGAR, escrito_de(persona, causa="capricho")))
    assert "Confirme su solicitud" not in pagina
    assert not Solicitud.objects.exists()


def test_el_recurso_se_explica_y_no_abre_solicitud(dentro):
    pagina = texto(dentro.get(reverse("solicitudes:recurso", args=["capacitaciones"])))
    for parte in ("15 días hábiles", "artículo 218", "Reconsideración", "Apelación", "superior"):
        assert parte in pagina
    assert not Solicitud.objects.exists()


def test_lo_ajeno_y_lo_que_no_hay_es_404(dentro, persona):
    ajeno = fabricas.registro(Capacitacion.tipo, fabricas.servidor(persona.unidad))
    assert dentro.get(causa_de(ajeno)).status_code == 404
    for nombre in ("causa", "recurso"):
        assert dentro.get(reverse(f"solicitudes:{nombre}", args=["inventado"])).status_code == 404
    assert dentro.get(reverse("solicitudes:causa", args=["sanciones"])).status_code == 404
