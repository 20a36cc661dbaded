"""«Importar boletas» in the admin: who may, what is seen, each step, and what is refused."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.origen import Origen
from boletas.importacion import trabajo, verbos
from boletas.importacion.importar import importar
from boletas.models import AliasDeConcepto, AliasDeUnidad, Boleta, Concepto, Importacion
from tests import fabricas
from tests.accounts.apoyo import trabajar
from tests.boletas import apoyo, planillas
from tests.cliente import Client

pytestmark = pytest.mark.django_db
SUBIR = reverse("admin:boletas_importacion_add")
LISTA = reverse("admin:boletas_importacion_changelist")
Estado = Importacion.Estado


@pytest.fixture
def docente():
    return apoyo.docente()


def entrar(unidad=None, rol="Planillas"):
    client, quien = Client(), fabricas.personal(unidad or planillas.unidad(), rol)
    client.force_login(quien, "accounts.backends.AsignacionBackend")
    client.quien = quien
    return client


def subir(client, carpeta, filas, /, **datos):
    ruta = apoyo.archivo(carpeta, filas)
    archivo = SimpleUploadedFile(ruta.name, ruta.read_bytes())
    return client.post(SUBIR, {"archivo": archivo} | datos, follow=True)


def de(hecha):
    return reverse("admin:boletas_importacion_change", args=[hecha.pk])


def pagina(client):
    hecha = Importacion.objects.latest("pk")
    return hecha, de(hecha), client.get(de(hecha)).content.decode()


def test_se_sube_se_revisa_se_programa_y_se_retira(docente, tmp_path):
    client = entrar()
    respuesta = subir(client, tmp_path, [apoyo.fila(docente)], filas="1", liquido="3021.66")
    assert "En espera de su turno" in respuesta.content.decode()
    trabajar()
    hecha, url, texto = pagina(client)
    for parte in ("Publicar 1 boleta", "3,021.66", "3,500.70", "479.04", "ACT/TIT",
                  docente.unidad.nombre, "Cuadra", hecha.sha256):  # fmt: skip
        assert parte in texto
    assert "Vi los hallazgos" not in texto
    cuando = timezone.localtime() + timedelta(days=1)
    client.post(url, {"verbo": "programar", "cuando": f"{cuando:%Y-%m-%dT%H:%M}"})
    trabajar()
    _, _, texto = pagina(client)
    assert f"Programada para el {cuando:%d/%m/%Y %H:%M}" in texto
    respuesta = client.post(url, {"verbo": "retirar"}, follow=True)
    assert "Retirada: nadie verá esas boletas." in respuesta.content.decode()
    hecha.refresh_from_db()
    assert hecha.estado == Estado.RETIRADA
    assert not Boleta.objects.publicadas().exists()
    client.post(url, {"verbo": "programar", "cuando": ""})  # what was retired stays so
    trabajar()
    assert not Boleta.objects.publicadas().exists()


def test_con_hallazgos_se_ven_se_descargan_y_hay_que_marcar(docente, tmp_path):
    client = entrar()
    mala = apoyo.fila(docente, cargo="=cmd|' /C calc'!A0")
    subir(client, tmp_path, [apoyo.fila(docente), mala], filas="2")
    trabajar()
    hecha, url, texto = pagina(client)
    assert "Es una fórmula: escriba el valor." in texto
    assert "<strong>-1</strong>" in texto
    respuesta = client.post(url, {"verbo": "programar", "cuando": "2026-99-99T00:00"})
    assert "Escriba el día y la hora" in respuesta.content.decode()
    assert 'value="2026-99-99T00:00"' in respuesta.content.decode()
    assert "El archivo tiene hallazgos" in client.post(url, {"verbo": "programar"}).content.decode()
    informe = reverse("admin:boletas_importacion_informe", args=[hecha.pk])
    octetos = b"".join(client.get(informe).streaming_content)
    filas = list(csv.reader(io.StringIO(octetos.decode("utf-8-sig"))))
    assert filas[1] == [
        "Error", "3", "cargo", "'=cmd|' /C calc'!A0", "Es una fórmula: escriba el valor.",
    ]  # fmt: skip
    client.post(url, {"verbo": "programar", "con_hallazgos": "on"})
    trabajar()
    assert Boleta.objects.publicadas().count() == 1


@pytest.mark.parametrize("rol", ["Especialista de escalafón", "Responsable de escalafón"])
def test_sin_el_derecho_no_hay_pagina(docente, tmp_path, rol):
    client = entrar(rol=rol)
    assert {client.get(u).status_code for u in (SUBIR, LISTA)} == {403}
    subir(client, tmp_path, [apoyo.fila(docente)])
    assert not Importacion.objects.exists()


@pytest.mark.parametrize("rol", ["Supervisor DRE", "Auditor"])
def test_quien_supervisa_mira_y_no_hace_nada(docente, tmp_path, rol):
    subir(entrar(), tmp_path, [apoyo.fila(docente)])
    trabajar()
    client = entrar(fabricas.ugel("190000"), rol)
    hecha, url, texto = pagina(client)
    assert "ACT/TIT" in texto
    assert 'name="verbo"' not in texto
    client.post(url, {"verbo": "programar"})
    trabajar()
    hecha.refresh_from_db()
    assert (hecha.estado, client.get(SUBIR).status_code) == (Estado.REVISADA, 403)


def test_lo_de_otra_ugel_no_existe_ni_se_publica_ni_se_retira(docente, tmp_path):
    dueno, ajeno = entrar(), entrar(planillas.unidad("210001"))
    subir(dueno, tmp_path, [apoyo.fila(docente)])
    trabajar()
    hecha, url, _ = pagina(dueno)
    informe = reverse("admin:boletas_importacion_informe", args=[hecha.pk])
    assert ajeno.get(url, follow=True).status_code == 404
    assert ajeno.get(informe).status_code == 404
    assert "planilla.csv" not in ajeno.get(LISTA).content.decode()
    assert ajeno.post(url, {"verbo": "programar"}).status_code == 404
    with pytest.raises(ValidationError):
        verbos.programar(hecha, por=ajeno.quien)
    planillas.programada(hecha, dueno.quien, cuando=timezone.now() + timedelta(hours=1))
    assert ajeno.post(url, {"verbo": "retirar"}).status_code == 404
    with pytest.raises(ValidationError):
        verbos.retirar(hecha, por=ajeno.quien, origen=Origen())
    hecha.refresh_from_db()
    assert hecha.estado == Estado.PROGRAMADA


def test_una_colega_de_la_misma_unidad_si_la_retira(docente, tmp_path):
    dueno, colega = entrar(), entrar()
    subir(dueno, tmp_path, [apoyo.fila(docente)])
    trabajar()
    hecha, url, _ = pagina(dueno)
    planillas.programada(hecha, dueno.quien, cuando=timezone.now() + timedelta(hours=1))
    colega.post(url, {"verbo": "retirar"})
    hecha.refresh_from_db()
    assert hecha.estado == Estado.RETIRADA


def test_de_un_archivo_del_pais_una_ugel_ve_sus_totales_y_nada_mas(docente, tmp_path):
    ajena = fabricas.servidor(planillas.unidad("210001"))
    filas = [
        apoyo.fila(docente),
        apoyo.fila(ajena, cae_codunidad="210001", planilla="CES/TIT"),
        apoyo.fila(ajena, cae_codunidad="210001", mtohab01="canario"),
    ]
    operador = entrar(fabricas.ugel("000000"), "Operador MINEDU")
    subir(operador, tmp_path, filas)
    trabajar()
    client = entrar()
    hecha, url, texto = pagina(client)
    assert "ACT/TIT" in texto
    for ajeno in ("CES/TIT", "canario", ajena.unidad.nombre, "Todas", 'name="verbo"'):
        assert ajeno not in texto
    informe = reverse("admin:boletas_importacion_informe", args=[hecha.pk])
    assert client.get(informe).status_code == 404
    client.post(url, {"verbo": "programar", "con_hallazgos": "on"})
    trabajar()
    assert not Boleta.objects.exists()
    assert {"CES/TIT", "canario", "Todas"} <= {
        p for p in ("CES/TIT", "canario", "Todas") if p in operador.get(url).content.decode()
    }


def test_las_filas_de_otra_unidad_se_niegan_con_su_linea(docente, tmp_path):
    ajena = fabricas.servidor(planillas.unidad("210001"))
    filas = [apoyo.fila(docente), apoyo.fila(ajena, cae_codunidad="210001")]
    subir(entrar(), tmp_path, filas)
    trabajar()
    hecha = Importacion.objects.get()
    falta = hecha.hallazgos.get()
    assert (falta.linea, falta.columna, falta.motivo) == (
        3, "cae_codunidad", "Es de una unidad que no está a su cargo.",
    )  # fmt: skip
    assert (hecha.filas, hecha.malas) == (1, 1)


@pytest.mark.parametrize(
    ("octetos", "nombre", "motivo"),
    [
        (b"", "x.csv", "enviado está vacío"),
        (b"hola", "x.pdf", "Suba un archivo .lis, .txt, .csv o .xlsx."),
        (b"x" * 2000, "x.lis", "El archivo pesa más de"),
    ],
)
def test_lo_que_no_se_puede_subir_se_dice_y_lo_tecleado_queda(settings, octetos, nombre, motivo):
    settings.PLANILLA_MAX_BYTES = 1000
    respuesta = entrar().post(
        SUBIR, {"archivo": SimpleUploadedFile(nombre, octetos), "liquido": "12.34"}
    )
    assert motivo in respuesta.content.decode()
    assert 'value="12.34"' in respuesta.content.decode()
    assert not Importacion.objects.exists()


@pytest.mark.parametrize("mal", ["1e999", "-1", "x", "NaN", "1" * 30])
def test_un_total_de_control_malo_se_dice(docente, tmp_path, mal):
    respuesta = subir(entrar(), tmp_path, [apoyo.fila(docente)], filas=mal, liquido=mal)
    assert 'class="errorlist"' in respuesta.content.decode()
    assert not Importacion.objects.exists()


def test_un_almacen_caido_se_dice_y_se_puede_continuar(docente, tmp_path):
    client = entrar()
    subir(client, tmp_path, [apoyo.fila(docente)])
    hecha = Importacion.objects.get()
    guardado = Path(hecha.guardado.path)
    octetos = guardado.read_bytes()
    guardado.unlink()
    trabajar()
    _, url, texto = pagina(client)
    assert "No se pudo leer el archivo guardado" in texto
    guardado.write_bytes(octetos)
    client.post(url, {"verbo": "continuar"})
    trabajar()
    hecha.refresh_from_db()
    assert hecha.estado == Estado.REVISADA


def test_el_segundo_clic_dice_que_el_paso_ya_se_dio(docente, tmp_path):
    client = entrar()
    subir(client, tmp_path, [apoyo.fila(docente)])
    trabajar()
    hecha, url, _ = pagina(client)
    client.post(url, {"verbo": "programar"})
    respuesta = client.post(url, {"verbo": "programar"}, follow=True)
    assert "Ese paso ya no está abierto" in respuesta.content.decode()
    trabajar()
    assert Boleta.objects.count() == 1
    for verbo in ("retirar", "revisar", "continuar", "borrar", ""):
        assert (
            "ya no está abierto" in client.post(url, {"verbo": verbo}, follow=True).content.decode()
        )


def test_los_alias_valen_en_la_rama_de_quien_los_dice(docente):
    client = entrar()
    alta = reverse("admin:boletas_aliasdeunidad_add")
    client.post(alta, {"codigo": "CP10B000", "unidad": planillas.unidad().pk})
    alias = AliasDeUnidad.objects.get()
    assert alias.ambito == planillas.unidad()
    repetido = client.post(alta, {"codigo": "CP10B000", "unidad": planillas.unidad().pk})
    assert "Ese código ya tiene su unidad." in repetido.content.decode()
    malo = client.post(alta, {"codigo": "cp 10", "unidad": planillas.unidad().pk})
    assert "Use mayúsculas" in malo.content.decode()
    ajena = planillas.unidad("210001")
    assert client.post(alta, {"codigo": "X1", "unidad": ajena.pk}).status_code == 200
    otro = entrar(ajena)
    url = reverse("admin:boletas_aliasdeunidad_change", args=[alias.pk])
    assert (
        otro.get(url, follow=True).status_code in (403, 404)
        or "CP10B000" not in otro.get(url, follow=True).content.decode()
    )
    otro.post(alta, {"codigo": "CP10B000", "unidad": ajena.pk})
    assert AliasDeUnidad.objects.count() == 2
    concepto = Concepto.objects.first()
    client.post(
        reverse("admin:boletas_aliasdeconcepto_add"),
        {"signo": concepto.signo, "nombre": "basica", "concepto": concepto.pk},
    )
    assert AliasDeConcepto.objects.get().ambito == planillas.unidad()


def test_mientras_alguien_trabaja_no_hay_pasos(docente, tmp_path):
    client = entrar()
    hecha = importar(apoyo.archivo(tmp_path, [apoyo.fila(docente)]), por=client.quien, simular=True)
    assert verbos.pasos(hecha, client.quien) == {"programar"}
    with trabajo.en_exclusiva(trabajo.CERROJO, hecha.pk):
        assert verbos.pasos(hecha, client.quien) == set()
        assert "Trabajando" in client.get(de(hecha)).content.decode()
