"""The ZIP, the CSV and the table of a batch: what they hold, who gets them, how long."""

import csv
import hashlib
import io
import re
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from accounts.models import Suceso
from legajo.anulacion import anular
from legajo.lotes import filas, paquete
from legajo.models import Acceso, Documento, FilaDeLote, Lote, Servidor
from portal.mis_datos.contenido import contenido_de
from tests.accounts.apoyo import dentro_de, trabajar
from tests.legajo.lotes.apoyo import Mesa, direccion

pytestmark = pytest.mark.django_db


@pytest.fixture
def mesa(monkeypatch):
    monkeypatch.setattr("portal.pdf.render", lambda *a, **k: b"%PDF-1.7 " + repr(k).encode())
    monkeypatch.setattr("legajo.lotes.muestra._medir", lambda *a: (3, 0.5))
    return Mesa()


@pytest.fixture
def terminado(mesa):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    trabajar()
    lote.refresh_from_db()
    return lote


def abierto(respuesta):
    return ZipFile(io.BytesIO(b"".join(respuesta.streaming_content)))


def tabla(octetos):
    return list(csv.DictReader(io.StringIO(octetos.decode("utf-8-sig"))))


def test_it_holds_each_document_under_a_readable_name_and_an_index(mesa):
    una, otra, malo = mesa.gente
    Servidor.objects.filter(pk=una.pk).update(
        primer_apellido="Ñáñez/../../D'Ávila", segundo_apellido="", nombres="José  Ángel"
    )
    Servidor.objects.filter(pk=otra.pk).update(
        primer_apellido="=1+1", segundo_apellido="محمد", nombres="李"
    )
    lote = mesa.prepara()
    Servidor.objects.filter(pk=malo.pk).update(unidad=Mesa(0, "210001").unidad)
    mesa.hace(lote, "empezar")
    trabajar()
    lote.refresh_from_db()
    respuesta = mesa.client.get(direccion(lote, "zip"))
    assert respuesta.headers["Content-Type"] == "application/zip"
    assert re.search(rf'"lote-{lote.pk}-\d{{4}}-\d\d-\d\d.zip"', respuesta["Content-Disposition"])
    paquete_ = abierto(respuesta)
    assert paquete_.testzip() is None
    de = {d.titular_id: d for d in Documento.objects.all()}
    assert paquete_.namelist() == [
        f"NANEZ_D_AVILA_JOSE_ANGEL_{de[una.pk].codigo}.pdf", f"1_1_{de[otra.pk].codigo}.pdf",
        "indice.csv",
    ]  # fmt: skip
    indice = tabla(paquete_.read("indice.csv"))
    assert [(f["Fila"], f["Resultado"], f["Vigencia"]) for f in indice] == [
        ("1", "Emitido", "Vigente"), ("2", "Emitido", "Vigente"), ("3", "No se emitió", ""),
    ]  # fmt: skip
    assert indice[1]["Apellidos y nombres"].startswith("'=1+1")
    assert indice[2]["Por qué no"] == filas.MUDADO
    for fila in indice[:2]:
        octetos = paquete_.read(fila["Archivo"])
        assert hashlib.sha256(octetos).hexdigest() == fila["SHA-256"]
        assert fila["Código"] in fila["Archivo"]


def test_an_annulled_one_says_so_in_the_index_and_a_lost_one_is_told(mesa, terminado):
    uno, otro, _ = Documento.objects.order_by("pk")
    anular(uno.pk, motivo="Error", por=mesa.jefe)
    default_storage.delete(otro.archivo.name)
    with io.BytesIO() as destino:
        paquete.escribir(terminado, destino)
        hecho = ZipFile(destino)
        indice = {f["Código"]: f for f in tabla(hecho.read("indice.csv"))}
        assert len(hecho.namelist()) == 3
    assert indice[uno.codigo]["Vigencia"] == "Anulado"
    assert indice[otro.codigo]["Archivo"] == paquete.PERDIDO


def test_a_broken_download_goes_on_where_it_stopped(mesa, terminado):
    entero = b"".join(mesa.client.get(direccion(terminado, "zip")).streaming_content)
    assert len(entero) == terminado.paquete_bytes
    assert hashlib.sha256(entero).hexdigest() == terminado.paquete_sha256
    resto = mesa.client.get(direccion(terminado, "zip"), headers={"Range": "bytes=100-"})
    assert resto.status_code == 206
    assert b"".join(resto.streaming_content) == entero[100:]


@pytest.mark.parametrize("vista", ["zip", "csv"])
def test_a_download_is_written_down_for_each_person(mesa, terminado, vista):
    mesa.client.get(direccion(terminado, vista))
    hallado = Acceso.objects.filter(que__contains="descarga").get()
    assert sorted(hallado.servidores) == sorted(s.pk for s in mesa.gente)
    assert (hallado.por, hallado.unidades) == (mesa.jefe, [mesa.unidad.pk])
    suceso = Suceso.objects.filter(tipo="exportacion").get()
    assert (suceso.usuario, suceso.unidad) == (mesa.jefe, mesa.unidad)


