"""«Importar legajo» in the admin: who may, step by step, reports and templates."""

import csv
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from legajo.importacion.destinos import destinos
from legajo.models import Capacitacion, Hallazgo, ImportacionLegajo
from tests import fabricas
from tests.accounts.apoyo import trabajar
from tests.cliente import Client
from tests.legajo.importacion import apoyo

pytestmark = pytest.mark.django_db
SUBIR = reverse("admin:legajo_importacionlegajo_add")
LISTA = reverse("admin:legajo_importacionlegajo_changelist")
Estado = ImportacionLegajo.Estado


@pytest.fixture(autouse=True)
def _archivos(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "archivos")


@pytest.fixture
def persona():
    return apoyo.persona()


def entrar(unidad, rol="Responsable de escalafón"):
    client, quien = Client(), fabricas.personal(unidad, rol)
    client.force_login(quien, "accounts.backends.AsignacionBackend")
    client.quien = quien
    return client


def subir(client, carpeta, filas, **datos):
    ruta = apoyo.csv_de(carpeta, filas)
    archivo = SimpleUploadedFile(ruta.name, ruta.read_bytes())
    return client.post(SUBIR, {"archivo": archivo, "tipo": ""} | datos, follow=True)


def pagina(client):
    hecha = ImportacionLegajo.objects.latest("pk")
    url = reverse("admin:legajo_importacionlegajo_change", args=[hecha.pk])
    return hecha, url, client.get(url).content.decode()


def test_se_sube_se_revisa_se_ve_y_se_importa(persona, tmp_path):
    client = entrar(persona.unidad)
    assert (
        "En espera de su turno"
        in subir(client, tmp_path, [apoyo.capacitacion(persona)]).content.decode()
    )
    trabajar()
    hecha, url, texto = pagina(client)
    assert (hecha.estado, hecha.nuevas) == (Estado.SIMULADA, 1)
    assert "Importar 1 registros" in texto
    assert not Capacitacion.objects.exists()
    client.post(url, {"verbo": "aplicar"})
    trabajar()
    hecha.refresh_from_db()
    assert hecha.estado == Estado.APLICADA
    registro = Capacitacion.objects.get()
    [version] = registro.historia.all()
    assert version.pgh_context["documento"] == client.quien.documento
    assert version.pgh_context["medio"] == f"importación {hecha.pk}"
    assert "Registros creados" in client.get(url).content.decode()


def test_el_archivo_se_guarda_con_un_nombre_que_nadie_adivina(persona, tmp_path):
    subir(entrar(persona.unidad), tmp_path, [apoyo.capacitacion(persona)])
    hecha = ImportacionLegajo.objects.get()
    assert "capacitaciones" not in hecha.archivo.name
    assert hecha.nombre == "capacitaciones.csv"


def test_con_errores_se_ven_se_descargan_y_entran_solo_las_buenas(persona, tmp_path):
    client = entrar(persona.unidad)
    mala = apoyo.capacitacion(persona, tema="=cmd|' /C calc'!A0")
    subir(client, tmp_path, [apoyo.capacitacion(persona), mala])
    trabajar()
    hecha, url, texto = pagina(client)
    assert "Es una fórmula o un error de la hoja" in texto
    client.post(url, {"verbo": "aplicar"})  # that step is not open
    trabajar()
    assert not Capacitacion.objects.exists()
    informe = reverse("admin:legajo_importacionlegajo_informe", args=[hecha.pk, "errores"])
    octetos = b"".join(client.get(informe).streaming_content)
    filas = list(csv.reader(io.StringIO(octetos.decode("utf-8-sig"))))
    assert filas[1][1:5] == ["capacitaciones", "3", "tema", "'=cmd|' /C calc'!A0"]
    client.post(url, {"verbo": "aplicar_parcial"})
    trabajar()
    assert Capacitacion.objects.count() == 1


def test_los_cambios_se_ven_antes_de_importar(persona, tmp_path):
    client = entrar(persona.unidad)
    for tema in ("Didáctica", "Evaluación"):
        subir(client, tmp_path, [apoyo.capacitacion(persona, tema=tema)])
        trabajar()
        hecha, url, texto = pagina(client)
        if tema == "Didáctica":
            client.post(url, {"verbo": "aplicar"})
            trabajar()
    assert "Registros que cambiarían" in texto
    assert "<td>Didáctica</td><td>Evaluación</td>" in texto
    cambios = reverse("admin:legajo_importacionlegajo_informe", args=[hecha.pk, "cambios"])
    assert b"Evaluaci" in b"".join(client.get(cambios).streaming_content)


@pytest.mark.parametrize("rol", ["Especialista de escalafón", "Planillas", "Auditor"])
def test_sin_el_derecho_no_hay_pagina(persona, tmp_path, rol):
    client = entrar(persona.unidad, rol)
    plantilla = reverse("admin:legajo_importacionlegajo_plantilla", args=["legajo", "xlsx"])
    assert {client.get(u).status_code for u in (SUBIR, LISTA, plantilla)} == {403}
    subir(client, tmp_path, [apoyo.capacitacion(persona)])
    assert not ImportacionLegajo.objects.exists()


