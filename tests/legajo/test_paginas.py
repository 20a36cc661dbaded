"""The pages of «Mi Legajo»: what they show, to whom, in how many queries."""

from datetime import date

import pytest
from django.urls import reverse

from legajo.emision.emitir import emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.estructuras import DIEZ, DOCE
from legajo.models import Capacitacion, RegimenLaboral
from solicitudes import verbos
from tests import fabricas
from tests.solicitudes.apoyo import enviar_alta, enviar_cambio

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def dentro(client, persona):
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


def test_el_menu_tiene_las_diez_secciones_y_al_final_la_hoja_de_vida(dentro):
    texto = dentro.get(reverse("legajo:inicio")).content.decode()
    lugares = [texto.index(s.titulo) for s in DIEZ]
    assert lugares == sorted(lugares)
    assert texto.index("Reporte de hoja de vida") > lugares[-1]


def test_el_administrativo_ve_las_doce(client):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.vinculo(persona, regimen=RegimenLaboral.objects.get(codigo="5"))
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    texto = client.get(reverse("legajo:inicio")).content.decode()
    assert all(s.titulo in texto for s in DOCE)
    assert client.get("/legajo/relaciones-laborales/").status_code == 200
    assert client.get("/legajo/filiacion/").status_code == 404


@pytest.mark.parametrize("seccion", DIEZ, ids=lambda s: s.slug)
def test_cada_seccion_se_ve_vacia_y_lo_dice(dentro, seccion):
    respuesta = dentro.get(reverse("legajo:seccion", args=[seccion.slug]))
    assert respuesta.status_code == 200
    if seccion.slug != "ingreso":
        assert "No registra" in respuesta.content.decode()


@pytest.mark.parametrize("cuantos", [4, 24, 400])
def test_las_consultas_no_crecen_con_los_registros(
    dentro, persona, cuantos, django_assert_max_num_queries
):
    modelo = fabricas.registro(Capacitacion.tipo, persona)
    for _ in range(cuantos - 1):
        modelo.pk, modelo.publico = None, __import__("uuid").uuid4()
        modelo.save(force_insert=True)
    tipos = len(DIEZ[1].tipos)
    with django_assert_max_num_queries(6 + tipos):
        respuesta = dentro.get("/legajo/formacion/")
    assert respuesta.content.decode().count("Dato de tema") == cuantos


@pytest.mark.parametrize("cuantas", [1, 24])
def test_las_solicitudes_en_curso_no_agregan_consultas(
    dentro, persona, cuantas, django_assert_max_num_queries
):
    for _ in range(cuantas):
        enviar_alta(persona)
    with django_assert_max_num_queries(6 + len(DIEZ[1].tipos)):
        texto = dentro.get("/legajo/formacion/").content.decode()
    assert texto.count("Agregar: En solicitud") == cuantas


def test_la_seccion_muestra_la_solicitud_con_su_papelera(dentro, persona):
    registro = fabricas.registro(Capacitacion.tipo, persona)
    solicitud = enviar_cambio(persona, registro, tema="Otro")
    texto = dentro.get("/legajo/formacion/").content.decode()
    assert "Cambiar: En solicitud" in texto
    assert reverse("solicitudes:anular", args=[solicitud.publico]) in texto
    verbos.anular(solicitud.pk, por=persona.usuario)
    assert "En solicitud" not in dentro.get("/legajo/formacion/").content.decode()


def test_el_registro_de_otro_no_existe(dentro):
    ajeno = fabricas.servidor(fabricas.ugel())
    registro = fabricas.registro(Capacitacion.tipo, ajeno)
    assert dentro.get(f"/legajo/formacion/{registro.publico}/").status_code == 404
    assert dentro.get(f"/legajo/formacion/{registro.publico}/sustento/").status_code == 404


def test_sin_vinculo_se_lee_todo_y_no_se_pide_nada(client):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.vinculo(persona, fecha_fin=date(2020, 12, 31))
    registro = fabricas.registro(Capacitacion.tipo, persona)
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    seccion = client.get("/legajo/formacion/").content.decode()
    assert "Dato de tema" in seccion
    assert "Solicitar modificación" not in seccion
    cambiar = reverse(
        "solicitudes:formulario_registro", args=["capacitaciones", "cambiar", registro.publico]
    )
    respuesta = client.post(cambiar, {"tema": "X", "confirmado": "1"})
    assert respuesta.status_code == 403
    assert "vínculo laboral vigente" in respuesta.content.decode()
    assert (
        client.post(reverse("solicitudes:pedir_documento"), {"clase": "hoja_de_vida"}).status_code
        == 302
    )


def test_un_cese_termina_el_vinculo_aunque_no_tenga_fecha_de_fin(client, persona):
    from legajo.consultas import servidor_de
    from legajo.models import Cese

    assert servidor_de(persona.usuario).vigente
    fabricas.registro(Cese.tipo, persona)
    assert not servidor_de(persona.usuario).vigente


def test_la_hoja_de_vida_se_muestra_de_lo_congelado_y_se_descarga(dentro, persona):
    pagina = reverse("legajo:hoja_de_vida")
    assert "todavía no ha emitido" in dentro.get(pagina).content.decode()
    fabricas.registro(Capacitacion.tipo, persona, tema="Álgebra lineal")
    documento = emitir_del_legajo(
        persona.pk,
        pedido=Pedido("MPV2026-EXT-0000001", "Rosa Quispe", date(2026, 1, 15)),
        por=fabricas.personal(fabricas.ugel(), nombre="Especialista Mamani"),
    )
    Capacitacion.objects.update(tema="Cambiado después")
    texto = dentro.get(pagina).content.decode()
    assert "Álgebra lineal" in texto
    assert "Cambiado después" not in texto
    pdf = dentro.get(reverse("legajo:hoja_de_vida_pdf", args=[documento.publico]))
    assert pdf.content.startswith(b"%PDF-")
    assert "attachment" in pdf["Content-Disposition"]
    de_nuevo = dentro.get(
        reverse("legajo:hoja_de_vida_pdf", args=[documento.publico]),
        headers={"If-None-Match": pdf["ETag"]},
    )
    assert de_nuevo.status_code == 304


def test_un_navegador_que_admite_gzip_tambien_recibe_su_304(dentro, persona):
    documento = emitir_del_legajo(
        persona.pk,
        pedido=Pedido("1", "x", date(2026, 1, 15)),
        por=fabricas.personal(fabricas.ugel()),
    )
    url = reverse("legajo:hoja_de_vida_pdf", args=[documento.publico])
    pdf = dentro.get(url, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in pdf
    condicion = {"Accept-Encoding": "gzip", "If-None-Match": pdf["ETag"]}
    assert dentro.get(url, headers=condicion).status_code == 304


def test_el_pdf_de_otro_no_existe(dentro):
    ajeno = fabricas.servidor(fabricas.ugel())
    documento = emitir_del_legajo(
        ajeno.pk,
        pedido=Pedido("1", "x", date(2026, 1, 15)),
        por=fabricas.personal(fabricas.ugel()),
    )
    url = reverse("legajo:hoja_de_vida_pdf", args=[documento.publico])
    assert dentro.get(url).status_code == 404
