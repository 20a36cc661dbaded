"""The papers of a request: put, refused with a sentence, taken out, sent together, handed back."""

import hashlib
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from legajo.models import Capacitacion
from solicitudes import borradores, verbos
from solicitudes.models import Adjunto, Borrador, Solicitud, Sustento
from solicitudes.transiciones import VerboNegado
from tests import fabricas, subidas
from tests.cliente import Client
from tests.solicitudes.subir import AGREGAR, confirmar, escrito_de, foto, pdf, texto

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def dentro(client, persona):
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


def adjuntar(client: Client, *archivos, **mas):
    datos = {"tema": "Lo escrito", "archivos": list(archivos), "guardar": "adjuntar"} | mas
    return client.post(AGREGAR, datos, follow=True)


@pytest.fixture
def almacen(settings, tmp_path):
    """An empty store, to see what is left in it."""
    sistema = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path)},
    }
    settings.STORAGES = {**settings.STORAGES, "default": sistema}
    return tmp_path


def guardados(carpeta) -> list:
    return [ruta for ruta in carpeta.rglob("*") if ruta.is_file()]


def test_varios_a_la_vez_se_listan_con_paginas_y_peso(dentro):
    pagina = texto(adjuntar(dentro, pdf("Resolución 12.pdf", 2), foto("reverso.png")))
    assert list(Adjunto.objects.values_list("nombre", "paginas")) == [
        ("Resolución 12.pdf", 2), ("reverso.png", 1),
    ]  # fmt: skip
    for parte in ("Resolución 12.pdf", "2 páginas", "reverso.png", "1 página", "KB"):
        assert parte in pagina


def test_lo_rechazado_se_dice_y_lo_demas_queda(dentro):
    malo = SimpleUploadedFile("programa.pdf", b"MZ esto no es un PDF", "application/pdf")
    pagina = texto(adjuntar(dentro, foto("buena.png"), malo))
    assert "«programa.pdf» no se adjuntó. Adjunte un PDF, JPG o PNG" in pagina
    assert 'value="Lo escrito"' in pagina
    assert [a.nombre for a in Adjunto.objects.all()] == ["buena.png"]
    assert Borrador.objects.get().valores == {"tema": ["Lo escrito"]}


def test_al_enviar_con_un_archivo_malo_no_se_pasa_a_confirmar(dentro, persona):
    malo = SimpleUploadedFile("x.png", subidas.pdf(), "image/png")
    datos = escrito_de(persona, tema="Álgebra") | {"archivos": malo}
    pagina = texto(dentro.post(AGREGAR, datos))
    assert "El contenido es de un archivo .pdf" in pagina
    assert "Confirme su solicitud" not in pagina
    assert 'value="Álgebra"' in pagina


def test_mas_archivos_de_los_que_caben(dentro, settings):
    settings.ADJUNTOS_MAX = 2
    pagina = texto(adjuntar(dentro, foto(lado=50), foto(lado=51), foto("tercera.png", lado=52)))
    assert "«tercera.png» no se adjuntó. Una solicitud lleva hasta 2 archivos" in pagina
    assert Adjunto.objects.count() == 2


def test_once_de_una_vez_tienen_su_frase_y_no_un_error(dentro):
    pagina = adjuntar(dentro, *(foto(f"{n}.png", lado=40 + n) for n in range(11)))
    assert pagina.status_code == 200
    assert "«10.png» no se adjuntó" in texto(pagina)
    assert Adjunto.objects.count() == 10


def test_mas_peso_del_que_cabe_en_la_solicitud_y_en_la_cuota(dentro, settings):
    archivo = foto()
    settings.ADJUNTOS_MAX_BYTES = archivo.size
    settings.BORRADORES_MAX_BYTES = archivo.size * 2
    assert "no se adjuntó" not in texto(adjuntar(dentro, archivo))
    pagina = texto(adjuntar(dentro, foto("otra.png", lado=61)))
    assert "«otra.png» no se adjuntó. Con él, los archivos" in pagina
    settings.ADJUNTOS_MAX_BYTES, settings.BORRADORES_MAX_BYTES = 10**9, archivo.size
    assert "Sus borradores guardan hasta" in texto(adjuntar(dentro, foto("otra.png", lado=61)))
    assert Adjunto.objects.count() == 1


def test_el_mismo_archivo_dos_veces_es_uno(dentro, almacen):
    adjuntar(dentro, pdf())
    adjuntar(dentro, pdf())
    assert Adjunto.objects.count() == 1
    assert len(guardados(almacen)) == 1


