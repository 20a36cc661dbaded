"""Asking for the copy of one's data, waiting, downloading; and what goes wrong meanwhile."""

import threading
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from django.core import mail
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import CopiaDeDatos
from portal.mis_datos import verbos
from portal.pdf import PdfNoDisponible
from tests import fabricas
from tests.accounts.apoyo import dentro_de, trabajar
from tests.mis_datos.apoyo import copia_lista

pytestmark = pytest.mark.django_db
Estado = CopiaDeDatos.Estado
PAGINA = "/mis-datos/"


@pytest.fixture
def persona():
    hecha = fabricas.servidor(fabricas.ugel())
    hecha.usuario.correo = "rosa@demo.invalid"
    hecha.usuario.save()
    return hecha


@pytest.fixture
def dentro(client, persona):
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


def pedir(client):
    return client.post(reverse("mis_datos:pedir"), follow=True).content.decode()


def ver(client):
    return client.get(PAGINA)


def test_from_the_home_to_the_file(dentro, persona):
    assert f'href="{PAGINA}"' in dentro.get("/").content.decode()
    assert "Solicitar una copia" in ver(dentro).content.decode()
    assert "Preparando su copia" in pedir(dentro)
    esperando = ver(dentro)
    assert esperando["Refresh"] == "5"
    assert "Solicitar" not in esperando.content.decode().split("<main")[1].split("derechos")[0]
    trabajar()
    lista = ver(dentro)
    assert "Refresh" not in lista
    copia = CopiaDeDatos.objects.get()
    url = reverse("mis_datos:descargar", args=[copia.publico])
    assert url in lista.content.decode()
    descarga = dentro.get(url)
    octetos = b"".join(descarga.streaming_content)
    assert octetos[:2] == b"PK"
    assert len(octetos) == copia.bytes == int(descarga["Content-Length"])
    assert descarga["Content-Disposition"].startswith('attachment; filename="mis-datos-')
    assert descarga["X-Content-Type-Options"] == "nosniff"
    assert persona.documento not in copia.archivo.name


def test_the_mail_tells_and_carries_nothing(dentro):
    pedir(dentro)
    trabajar()
    (carta,) = mail.outbox
    assert carta.to == ["rosa@demo.invalid"]
    assert "http://127.0.0.1/mis-datos/" in carta.body
    assert not carta.attachments


def test_who_has_no_mail_gets_none(dentro, persona):
    persona.usuario.correo = ""
    persona.usuario.save()
    pedir(dentro)
    trabajar()
    assert CopiaDeDatos.objects.get().estado == Estado.LISTA
    assert not mail.outbox