def test_lo_de_otra_rama_no_existe_y_lo_de_un_colega_se_mira_y_no_se_aplica(persona, tmp_path):
    dueno = entrar(persona.unidad)
    subir(dueno, tmp_path, [apoyo.capacitacion(persona)])
    trabajar()
    hecha, url, _ = pagina(dueno)
    informe = reverse("admin:legajo_importacionlegajo_informe", args=[hecha.pk, "errores"])
    ajeno = entrar(fabricas.ugel("210001"))
    assert ajeno.get(url, follow=True).status_code == 404
    assert ajeno.get(informe).status_code == 404
    assert ajeno.post(url, {"verbo": "aplicar"}).status_code == 404
    assert "capacitaciones.csv" not in ajeno.get(LISTA).content.decode()
    colega = entrar(persona.unidad)
    assert "Importar 1 registros" not in colega.get(url).content.decode()
    colega.post(url, {"verbo": "aplicar"})
    trabajar()
    assert not Capacitacion.objects.exists()


def test_quien_pierde_el_rol_entre_la_revision_y_la_escritura_no_escribe(persona, tmp_path):
    client = entrar(persona.unidad)
    subir(client, tmp_path, [apoyo.capacitacion(persona)])
    trabajar()
    hecha, url, _ = pagina(client)
    client.post(url, {"verbo": "aplicar"})
    client.quien.asignaciones.update(desde="2020-01-01", hasta="2020-02-01")
    trabajar()
    hecha.refresh_from_db()
    assert hecha.estado == Estado.CON_ERRORES
    assert not Capacitacion.objects.exists()


MALOS = [
    (b"", "x.csv", "enviado está vacío"),
    (b"hola", "x.pdf", "Suba un archivo .csv o .xlsx."),
    (b"x" * 2000, "x.csv", "El archivo pesa más de"),
]


@pytest.mark.parametrize(("octetos", "nombre", "motivo"), MALOS)
def test_lo_que_no_se_puede_subir_se_dice(persona, settings, octetos, nombre, motivo):
    settings.IMPORTACION_MAX_BYTES = 1000
    respuesta = entrar(persona.unidad).post(
        SUBIR, {"archivo": SimpleUploadedFile(nombre, octetos), "tipo": "capacitaciones"}
    )
    assert motivo in respuesta.content.decode()
    assert '<option value="capacitaciones" selected>' in respuesta.content.decode()
    assert not ImportacionLegajo.objects.exists()


def test_un_almacen_caido_se_dice_y_se_puede_continuar(persona, tmp_path, monkeypatch):
    client = entrar(persona.unidad)
    subir(client, tmp_path, [apoyo.capacitacion(persona)])
    hecha = ImportacionLegajo.objects.get()
    guardado = Path(hecha.archivo.path)
    octetos = guardado.read_bytes()
    hecha.archivo.storage.delete(hecha.archivo.name)
    trabajar()
    _, url, texto = pagina(client)
    assert "No se pudo leer el archivo guardado" in texto
    guardado.write_bytes(octetos)
    client.post(url, {"verbo": "continuar"})
    trabajar()
    hecha.refresh_from_db()
    assert hecha.estado == Estado.SIMULADA


def test_las_plantillas_tienen_una_hoja_por_tipo_y_lo_que_piden(persona):
    client = entrar(persona.unidad)
    url = reverse("admin:legajo_importacionlegajo_plantilla", args=["legajo", "xlsx"])
    libro = load_workbook(io.BytesIO(client.get(url).content))
    assert [h for h in libro.sheetnames if h not in ("Instrucciones", "Listas")] == list(destinos())
    explicadas = [f[:3] for f in libro["Instrucciones"].iter_rows(values_only=True)]
    assert ("capacitaciones", "Tema", "Sí") in explicadas
    assert ("capacitaciones", "Horas", "No") in explicadas
    uno = reverse("admin:legajo_importacionlegajo_plantilla", args=["capacitaciones", "csv"])
    assert client.get(uno).content.decode("utf-8-sig").startswith("Documento del servidor,")
    for args in (["nada", "csv"], ["legajo", "csv"], ["capacitaciones", "pdf"]):
        mal = reverse("admin:legajo_importacionlegajo_plantilla", args=args)
        assert client.get(mal).status_code == 404


def test_lo_viejo_se_barre(persona, tmp_path):
    from legajo.importacion.importar import barrer

    subir(entrar(persona.unidad), tmp_path, [apoyo.capacitacion(persona, horas="x")])
    trabajar()
    ImportacionLegajo.objects.update(creada_en="2020-01-01T00:00Z")
    barrer()
    assert not Hallazgo.objects.exists()