def test_quitar_uno_guarda_lo_escrito_y_borra_su_archivo(
    dentro, django_capture_on_commit_callbacks
):
    adjuntar(dentro, pdf(), foto())
    sale, queda = Adjunto.objects.all()
    with django_capture_on_commit_callbacks(execute=True):
        pagina = dentro.post(AGREGAR, {"tema": "Más", "quitar": str(sale.pk)}, follow=True)
    assert list(Adjunto.objects.all()) == [queda]
    assert not sale.archivo.storage.exists(sale.archivo.name)
    assert 'value="Más"' in texto(pagina)


def test_no_se_quita_el_de_otro(dentro, persona):
    ajeno = Borrador.objects.create(
        servidor=fabricas.servidor(persona.unidad), tipo_slug="capacitaciones",
        operacion="agregar",
    )  # fmt: skip
    assert borradores.adjuntar(ajeno, [pdf()]) == []
    dentro.post(AGREGAR, {"tema": "x", "quitar": str(ajeno.adjuntos.get().pk)})
    assert ajeno.adjuntos.exists()


def test_el_suyo_se_descarga_como_lo_puso(dentro):
    octetos = subidas.pdf(2)
    adjuntar(dentro, SimpleUploadedFile("Mi título.pdf", octetos, "application/pdf"))
    adjunto = Adjunto.objects.get()
    respuesta = dentro.get(
        reverse("solicitudes:adjunto", args=[adjunto.borrador.clave, adjunto.pk])
    )
    assert respuesta.content == octetos
    assert respuesta["Content-Type"] == "application/pdf"
    assert respuesta["Content-Disposition"].startswith("attachment")
    assert respuesta["ETag"] == f'"{hashlib.sha256(octetos).hexdigest()}"'


def test_se_envian_juntos_y_se_descargan_de_la_solicitud(
    dentro, persona, django_capture_on_commit_callbacks
):
    datos = escrito_de(persona) | {"archivos": [pdf(paginas=2), foto()]}
    confirmacion = dentro.post(AGREGAR, datos)
    adjuntos = list(Adjunto.objects.all())
    with django_capture_on_commit_callbacks(execute=True):
        detalle = confirmar(dentro, AGREGAR, confirmacion)
    sustento = Sustento.objects.get()
    assert sustento.folios == 3
    assert [(p["nombre"], p["folios"], p["sha256"]) for p in sustento.partes] == [
        (a.nombre, a.paginas, a.sha256) for a in adjuntos
    ]
    assert not any(a.archivo.storage.exists(a.archivo.name) for a in adjuntos)
    url = reverse("solicitudes:sustento", args=[sustento.solicitud.publico, sustento.pk])
    assert url in texto(detalle)
    assert "Remita los documentos que lo prueban" not in texto(detalle)
    bajado = dentro.get(url)
    assert hashlib.sha256(bajado.content).hexdigest() == sustento.sha256
    otra = Client()
    otra.force_login(fabricas.servidor(persona.unidad).usuario)
    assert otra.get(url).status_code == 404


def test_sin_papeles_se_puede_enviar(dentro, persona):
    detalle = confirmar(dentro, AGREGAR, dentro.post(AGREGAR, escrito_de(persona)))
    assert "¿Le falta remitir documentos?" in texto(detalle)
    assert not Sustento.objects.exists()


def test_lo_adjunto_que_cambia_entre_leer_y_enviar_no_va_sin_verse(dentro, persona):
    confirmacion = dentro.post(AGREGAR, escrito_de(persona) | {"archivos": pdf()})
    adjuntar(dentro, foto("otra.png"))
    respuesta = confirmar(dentro, AGREGAR, confirmacion)
    assert "adjuntos cambiaron" in texto(respuesta)
    assert "otra.png" in texto(respuesta)
    assert not Solicitud.objects.exists()
    assert "Enviamos su solicitud" in texto(confirmar(dentro, AGREGAR, respuesta))
    assert Sustento.objects.get().folios == 3


