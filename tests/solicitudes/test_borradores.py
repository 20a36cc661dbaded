"""What is written is kept: on a wrong form, when the session ends, between two tabs."""

import json
import uuid

import pytest
from django.test import override_settings
from django.urls import reverse

from legajo.models import Capacitacion, Domicilio
from solicitudes.models import Adjunto, Borrador, Dato, Solicitud, Sustento
from tests import fabricas
from tests.cliente import Client
from tests.solicitudes.apoyo import enviar_cambio
from tests.solicitudes.subir import AGREGAR, confirmar, de_hoy, escrito_de, ocultos, pdf, texto

pytestmark = pytest.mark.django_db
GUARDAR = f"{AGREGAR}guardar/"


def entrar(usuario) -> Client:
    client = Client()
    client.force_login(usuario, "accounts.backends.AsignacionBackend")
    return client


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def dentro(persona):
    return entrar(persona.usuario)


def cambiar_url(registro) -> str:
    partes = [registro.tipo.slug, "cambiar", registro.publico]
    return reverse("solicitudes:formulario_registro", args=partes)


def test_mirar_el_formulario_no_guarda_nada(dentro):
    assert dentro.get(AGREGAR).status_code == 200
    assert not Borrador.objects.exists()


def test_lo_que_no_es_valido_se_guarda_y_se_encuentra_al_volver(dentro, persona):
    errado = escrito_de(persona, tema="Álgebra", fecha_inicio="ayer", institucion="")
    assert "Revise lo siguiente" in texto(dentro.post(AGREGAR, errado))
    de_vuelta = texto(dentro.get(AGREGAR))
    assert 'value="Álgebra"' in de_vuelta
    assert 'value="ayer"' in de_vuelta
    assert "Está viendo su borrador" in de_vuelta
    assert "Revise lo siguiente" not in de_vuelta
    assert not Solicitud.objects.exists()


def test_guardar_borrador_lo_pone_en_la_bandeja_y_en_solicitar(dentro, persona):
    respuesta = dentro.post(AGREGAR, {"tema": "A medias", "guardar": "1"}, follow=True)
    assert "Guardamos su borrador" in texto(respuesta)
    assert 'value="A medias"' in texto(respuesta)
    for camino in (reverse("solicitudes:bandeja"), reverse("solicitudes:nueva")):
        pagina = texto(dentro.get(camino))
        assert "Borradores" in pagina
        assert AGREGAR in pagina


def test_el_borrador_de_un_cambio_nombra_su_registro(dentro, persona):
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="Robótica escolar")
    dentro.post(cambiar_url(registro), de_hoy(registro, tema="Otro", guardar="1"))
    bandeja = texto(dentro.get(reverse("solicitudes:bandeja")))
    assert "Robótica escolar" in bandeja
    assert cambiar_url(registro) in bandeja


def test_una_casilla_que_se_desmarca_sigue_desmarcada(dentro, persona):
    registro = fabricas.registro(Domicilio.tipo, persona)
    casillas = [c for c, v in de_hoy(registro).items() if v == "on"]
    valores = {c: v for c, v in de_hoy(registro).items() if v != "on"}
    dentro.post(cambiar_url(registro), valores | {"guardar": "1"})
    form = dentro.get(cambiar_url(registro)).context["form"]
    assert not any(form[c].value() for c in casillas)


def test_el_guion_guarda_y_dice_a_que_hora(dentro, persona):
    respuesta = dentro.post(GUARDAR, {"tema": "Tecleado", "clave": str(uuid.uuid4()), "visto": ""})
    dicho = respuesta.json()
    assert dicho["texto"].startswith("Guardado a las ")
    borrador = Borrador.objects.get()
    assert (borrador.valores, str(borrador.clave)) == ({"tema": ["Tecleado"]}, dicho["clave"])
    otra = dentro.post(GUARDAR, {"tema": "Tecleado más", "visto": dicho["visto"]}).json()
    assert "otra pestaña" not in otra["texto"]


def test_la_sesion_termina_y_el_borrador_espera(dentro, persona):
    dentro.post(GUARDAR, {"tema": "Antes de que termine", "visto": ""})
    dentro.logout()
    perdida = dentro.post(AGREGAR, escrito_de(persona, tema="Sin sesión"))
    assert perdida.status_code == 302
    assert f"next={AGREGAR}" in perdida.url
    assert dentro.post(GUARDAR, {"tema": "Sin sesión"}).status_code == 302
    assert 'value="Antes de que termine"' in texto(entrar(persona.usuario).get(AGREGAR))


