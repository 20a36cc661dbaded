"""Papers of a request: the cargo of what was sent, the cover sheet, the queja; for the holder."""

import io
import re
import uuid
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from pypdf import PdfReader

from legajo.documentos import direccion_de_verificacion
from legajo.models import (
    Capacitacion,
    Documento,
    Mudanza,
    Servidor,
    TipoDocumento,
    Vinculo,
)
from legajo.vigencia import vigencia_de
from solicitudes import decisiones, verbos
from solicitudes.cargo import cargo_de, clave_de
from solicitudes.models import Feriado, Solicitud, Sustento
from tests import fabricas
from tests.cliente import Client
from tests.solicitudes.apoyo import en_situacion, enviar_alta, enviar_cambio, enviar_retiro
from tests.solicitudes.test_plazos import a_las

pytestmark = pytest.mark.django_db
HUELLA, DEL_ARCHIVO = "ab" * 32, "cd" * 32


@pytest.fixture
def ugel():
    return fabricas.ugel("190001")


@pytest.fixture
def persona(ugel):
    return fabricas.servidor(ugel)


@pytest.fixture
def especialista(ugel):
    return fabricas.personal(ugel, nombre="Gladys Mamani")


@pytest.fixture
def dentro(persona):
    return entrar(persona)


def entrar(persona):
    client = Client()
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


def texto_de(octetos):
    paginas = PdfReader(io.BytesIO(octetos)).pages
    return " ".join(" ".join(pagina.extract_text() for pagina in paginas).split())


def bajar(client, que, solicitud):
    respuesta = client.get(reverse(f"solicitudes:{que}", args=[solicitud.publico]))
    assert respuesta.status_code == 200
    assert respuesta["Content-Type"] == "application/pdf"
    return respuesta


def con_papeles(solicitud, nombre="titulo.pdf"):
    archivo = default_storage.save("pruebas/s.pdf", ContentFile(b"%PDF-1.7"))
    parte = {"nombre": nombre, "folios": 2, "sha256": DEL_ARCHIVO}
    return Sustento.objects.create(
        solicitud=solicitud, archivo=archivo, folios=2, sha256=HUELLA, partes=[parte]
    )


def test_dice_lo_que_se_envio_y_hasta_cuando_se_responde(persona):
    curso = fabricas.registro(Capacitacion.tipo, persona, tema="Robotica")
    with a_las(date(2026, 11, 25), 10):
        solicitud = enviar_cambio(persona, curso, tema="Robótica en el aula")
        con_papeles(solicitud)
        respuesta = bajar(entrar(persona), "cargo", solicitud)
    texto = texto_de(respuesta.content)
    vence = Solicitud.objects.get().vence
    for parte in (
        solicitud.numero, "25/11/2026 10:00", "II. Situación académica", "Robotica",
        "Robótica en el aula", "titulo.pdf", DEL_ARCHIVO, HUELLA, persona.unidad.nombre,
        persona.documento, "Quispe Ñahui", f"{vence:%d/%m/%Y}", "30 días hábiles",
    ):  # fmt: skip
        assert parte in texto.replace("- ", ""), parte
    nombre = f'filename="cargo-{solicitud.numero}.pdf"'
    assert nombre in respuesta["Content-Disposition"]


def test_lo_que_llega_de_noche_cuenta_desde_el_dia_habil_siguiente(persona):
    with a_las(date(2026, 12, 4), 20):  # Friday; the 8th and the 9th are holidays
        solicitud = enviar_alta(persona)
        plazo = cargo_de(solicitud).contenido["plazo"]
    assert plazo["desde"] == "07/12/2026"
    assert plazo["dias"] == "30 días hábiles"
    assert plazo["vence"] == f"{solicitud.vence:%d/%m/%Y}"


def test_se_emite_una_vez_y_queda_como_se_emitio(persona, dentro, especialista):
    solicitud = enviar_alta(persona, tema="Lectura")
    primero = bajar(dentro, "cargo", solicitud)
    decisiones.rechazar(solicitud.pk, por=especialista, motivo="Ilegible")
    segundo = bajar(dentro, "cargo", solicitud)
    assert primero.content == segundo.content
    assert primero["ETag"] == segundo["ETag"]
    documento = Documento.objects.get(clase="cargo")
    assert documento.clave == f"cargo:{solicitud.publico}"
    assert "Ilegible" not in texto_de(segundo.content)


def test_lo_subsanado_tiene_su_cargo_y_el_primero_sigue_diciendo_lo_suyo(persona, especialista):
    solicitud = enviar_alta(persona, tema="Lectura")
    antes = cargo_de(solicitud)
    decisiones.observar(solicitud.pk, por=especialista, motivo="Falta el reverso")
    verbos.subsanar(solicitud.pk, por=persona.usuario, sustento=_sin_guardar("reverso.jpg"))
    solicitud = Solicitud.objects.get()
    despues = cargo_de(solicitud)
    assert despues.clave == clave_de(solicitud, 1) != antes.clave
    assert "Subsanada" in dict(despues.contenido["pares"])
    assert despues.contenido["sustentos"][0]["partes"][0]["nombre"] == "reverso.jpg"
    antes.refresh_from_db()
    assert antes.contenido["sustentos"] == []
    cargos = Documento.objects.con_vigencia().filter(clase="cargo")
    assert [vigencia_de(c) for c in cargos] == ["vigente", "vigente"]