def test_lo_adjunto_mientras_se_junta_detiene_el_envio(dentro, persona, monkeypatch, almacen):
    confirmacion = dentro.post(AGREGAR, escrito_de(persona) | {"archivos": pdf()})
    de_verdad = verbos.enviar

    def con_otra_pestana(**como):
        borradores.adjuntar(Borrador.objects.get(), [foto("tarde.png")])
        return de_verdad(**como)

    monkeypatch.setattr(verbos, "enviar", con_otra_pestana)
    assert "adjuntos cambiaron" in texto(confirmar(dentro, AGREGAR, confirmacion))
    assert not Solicitud.objects.exists()
    assert Adjunto.objects.count() == 2
    assert len(guardados(almacen)) == 2


def test_lo_que_no_se_envia_no_deja_un_pdf(dentro, persona, monkeypatch, almacen):
    confirmacion = dentro.post(AGREGAR, escrito_de(persona) | {"archivos": pdf()})

    def negado(**_):
        raise VerboNegado("No ahora.")

    monkeypatch.setattr(verbos, "enviar", negado)
    assert "No ahora." in texto(confirmar(dentro, AGREGAR, confirmacion))
    assert len(guardados(almacen)) == 1
    assert Borrador.objects.exists()


def test_el_almacen_caido_se_dice(dentro, monkeypatch):
    def caido(*_, **__):
        raise OSError("no responde")

    monkeypatch.setattr("django.core.files.storage.filesystem.FileSystemStorage._save", caido)
    pagina = texto(adjuntar(dentro, pdf()))
    assert "En este momento no se puede guardar el archivo" in pagina
    assert 'value="Lo escrito"' in pagina


def test_la_ugel_de_mesa_de_partes_no_pide_archivos(dentro, persona, monkeypatch):
    monkeypatch.setattr(type(persona.unidad), "recibe_en_plataforma", False, raising=False)
    assert 'type="file"' not in texto(dentro.get(AGREGAR))
    pagina = dentro.post(AGREGAR, escrito_de(persona) | {"archivos": pdf()})
    assert "por la mesa de partes de su UGEL" in texto(pagina)
    assert not Adjunto.objects.exists()


def test_lo_demasiado_pesado_no_se_lee(dentro, settings):
    settings.CUERPO_MAXIMO_DE = ((r"solicitudes:formulario", 1000),)
    assert adjuntar(dentro, pdf(paginas=30)).status_code == 413


@pytest.mark.django_db(transaction=True)
def test_en_paralelo_no_se_pasa_del_maximo(settings):
    settings.ADJUNTOS_MAX = 3
    persona = fabricas.servidor(fabricas.ugel())
    borrador = Borrador.objects.create(
        servidor=persona, tipo_slug="capacitaciones", operacion="agregar"
    )
    salida = threading.Barrier(6)

    def uno(lado: int) -> None:
        archivo = foto(f"{lado}.png", lado=lado)
        salida.wait()
        borradores.adjuntar(borrador, [archivo])
        connection.close()

    hilos = [threading.Thread(target=uno, args=(40 + n,)) for n in range(6)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert Adjunto.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_dos_clics_a_la_vez_envian_una_con_sus_papeles():
    persona = fabricas.servidor(fabricas.ugel())
    uno, otro = Client(), Client()
    for client in (uno, otro):
        client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    confirmacion = uno.post(AGREGAR, escrito_de(persona) | {"archivos": pdf()})
    salida, dichos = threading.Barrier(2), []

    def enviar(client: Client) -> None:
        salida.wait()
        dichos.append(texto(confirmar(client, AGREGAR, confirmacion)))
        connection.close()

    hilos = [threading.Thread(target=enviar, args=(client,)) for client in (uno, otro)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert Solicitud.objects.count() == Sustento.objects.count() == 1
    assert not Borrador.objects.exists()
    assert all("Enviamos su solicitud" in dicho for dicho in dichos)


def test_una_caja_de_archivos_vacia_como_la_envia_un_navegador(client):
    persona = fabricas.servidor(fabricas.ugel())
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    url = reverse("solicitudes:formulario", args=["capacitaciones", "agregar"])
    valores = fabricas.valores(Capacitacion.tipo, persona)
    partes = [f'--f\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'
              for n, v in valores.items()]  # fmt: skip
    vacia = (
        '--f\r\nContent-Disposition: form-data; name="archivos"; filename=""\r\n'
        "Content-Type: application/octet-stream\r\n\r\n\r\n--f--\r\n"
    )
    respuesta = client.generic(
        "POST", url, "".join(partes) + vacia, "multipart/form-data; boundary=f"
    )
    assert respuesta.status_code == 200
    assert "Confirme su solicitud" in respuesta.content.decode()