def test_dos_pestanas_gana_la_ultima_y_lo_dice(dentro, persona):
    primera = dentro.post(GUARDAR, {"tema": "Primera", "visto": ""}).json()
    segunda = dentro.post(GUARDAR, {"tema": "Segunda", "visto": primera["visto"]}).json()
    tarde = dentro.post(GUARDAR, {"tema": "Primera y más", "visto": primera["visto"]}).json()
    assert "otra pestaña" in tarde["texto"]
    assert Borrador.objects.get().valores == {"tema": ["Primera y más"]}
    pagina = texto(dentro.post(AGREGAR, {"tema": "De la segunda", "visto": segunda["visto"]}))
    assert "otra pestaña o equipo" in pagina
    assert "De la segunda" in pagina


def test_enviada_ya_no_hay_borrador(dentro, persona):
    confirmacion = dentro.post(AGREGAR, escrito_de(persona, tema="Quechua"))
    assert Borrador.objects.exists()
    assert "Enviamos su solicitud" in texto(confirmar(dentro, AGREGAR, confirmacion))
    assert not Borrador.objects.exists()
    assert Solicitud.objects.get().causa == "falta"


def test_el_segundo_clic_no_envia_otra_ni_deja_borrador(dentro, persona):
    confirmacion = dentro.post(AGREGAR, escrito_de(persona, tema="Quechua"))
    for _ in range(2):
        dicho = texto(confirmar(dentro, AGREGAR, confirmacion))
        assert f"Enviamos su solicitud N° {Solicitud.objects.get().numero}" in dicho
    assert not Borrador.objects.exists()


def test_lo_distinto_de_otra_pestana_queda_como_otro_borrador(dentro, persona):
    de_antes = dentro.post(AGREGAR, escrito_de(persona, tema="Uno", guardar="1"), follow=True)
    clave = str(de_antes.context["clave"])
    confirmar(dentro, AGREGAR, dentro.post(AGREGAR, escrito_de(persona, tema="Uno")))
    otro = escrito_de(persona, tema="Dos", clave=clave, visto=de_antes.context["visto"])
    respuesta = dentro.post(AGREGAR, otro | {"confirmado": "1"})
    assert "ya se envió desde otra pestaña" in texto(respuesta)
    assert "Confirme su solicitud" in texto(respuesta)
    assert Solicitud.objects.count() == 1
    assert Borrador.objects.get().valores["tema"] == ["Dos"]
    confirmar(dentro, AGREGAR, respuesta)
    assert set(Dato.objects.filter(campo="tema").values_list("pedido", flat=True)) == {"Uno", "Dos"}


def test_con_una_solicitud_en_curso_lo_escrito_no_se_pierde(dentro, persona):
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="Hoy")
    enviar_cambio(persona, registro, tema="Pedido")
    respuesta = dentro.post(cambiar_url(registro), de_hoy(registro, tema="Otra"), follow=True)
    assert "quedó guardado como borrador" in texto(respuesta)
    assert Borrador.objects.get().valores["tema"] == ["Otra"]
    solo = dentro.post(f"{cambiar_url(registro)}guardar/", de_hoy(registro))
    assert solo.status_code == 409
    assert "en curso" in solo.json()["texto"]


def test_descartar_pregunta_y_borra_con_sus_archivos(dentro, django_capture_on_commit_callbacks):
    dentro.post(AGREGAR, {"tema": "No va", "archivos": pdf(), "guardar": "adjuntar"})
    borrador, adjunto = Borrador.objects.get(), Adjunto.objects.get()
    url = reverse("solicitudes:descartar", args=[borrador.clave])
    assert "¿Descartar" in texto(dentro.get(url))
    with django_capture_on_commit_callbacks(execute=True):
        assert "Descartó el borrador" in texto(dentro.post(url, follow=True))
    assert not Borrador.objects.exists()
    assert not Adjunto.objects.exists()
    assert not adjunto.archivo.storage.exists(adjunto.archivo.name)


def test_lo_descartado_en_otra_pestana_no_se_envia_a_medias(dentro, persona):
    datos = escrito_de(persona, tema="Con papel") | {"archivos": pdf()}
    confirmacion = dentro.post(AGREGAR, datos)
    dentro.post(reverse("solicitudes:descartar", args=[Borrador.objects.get().clave]))
    dicho = texto(confirmar(dentro, AGREGAR, confirmacion))
    assert "adjuntos cambiaron" in dicho
    assert "No adjuntó ninguno" in dicho
    assert not Solicitud.objects.exists()


@pytest.mark.parametrize("ajeno", ["otra", "nadie"])
def test_lo_ajeno_no_existe(dentro, persona, ajeno):
    dentro.post(AGREGAR, {"tema": "Mío", "archivos": pdf(), "guardar": "adjuntar"})
    borrador, adjunto = Borrador.objects.get(), Adjunto.objects.get()
    descartar = reverse("solicitudes:descartar", args=[borrador.clave])
    bajar = reverse("solicitudes:adjunto", args=[borrador.clave, adjunto.pk])
    if ajeno == "otra":
        client = entrar(fabricas.servidor(persona.unidad).usuario)
    else:
        client = dentro
        descartar = reverse("solicitudes:descartar", args=[uuid.uuid4()])
        bajar = reverse("solicitudes:adjunto", args=[uuid.uuid4(), adjunto.pk])
    assert client.get(descartar).status_code == 404
    assert client.get(bajar).status_code == 404
    assert client.post(descartar).status_code == 404
    assert Borrador.objects.get() == borrador


