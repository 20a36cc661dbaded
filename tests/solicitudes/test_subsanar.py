"""An observed request is mended without typing again what was asked."""

import pytest
from django.urls import reverse

from legajo.models import Capacitacion
from solicitudes import decisiones, verbos
from solicitudes.models import Borrador, Dato, Evento, Solicitud, Sustento
from tests import fabricas
from tests.cliente import Client
from tests.solicitudes.apoyo import enviar_alta, enviar_cambio, enviar_retiro
from tests.solicitudes.subir import confirmar, de_hoy, ocultos, pdf, subsanar_url, texto

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def especialista(persona):
    return fabricas.personal(persona.unidad)


@pytest.fixture
def dentro(client, persona):
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


def observar(solicitud, especialista, motivo="Falta el reverso del certificado") -> Solicitud:
    return decisiones.observar(solicitud.pk, por=especialista, motivo=motivo)


@pytest.fixture
def observada(persona, especialista):
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="Hoy")
    return observar(enviar_cambio(persona, registro, tema="Pedido"), especialista)


def registro_de(solicitud):
    return Capacitacion.objects.get(publico=solicitud.registro)


def test_dice_que_falta_y_trae_lo_pedido(dentro, observada):
    detalle = texto(dentro.get(reverse("solicitudes:detalle", args=[observada.publico])))
    assert subsanar_url(observada) in detalle
    pagina = texto(dentro.get(subsanar_url(observada)))
    assert "Falta el reverso del certificado" in pagina
    assert 'value="Pedido"' in pagina
    assert f"{observada.subsanar_hasta:%d/%m/%Y}" in pagina


def test_se_corrige_un_dato_y_vuelve_a_la_bandeja_de_la_unidad(dentro, observada):
    url = subsanar_url(observada)
    datos = de_hoy(registro_de(observada), tema="Pedido y corregido")
    respuesta = confirmar(dentro, url, dentro.post(url, datos))
    assert "Su UGEL ya tiene lo que subsanó" in texto(respuesta)
    observada.refresh_from_db()
    assert observada.situacion == Solicitud.Situacion.EN_SOLICITUD
    assert Dato.objects.get(solicitud=observada, campo="tema").pedido == "Pedido y corregido"
    assert not Borrador.objects.exists()


def test_basta_adjuntar_lo_que_falta(dentro, observada):
    url = subsanar_url(observada)
    datos = de_hoy(registro_de(observada), tema="Pedido") | {"archivos": pdf("reverso.pdf", 1)}
    confirmacion = dentro.post(url, datos)
    assert "reverso.pdf" in texto(confirmacion)
    confirmar(dentro, url, confirmacion)
    assert Sustento.objects.get().solicitud == observada
    assert "1 folios" in Evento.objects.get(solicitud=observada, verbo="subsanar").comentario


def test_sin_nada_nuevo_no_se_envia(dentro, observada):
    pagina = dentro.post(subsanar_url(observada), de_hoy(registro_de(observada), tema="Pedido"))
    assert "así como está, nada cambia" in texto(pagina)
    assert 'value="Pedido"' in texto(pagina)
    observada.refresh_from_db()
    assert observada.observada_en


def test_lo_escrito_se_guarda_aparte_del_borrador_de_pedir(dentro, observada):
    url = subsanar_url(observada)
    dicho = dentro.post(f"{url}guardar/", {"tema": "A medias", "visto": ""}).json()
    assert dicho["texto"].startswith("Guardado a las ")
    assert Borrador.objects.get().subsana == observada
    assert 'value="A medias"' in texto(dentro.get(url))
    bandeja = texto(dentro.get(reverse("solicitudes:bandeja")))
    assert f"Subsanar la solicitud N° {observada.numero}" in bandeja


def test_de_lo_que_se_pide_quitar_se_explica(dentro, persona, especialista):
    registro = fabricas.registro(Capacitacion.tipo, persona)
    solicitud = observar(enviar_retiro(persona, registro), especialista)
    url = subsanar_url(solicitud)
    assert 'name="tema"' not in texto(dentro.get(url))
    assert "nada cambia" in texto(dentro.post(url, {"solicitud-explicacion": " "}))
    confirmacion = dentro.post(url, {"solicitud-explicacion": "Es el mismo de 2024"})
    confirmar(dentro, url, confirmacion)
    assert Evento.objects.get(solicitud=solicitud, verbo="subsanar").comentario == (
        "Es el mismo de 2024"
    )