def _sin_guardar(nombre):
    archivo = default_storage.save("pruebas/r.pdf", ContentFile(b"%PDF-1.7"))
    parte = {"nombre": nombre, "folios": 1, "sha256": DEL_ARCHIVO}
    return Sustento(archivo=archivo, folios=1, sha256=HUELLA, partes=[parte])


def test_el_que_se_emite_despues_de_una_mudanza_nombra_a_quien_la_recibio(persona):
    solicitud = enviar_alta(persona)
    otra = fabricas.ugel("210001")
    Mudanza.objects.create(
        servidor=persona, de=persona.unidad, a=otra, por=persona.usuario, numero_documento="1",
        tipo_documento=TipoDocumento.objects.first(), fecha_documento=date(2026, 1, 15),
    )  # fmt: skip
    persona.unidad = otra
    persona.save()
    solicitud = Solicitud.objects.get(pk=solicitud.pk)
    assert solicitud.unidad == otra
    assert cargo_de(solicitud).unidad.codigo == "190001"


def test_lo_que_se_pide_quitar_se_nombra_aunque_ya_se_haya_quitado(persona, especialista):
    curso = fabricas.registro(Capacitacion.tipo, persona, tema="Repetido")
    solicitud = enviar_retiro(persona, curso)
    decisiones.atender(solicitud.pk, por=especialista)
    contenido = cargo_de(Solicitud.objects.get()).contenido
    assert "Repetido" in dict(contenido["pares"])["Registro"]


def test_el_qr_lleva_a_verificarlo_y_alli_se_dice_que_prueba_y_nada_mas(persona, settings):
    solicitud = enviar_alta(persona, tema="Zzsecreto")
    documento = cargo_de(solicitud)
    direccion = direccion_de_verificacion(documento)
    assert direccion == f"{settings.PORTAL_URL}/verificar/?codigo={documento.codigo}"
    anonimo = Client()
    llena = anonimo.get(direccion.removeprefix(settings.PORTAL_URL)).content.decode()
    assert f'value="{documento.codigo}"' in llena
    assert "Revise lo siguiente" not in llena
    assert documento.sha256 not in llena
    datos = {"codigo": documento.codigo, "digitos": persona.documento[-4:]}
    dicho = anonimo.post(reverse("verificar"), datos).content.decode()
    assert "Cargo de recepción de solicitud" in dicho
    assert f"Que la solicitud N° {solicitud.numero} se recibió el" in dicho
    assert documento.sha256 in dicho
    for privado in ("Zzsecreto", persona.nombres, persona.documento, solicitud.asunto):
        assert privado not in dicho
    mal = anonimo.post(reverse("verificar"), datos | {"digitos": "0000"}).content.decode()
    assert "No encontramos" in mal


def test_quien_no_puede_ver_lo_sensible_no_ve_los_cargos_de_la_ugel(persona, especialista):
    cargo_de(enviar_alta(persona))
    ver = "legajo.view_documento"
    supervisora = fabricas.personal(persona.unidad.superior, "Supervisor DRE")
    assert Servidor.objects.visible_to(supervisora).filter(pk=persona.pk).exists()
    assert not Documento.objects.visible_to(supervisora, ver).exists()
    assert Documento.objects.visible_to(especialista, ver).exists()
    otra = fabricas.personal(fabricas.ugel("210001"))
    assert not Documento.objects.visible_to(otra, ver).exists()


@pytest.mark.parametrize("que", ["cargo", "fut", "queja"])
def test_los_papeles_son_solo_de_su_titular(que, persona, especialista, ugel):
    solicitud = vencida(persona)
    for alguien in (fabricas.servidor(ugel), fabricas.servidor(ugel, usuario=especialista)):
        url = reverse(f"solicitudes:{que}", args=[solicitud.publico])
        assert entrar(alguien).get(url).status_code == 404
    assert Client().get(reverse(f"solicitudes:{que}", args=[solicitud.publico])).status_code == 302


def vencida(persona):
    solicitud = enviar_alta(persona)
    Solicitud.objects.filter(pk=solicitud.pk).update(vence=date(2026, 1, 15))
    return solicitud


def test_sin_vinculo_se_llevan_todos_los_papeles(persona, dentro):
    solicitud = vencida(persona)
    Vinculo.objects.filter(servidor=persona).update(fecha_fin=date(2020, 1, 1))
    for que in ("cargo", "fut", "queja"):
        bajar(dentro, que, solicitud)