def test_la_clave_de_otro_no_abre_su_borrador(dentro, persona):
    dentro.post(AGREGAR, {"tema": "Mío", "guardar": "1"})
    clave = str(Borrador.objects.get().clave)
    otra = fabricas.servidor(persona.unidad)
    client = entrar(otra.usuario)
    client.post(AGREGAR, {"tema": "Suyo", "clave": clave, "guardar": "1"})
    assert Borrador.objects.get(servidor=persona).valores == {"tema": ["Mío"]}
    assert str(Borrador.objects.get(servidor=otra).clave) != clave


@pytest.mark.parametrize(
    "sobra", ["servidor", "estado", "retirado", "version", "unidad", "x" * 200]
)
def test_un_campo_que_el_formulario_no_tiene_se_rechaza(dentro, persona, sobra):
    datos = escrito_de(persona) | {sobra: "1"}
    for url, mas in ((AGREGAR, {}), (AGREGAR, {"confirmado": "1"}), (GUARDAR, {})):
        respuesta = dentro.post(url, datos | mas)
        assert respuesta.status_code == 400
        assert f"este formulario no tiene: «{sobra[:60]}»" in texto(respuesta)
    assert not Borrador.objects.exists()
    assert not Solicitud.objects.exists()


def test_quitar_no_acepta_los_datos_del_registro(dentro, persona):
    registro = fabricas.registro(Capacitacion.tipo, persona)
    partes = ["capacitaciones", "quitar", registro.publico]
    url = reverse("solicitudes:formulario_registro", args=partes)
    assert dentro.post(url, {"solicitud-explicacion": "x", "tema": "y"}).status_code == 400


def test_un_archivo_con_otro_nombre_se_rechaza(dentro, persona):
    assert dentro.post(AGREGAR, escrito_de(persona) | {"archivo": pdf()}).status_code == 400
    assert not Borrador.objects.exists()


def test_un_borrador_desmedido_no_se_guarda(dentro):
    respuesta = dentro.post(GUARDAR, {"tema": "x" * 60_000})
    assert respuesta.status_code == 400
    assert "demasiado largo" in texto(respuesta)
    assert not Borrador.objects.exists()


def test_doble_clic_con_papeles_envia_una_con_ellos(dentro, persona):
    datos = escrito_de(persona) | {"archivos": pdf(paginas=3)}
    confirmacion = dentro.post(AGREGAR, datos)
    for _ in range(2):
        confirmar(dentro, AGREGAR, confirmacion)
    solicitud, sustento = Solicitud.objects.get(), Sustento.objects.get()
    assert (sustento.solicitud, sustento.folios) == (solicitud, 3)


def test_el_borrador_de_quien_cesa_no_se_ofrece(persona):
    cesada = fabricas.servidor(persona.unidad, con_vinculo=False)
    Borrador.objects.create(servidor=cesada, tipo_slug="capacitaciones", operacion="agregar")
    assert "Borradores" not in texto(entrar(cesada.usuario).get(reverse("solicitudes:bandeja")))


def test_lo_que_sale_de_la_confirmacion_vuelve_a_corregirse(dentro, persona):
    confirmacion = dentro.post(AGREGAR, escrito_de(persona, tema="Casi"))
    pagina = dentro.post(AGREGAR, ocultos(confirmacion) | {"volver": "1"})
    assert 'value="Casi"' in texto(pagina)
    assert json.dumps(Borrador.objects.get().valores)
    assert not Solicitud.objects.exists()


@override_settings(ADJUNTOS_MAX=1)
def test_la_confirmacion_muestra_todo_lo_que_ira(dentro, persona):
    datos = escrito_de(persona, causa="documento") | {"archivos": pdf("Diploma ñ.pdf", 2)}
    pagina = texto(dentro.post(AGREGAR, datos | {"solicitud-explicacion": "Lo recogí ayer"}))
    for parte in ("Diploma ñ.pdf", "2 páginas", "Tengo un documento nuevo", "Lo recogí ayer",
                  str(persona.unidad), "Todavía no se ha enviado"):  # fmt: skip
        assert parte in pagina


def test_repetir_el_primer_paso_de_lo_enviado_no_abre_otra(dentro, persona):
    """The browser's arrow posts the form again, with the key that the page had at first."""
    primero = escrito_de(persona, tema="Ida", clave=str(uuid.uuid4()))
    for _ in range(2):
        confirmacion = dentro.post(AGREGAR, primero)
        assert "Enviamos su solicitud" in texto(confirmar(dentro, AGREGAR, confirmacion))
    assert Solicitud.objects.count() == 1
    assert not Borrador.objects.exists()