def test_de_un_alta_y_de_una_hoja_de_vida(dentro, persona, especialista):
    alta = observar(enviar_alta(persona, tema="Álgebra"), especialista)
    assert 'value="Álgebra"' in texto(dentro.get(subsanar_url(alta)))
    hoja = verbos.pedir_documento(servidor=persona, por=persona.usuario, clase="hoja_de_vida")
    observar(hoja, especialista, "¿Para qué la necesita?")
    url = subsanar_url(hoja)
    assert "¿Para qué la necesita?" in texto(dentro.get(url))
    confirmar(dentro, url, dentro.post(url, {"solicitud-explicacion": "Para un concurso"}))
    hoja.refresh_from_db()
    assert hoja.situacion == Solicitud.Situacion.EN_SOLICITUD


def test_el_segundo_clic_no_es_una_negativa(dentro, observada):
    url = subsanar_url(observada)
    confirmacion = dentro.post(url, {**de_hoy(registro_de(observada), tema="Otro")})
    for _ in range(2):
        assert "Su UGEL ya tiene lo que subsanó" in texto(confirmar(dentro, url, confirmacion))
    assert Evento.objects.filter(solicitud=observada, verbo="subsanar").count() == 1


def test_lo_observado_otra_vez_se_lee_antes_de_enviar(dentro, observada, especialista, persona):
    url = subsanar_url(observada)
    confirmacion = dentro.post(url, de_hoy(registro_de(observada), tema="Otro"))
    vista = confirmacion.context["pedido"].vista
    verbos.subsanar(observada.pk, por=persona.usuario, explicacion="Desde otro equipo")
    observar(observada, especialista, "Ahora falta la firma")
    respuesta = confirmar(dentro, url, confirmacion, vista=vista)
    assert "cambió mientras usted la miraba" in texto(respuesta)
    observada.refresh_from_db()
    assert observada.observacion == "Ahora falta la firma"
    assert Borrador.objects.exists()


def test_solo_lo_observado_se_subsana(dentro, persona):
    solicitud = enviar_alta(persona)
    respuesta = dentro.get(subsanar_url(solicitud), follow=True)
    assert "Solo se subsana una solicitud observada" in texto(respuesta)
    guardar = dentro.post(f"{subsanar_url(solicitud)}guardar/", {"tema": "x"})
    assert guardar.status_code == 409
    assert not Borrador.objects.exists()


def test_la_ajena_no_existe(observada, persona):
    otra = Client()
    otra.force_login(fabricas.servidor(persona.unidad).usuario)
    url = subsanar_url(observada)
    assert otra.get(url).status_code == 404
    assert otra.post(url, {"solicitud-explicacion": "x", "confirmado": "1"}).status_code == 404
    assert otra.post(f"{url}guardar/", {}).status_code == 404
    observada.refresh_from_db()
    assert observada.observada_en


def test_quien_ceso_subsana_lo_que_dejo_en_curso(observada, persona):
    from legajo.models import Cese

    fabricas.registro(Cese.tipo, persona)
    client = Client()
    client.force_login(persona.usuario)
    url = subsanar_url(observada)
    datos = {**de_hoy(registro_de(observada), tema="Pedido"), "solicitud-explicacion": "Es así"}
    assert "ya tiene lo que subsanó" in texto(confirmar(client, url, client.post(url, datos)))


def test_un_campo_de_mas_se_rechaza(dentro, observada):
    url = subsanar_url(observada)
    assert dentro.post(url, {"causa": "error"}).status_code == 400
    assert dentro.post(url, {"estado": "atendido"}).status_code == 400


def test_volver_a_corregir_conserva_lo_visto(dentro, observada):
    url = subsanar_url(observada)
    confirmacion = dentro.post(url, de_hoy(registro_de(observada), tema="Otro"))
    pagina = dentro.post(url, ocultos(confirmacion) | {"volver": "1"})
    assert 'value="Otro"' in texto(pagina)