def test_the_figures_that_are_asked_for_again_and_again_show_nobody(mesa, terminado):
    antes = Acceso.objects.count()
    figuras = mesa.client.get(direccion(terminado, "avance")).content.decode()
    assert "3 de 3" in figuras
    assert "Quispe" not in figuras
    assert Acceso.objects.count() == antes
    mesa.pagina(terminado)
    assert Acceso.objects.filter(que="Emisión en lote: filas").get().servidores == sorted(
        s.pk for s in mesa.gente
    )


def test_after_a_week_the_file_is_gone_and_can_be_made_again(mesa, terminado):
    guardado = terminado.paquete.name
    with dentro_de(days=6):
        call_command("limpiar", verbosity=0)
        assert default_storage.exists(guardado)
    with dentro_de(days=7, minutes=1):
        mesa.client.force_login(mesa.jefe, "accounts.backends.AsignacionBackend")
        assert mesa.client.get(direccion(terminado, "zip")).status_code == 404
        call_command("limpiar", verbosity=0)
        assert not default_storage.exists(guardado)
        terminado.refresh_from_db()
        assert terminado.paquete.name == ""
        assert 'value="armar"' in mesa.pagina(terminado)
        mesa.hace(terminado, "armar")
        trabajar()
        assert mesa.client.get(direccion(terminado, "zip")).status_code == 200
    assert Documento.objects.count() == 3


def test_a_store_that_is_down_delays_the_zip_and_leaves_no_rest(mesa, monkeypatch):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    guardar, caido = default_storage.save, [True]

    def save(nombre, *args, **kwargs):
        if caido and nombre.startswith("lote/"):
            raise OSError("no responde")
        return guardar(nombre, *args, **kwargs)

    monkeypatch.setattr(default_storage, "save", save)
    trabajar()
    assert "Armando el ZIP" in mesa.pagina(lote)
    caido.clear()
    with dentro_de(minutes=2):
        trabajar()
        assert "Descargar los documentos" in mesa.pagina(lote)


def test_a_zip_that_never_gets_done_is_said_and_can_be_asked_for_again(mesa, monkeypatch):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    monkeypatch.setattr(paquete, "escribir", lambda *a: 1 / 0)
    for minutos in (0, 2, 8, 25, 90):
        with dentro_de(minutes=minutos):
            trabajar()
    pagina = mesa.pagina(lote)
    assert paquete.NO_SE_PUDO in pagina
    assert 'value="armar"' in pagina


def test_a_zip_whose_worker_died_is_made_by_another(mesa):
    lote = mesa.prepara()
    mesa.hace(lote, "empezar")
    for fila in lote.filas.all():
        filas.emitir_fila.call(fila.pk)
    de_una_vez = DBTaskResult.objects.filter(run_after__gt=now() + timedelta(days=365))
    assert de_una_vez.filter(task_path__endswith="armar").update(status="RUNNING") == 1
    trabajar()
    assert "Armando el ZIP" in mesa.pagina(lote)
    with dentro_de(minutes=31):
        trabajar()
    assert "Descargar los documentos" in mesa.pagina(lote)


def test_asked_for_twice_the_last_one_stays_alone(mesa, terminado):
    primero = terminado.paquete.name
    Lote.objects.filter(pk=terminado.pk).update(paquete_en=None, paquete_error="x")
    mesa.hace(terminado, "armar")
    trabajar()
    terminado.refresh_from_db()
    assert terminado.paquete.name != primero
    assert not default_storage.exists(primero)
    assert default_storage.exists(terminado.paquete.name)


def test_the_page_asks_the_same_with_few_and_with_many_rows(mesa):
    pocas = mesa.prepara(mesa.gente[0])
    muchas = Mesa(60).prepara()
    filas_ = list(muchas.filas.values_list("pk", flat=True))
    FilaDeLote.objects.filter(pk__in=filas_[:30]).update(estado="fallida", error="x")
    cuantas = []
    for lote in (pocas, muchas):
        mesa.pagina(lote)
        with CaptureQueriesContext(connection) as hechas:
            mesa.pagina(lote)
        cuantas.append(len(hechas))
    assert cuantas[0] == cuantas[1] <= 16
    pagina = mesa.pagina(muchas)
    assert "Página 1 de 3" in pagina
    assert pagina.count("<tr>") == 26
    assert mesa.pagina(muchas, "?estado=fallida").count("<tr>") == 26
    assert mesa.pagina(muchas, "?estado=fallida&pagina=9").count("<tr>") == 6
    assert mesa.pagina(muchas, "?estado=x&pagina=x").count("<tr>") == 26


def test_a_row_is_in_the_copy_of_who_it_is_about(mesa, terminado):
    partes = {p.nombre: p for p in contenido_de(mesa.gente[0].usuario).partes}
    assert len(list(partes["filadelote"].filas())) == 1