def test_la_hoja_de_tramite_lleva_el_numero_la_persona_y_lo_que_se_pide(persona, dentro):
    solicitud = enviar_alta(persona, tema="Aulas multigrado")
    texto = texto_de(bajar(dentro, "fut", solicitud).content)
    for parte in (
        "Formulario único de trámite", f"Solicitud N° {solicitud.numero}", "Expediente N°",
        persona.documento, "Quispe Ñahui", "Rosa", "Aulas multigrado", "Firma de",
        persona.unidad.nombre, "Lo escribe la mesa de partes",
    ):  # fmt: skip
        assert parte in texto, parte
    verbos.anotar_expediente(solicitud.pk, por=persona.usuario, numero="MPV2026-EXT-1")
    assert "MPV2026-EXT-1" in texto_de(bajar(dentro, "fut", solicitud).content)


@pytest.mark.parametrize(
    ("recibe", "hay"), [("ambas", True), ("mesa", True), ("plataforma", False)]
)
def test_la_hoja_y_el_expediente_solo_donde_se_recibe_por_mesa(recibe, hay, persona, dentro):
    persona.unidad.recibe_sustentos = recibe
    persona.unidad.save()
    solicitud = enviar_alta(persona)
    detalle = reverse("solicitudes:detalle", args=[solicitud.publico])
    pagina = dentro.get(detalle).content.decode()
    fut = reverse("solicitudes:fut", args=[solicitud.publico])
    assert (fut in pagina, "Guardar número de expediente" in pagina) == (hay, hay)
    respuesta = dentro.get(fut, follow=True)
    if not hay:
        assert respuesta.redirect_chain == [(detalle, 302)]
        assert "recibe los documentos de sustento en la plataforma" in respuesta.content.decode()


@pytest.mark.parametrize("situacion", ["atendido", "rechazado", "anulada"])
def test_lo_terminado_no_tiene_hoja_pero_si_cargo(situacion, persona, dentro, especialista):
    solicitud = en_situacion(situacion, persona, especialista)
    bajar(dentro, "cargo", solicitud)
    for que in ("fut", "queja"):
        url = reverse(f"solicitudes:{que}", args=[solicitud.publico])
        assert dentro.get(url).status_code == 302


def test_la_queja_va_llena_con_los_dias_que_pasaron(persona):
    Feriado.objects.create(dia=date(2027, 2, 3), nombre="Aniversario", unidad=persona.unidad)
    with a_las(date(2026, 11, 25), 10):
        solicitud = enviar_alta(persona)
    Solicitud.objects.filter(pk=solicitud.pk).update(vence=date(2027, 1, 29))  # Friday
    with a_las(date(2027, 2, 5)):
        texto = texto_de(bajar(entrar(persona), "queja", solicitud).content)
    for parte in (
        "artículo 169", solicitud.numero, "25/11/2026 10:00", "29/01/2027", "4 días hábiles",
        persona.documento, persona.unidad.nombre, "Rosa Quispe Ñahui",
    ):  # fmt: skip
        assert parte in texto, parte


@pytest.mark.parametrize("situacion", ["en_solicitud", "observada"])
def test_sin_vencer_no_hay_queja(situacion, persona, dentro, especialista):
    solicitud = en_situacion(situacion, persona, especialista)
    if situacion == "observada":  # the term stands still
        Solicitud.objects.filter(pk=solicitud.pk).update(vence=date(2026, 1, 15))
    url = reverse("solicitudes:queja", args=[solicitud.publico])
    respuesta = dentro.get(url, follow=True)
    assert "Su solicitud no está vencida" in respuesta.content.decode()
    pagina = dentro.get(reverse("solicitudes:detalle", args=[solicitud.publico])).content.decode()
    assert url not in pagina


@pytest.mark.parametrize("que", ["cargo", "fut", "queja"])
def test_sin_poder_dibujar_se_dice_y_no_queda_nada(que, persona, dentro, monkeypatch):
    from portal import pdf

    def nada(*_args, **_kwargs):
        raise pdf.PdfNoDisponible("En este momento no se pueden generar PDF.")

    monkeypatch.setattr(pdf, "render", nada)
    solicitud = vencida(persona)
    url = reverse(f"solicitudes:{que}", args=[solicitud.publico])
    respuesta = dentro.get(url, follow=True)
    assert "no se pueden generar PDF" in respuesta.content.decode()
    assert not Documento.objects.exists()


def test_lo_que_se_escribio_no_es_html_en_el_papel(persona):
    solicitud = enviar_alta(persona, tema="<img src=x>&Co")
    documento = cargo_de(solicitud)
    with documento.archivo.open("rb") as abierto:
        assert re.search(r"<img src=x> ?&Co", texto_de(abierto.read()))


def test_una_solicitud_que_no_existe_es_404(dentro):
    for que in ("cargo", "fut", "queja"):
        assert dentro.get(reverse(f"solicitudes:{que}", args=[uuid.uuid4()])).status_code == 404