def test_pressed_twice_there_is_one(dentro):
    pedir(dentro)
    pedir(dentro)
    assert CopiaDeDatos.objects.count() == DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_pressed_at_once_there_is_one():
    usuario = fabricas.usuario()
    barrera, hechas = threading.Barrier(4), []

    def apretar():
        barrera.wait()
        hechas.append(verbos.pedir(por=usuario).pk)
        connection.close()

    hilos = [threading.Thread(target=apretar) for _ in range(4)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert len(hechas) == 4
    assert len(set(hechas)) == CopiaDeDatos.objects.count() == 1


def test_the_task_carries_an_id_and_lets_mails_go_before(dentro):
    pedir(dentro)
    tarea = DBTaskResult.objects.get()
    assert tarea.args_kwargs == {"args": [CopiaDeDatos.objects.get().pk], "kwargs": {}}
    assert tarea.priority < 0


def test_three_a_day(dentro, persona):
    for _ in range(3):
        copia_lista(persona.usuario)
    assert "Ya pidió 3 copias" in pedir(dentro)
    assert CopiaDeDatos.objects.count() == 3
    with dentro_de(hours=25):
        assert "Preparando su copia" in pedir(_otra_vez(dentro, persona))


def _otra_vez(client, persona):
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


def test_only_the_last_one_is_kept(persona):
    primera, segunda = copia_lista(persona.usuario), copia_lista(persona.usuario)
    assert not default_storage.exists(primera.archivo.name)
    assert default_storage.exists(segunda.archivo.name)
    primera.refresh_from_db()
    assert (primera.estado, primera.archivo.name) == (Estado.VENCIDA, "")


def test_after_seven_days_it_is_gone(dentro, persona):
    copia = copia_lista(persona.usuario)
    with dentro_de(days=6, hours=23):
        call_command("limpiar", verbosity=0)
        assert default_storage.exists(copia.archivo.name)
    with dentro_de(days=7, hours=1):
        _otra_vez(dentro, persona)
        url = reverse("mis_datos:descargar", args=[copia.publico])
        assert "ya no se guarda" in dentro.get(url, follow=True).content.decode()
        call_command("limpiar", verbosity=0)
        assert not default_storage.exists(copia.archivo.name)
        assert "ya no se guarda" in ver(dentro).content.decode()
    copia.refresh_from_db()
    assert copia.estado == Estado.VENCIDA


def _guardar_la_mitad(almacen, nombre, contenido):
    ruta = Path(almacen.path(nombre))
    ruta.parent.mkdir(parents=True, exist_ok=True)
    ruta.write_bytes(b"PK la mitad")
    raise OSError("no queda espacio")


def test_a_store_that_fails_leaves_nothing_and_it_can_be_tried_again(dentro):
    pedir(dentro)
    antes = _guardados()
    with mock.patch.object(FileSystemStorage, "_save", _guardar_la_mitad):
        trabajar()
    assert _guardados() == antes
    copia = CopiaDeDatos.objects.get()
    assert (copia.estado, copia.archivo.name, copia.sha256) == (Estado.FALLIDA, "", "")
    pagina = ver(dentro).content.decode()
    assert "No pudimos preparar su copia" in pagina
    assert "Intentar de nuevo" in pagina
    pedir(dentro)
    trabajar()
    assert "Su copia está lista" in ver(dentro).content.decode()


def _guardados():
    carpeta = Path(default_storage.path("copiadedatos"))
    return {p.name for p in carpeta.rglob("*.zip")}


def test_a_pdf_that_cannot_be_drawn_is_said(dentro):
    pedir(dentro)
    falla = PdfNoDisponible("En este momento no se pueden generar PDF.")
    with mock.patch("portal.mis_datos.paquete.pdf.render", side_effect=falla):
        trabajar()
    assert "no se pueden generar PDF" in ver(dentro).content.decode()


def test_one_that_stopped_moving_is_given_up(dentro):
    pedir(dentro)
    CopiaDeDatos.objects.update(movida_en=timezone.now() - timedelta(hours=2), archivo="c/no.zip")
    pagina = ver(dentro)
    assert "se detuvo" in pagina.content.decode()
    assert "Refresh" not in pagina
    assert "Preparando su copia" in pedir(dentro)
    estados = CopiaDeDatos.objects.order_by("pk").values_list("estado", "archivo")
    assert list(estados) == [(Estado.FALLIDA, ""), (Estado.EN_PREPARACION, "")]


def test_the_clean_up_gives_up_what_a_crash_left(persona):
    copia = verbos.pedir(por=persona.usuario)
    CopiaDeDatos.objects.update(movida_en=timezone.now() - timedelta(hours=2))
    call_command("limpiar", verbosity=0)
    copia.refresh_from_db()
    assert copia.estado == Estado.FALLIDA


def test_one_that_was_given_up_meanwhile_is_not_kept(persona):
    """The worker was only slow: what it stores at last belongs to nobody."""
    from portal.mis_datos import tareas

    copia = verbos.pedir(por=persona.usuario)
    antes = _guardados()
    guardar = FileSystemStorage._save

    def tarde(almacen, nombre, contenido):
        CopiaDeDatos.objects.update(estado=Estado.FALLIDA)
        return guardar(almacen, nombre, contenido)

    with mock.patch.object(FileSystemStorage, "_save", tarde):
        tareas.preparar.func(copia.pk)
    copia.refresh_from_db()
    assert copia.estado == Estado.FALLIDA
    assert _guardados() == antes


@pytest.mark.parametrize(
    ("rango", "desde", "hasta"),
    [
        ("bytes=0-", 0, None), ("bytes=10-", 10, None), ("bytes=10-19", 10, 20),
        ("bytes=10-99999999999", 10, None), ("bytes=-5", 0, None), ("bytes=9-3", 0, None),
        ("bytes=99999999999-", 0, None), ("lineas=1-2", 0, None), ("bytes=1-2,5-6", 0, None),
    ],
)  # fmt: skip
def test_a_broken_download_goes_on(dentro, persona, rango, desde, hasta):
    copia = copia_lista(persona.usuario)
    url = reverse("mis_datos:descargar", args=[copia.publico])
    entera = b"".join(dentro.get(url).streaming_content)
    respuesta = dentro.get(url, headers={"Range": rango})
    parte = b"".join(respuesta.streaming_content)
    assert parte == entera[desde:hasta]
    assert respuesta.status_code == (206 if len(parte) < len(entera) else 200)
    assert int(respuesta["Content-Length"]) == len(parte)


def test_a_part_of_another_file_is_not_sent(dentro, persona):
    copia = copia_lista(persona.usuario)
    url = reverse("mis_datos:descargar", args=[copia.publico])
    otra = dentro.get(url, headers={"Range": "bytes=10-", "If-Range": '"otra"'})
    assert otra.status_code == 200
    assert dentro.get(url, headers={"If-None-Match": f'"{copia.sha256}"'}).status_code == 304


def test_a_store_that_does_not_answer_is_a_503(dentro, persona):
    copia = copia_lista(persona.usuario)
    url = reverse("mis_datos:descargar", args=[copia.publico])
    with mock.patch.object(FileSystemStorage, "_open", side_effect=OSError):
        assert dentro.get(url).status_code == 503


def test_who_no_longer_works_takes_his_data_along(client):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    _otra_vez(client, persona)
    assert "Preparando su copia" in pedir(client)
    trabajar()
    assert "Su copia está lista" in ver(client).content.decode()


@pytest.mark.parametrize("copias", [0, 3])
def test_the_page_asks_little(dentro, persona, copias, django_assert_max_num_queries):
    for _ in range(copias):
        copia_lista(persona.usuario)
    with django_assert_max_num_queries(6):
        ver(dentro)
