"""What one takes along: PDF of a boleta and of a year, summary, history, constancia."""

import csv
import io
import uuid
from decimal import Decimal
from unittest import mock

import pypdfium2 as pdfium
import pytest
import zxingcpp
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from accounts.models import Suceso
from boletas.models import Encargo
from boletas.tareas import dibujar_anio
from legajo.codigos import normalizar
from legajo.documentos import direccion_de_verificacion
from legajo.models import Documento
from portal.pdf import PdfNoDisponible
from tests import fabricas
from tests.boletas import apoyo
from tests.boletas.test_explicada import AFP, FAMILIAR, JUDICIAL, RIM, con

pytestmark = pytest.mark.django_db
UNA = [RIM, FAMILIAR, AFP, JUDICIAL]


@pytest.fixture(autouse=True)
def archivos(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


@pytest.fixture
def docente():
    return apoyo.docente()


@pytest.fixture
def dentro(client, docente):
    client.force_login(docente.usuario)
    return client


def cuerpo(respuesta) -> bytes:
    return b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content


def leido(octetos: bytes) -> list[str]:
    return [p.extract_text() for p in PdfReader(io.BytesIO(octetos)).pages]


def qr_de(octetos: bytes) -> str:
    """What the camera of a telephone reads on the first page."""
    with pdfium.PdfDocument(octetos) as papel:
        imagen = papel[0].render(scale=2).to_pil()
    return zxingcpp.read_barcodes(imagen)[0].text


def en_la_pagina(respuesta) -> str:
    return respuesta.content.decode()


# --- One boleta -----------------------------------------------------------------------------------


def test_veinte_conceptos_caben_en_una_pagina_con_su_qr(dentro, docente):
    muchos = [[f"{n:03}", "+" if n < 10 else "-", f"Concepto {n:02}", "10.00"] for n in range(19)]
    muchos[0][3] = "900.00"
    datos = {c: f"Un dato de largo medio {n}" for n, c in enumerate(
        ("cargo", "establecimiento", "tipo_servidor", "regimen", "nivel", "horas", "inicio",
         "fin", "situacion", "regimen_pensionario", "cuspp", "cuenta", "tiempo_servicio")
    )}  # fmt: skip
    boleta = apoyo.boleta(
        docente, **con([*muchos, ["ESSALUD", "A", "ESSALUD", "9.00"]], datos=datos)
    )
    octetos = dentro.get(f"/boletas/{boleta.publico}/pdf/").content
    paginas = leido(octetos)
    assert len(paginas) == 1
    assert all(f"Concepto {n:02}" in paginas[0] for n in range(19))
    assert "Verifíquela" in paginas[0]
    assert qr_de(octetos) == direccion_de_verificacion(Documento.objects.get())
    assert len(octetos) < 40_000


# --- A year ---------------------------------------------------------------------------------------


def test_el_resumen_suma_por_concepto_con_adicionales_y_la_ultima_version(dentro, docente):
    apoyo.boleta(docente, 202510, **con([RIM]))
    apoyo.boleta(docente, 202510, version=2, **con([RIM, FAMILIAR, AFP]))
    apoyo.boleta(docente, 202511, **con([RIM, AFP]))
    apoyo.boleta(docente, 202531, **con([RIM]))
    apoyo.boleta(docente, 202412, **con([RIM]))
    pagina = en_la_pagina(dentro.get("/boletas/anio/2025/"))
    assert "Suma de 3 boletas de 2025" in pagina
    assert "S/ 10,502.10" in pagina  # three times the RIM
    assert "3 veces" in pagina
    assert "S/ 904.58" in pagina
    assert '<svg class="grafico"' in pagina
    assert "<td>Diciembre 2024</td>" in pagina
    assert "<td>Noviembre 2025</td>" in pagina
    assert "S/ 6,549.11" in pagina  # November with its adicional


@pytest.mark.parametrize("anio", [1999, 0, 9999, 99999999999999999999])
def test_un_anio_sin_boletas_no_existe(dentro, docente, anio):
    apoyo.boleta(docente)
    assert dentro.get(f"/boletas/anio/{anio}/").status_code == 404
    assert dentro.get(f"/boletas/anio/{anio}/pdf/").status_code == 404


def test_el_pdf_de_un_anio_corto_se_hace_en_el_acto_y_una_vez(dentro, docente):
    for mes in (202509, 202510, 202511):
        apoyo.boleta(docente, mes, **con(UNA))
    primera = dentro.get("/boletas/anio/2025/pdf/")
    paginas = leido(primera.content)
    assert len(paginas) == 3
    assert ["Setiembre" in paginas[0], "Octubre" in paginas[1], "Noviembre" in paginas[2]] == [
        True, True, True,
    ]  # fmt: skip
    assert "Dscto. Judicial" in paginas[0]
    documento = Documento.objects.get()
    assert documento.clase == "boletas_anio"
    assert documento.codigo in paginas[0]
    with mock.patch("portal.pdf.render") as dibujar:
        assert dentro.get("/boletas/anio/2025/pdf/").content == primera.content
        assert not dibujar.called
    apoyo.boleta(docente, 202511, version=2, **con([RIM]))
    assert "Dscto. Judicial" not in leido(dentro.get("/boletas/anio/2025/pdf/").content)[2]
    assert Documento.objects.count() == 2


def test_el_adicional_de_enero_va_con_enero(dentro, docente):
    for periodo in (202501, 202521, 202502):
        apoyo.boleta(docente, periodo, **con([RIM]))
    paginas = leido(dentro.get("/boletas/anio/2025/pdf/").content)
    assert ["Enero 2025 (adicional)" in p for p in paginas] == [False, True, False]
    assert "Febrero 2025" in paginas[2]


def test_el_de_un_anio_largo_lo_hace_el_trabajador(dentro, docente):
    for mes in range(202501, 202513):
        apoyo.boleta(docente, mes, **con(UNA))
    with mock.patch("portal.pdf.render") as dibujar:
        for _ in range(2):
            espera = dentro.get("/boletas/anio/2025/pdf/")
            assert espera.status_code == 202
            assert "Estamos preparando" in en_la_pagina(espera)
            assert espera["Refresh"]
        assert not dibujar.called
    encargo = Encargo.objects.get()
    dibujar_anio.func(encargo.pk)
    dibujar_anio.func(encargo.pk)
    assert len(leido(dentro.get("/boletas/anio/2025/pdf/").content)) == 12
    assert Documento.objects.count() == 1


def test_si_el_trabajador_no_puede_se_dice_y_se_puede_volver_a_pedir(dentro, docente):
    for mes in range(202501, 202513):
        apoyo.boleta(docente, mes)
    dentro.get("/boletas/anio/2025/pdf/")
    with mock.patch("portal.pdf.render", side_effect=PdfNoDisponible("Sin PDF por ahora.")):
        dibujar_anio.func(Encargo.objects.get().pk)
    respuesta = dentro.get("/boletas/anio/2025/pdf/", follow=True)
    assert "Sin PDF por ahora." in en_la_pagina(respuesta)
    assert dentro.get("/boletas/anio/2025/pdf/").status_code == 202
    assert not Documento.objects.exists()


# --- History --------------------------------------------------------------------------------------


def tabla(respuesta) -> list[list[str]]:
    texto = cuerpo(respuesta).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(texto)))


def test_el_historial_en_csv(dentro, docente):
    apoyo.boleta(docente, 202510, **con([RIM]))
    apoyo.boleta(docente, 202510, version=2, **con(UNA, datos={"cargo": "=cmd()"}))
    apoyo.boleta(docente, 202412, **con([RIM]))
    respuesta = dentro.get("/boletas/historial/boletas.csv")
    assert respuesta.streaming
    cabecera, *filas = tabla(respuesta)
    assert [dict(zip(cabecera, f, strict=True))["Mes"] for f in filas] == [
        "Octubre 2025", "Diciembre 2024",
    ]  # fmt: skip
    primera = dict(zip(cabecera, filas[0], strict=True))
    assert (primera["Líquido"], primera["Versión"]) == ("2961.41", "2")
    assert primera["Cargo"] == "'=cmd()"
    _, *lineas = tabla(dentro.get("/boletas/historial/conceptos.csv"))
    assert len(lineas) == len(UNA) + 1
    assert ["202510", "Octubre 2025", "ACT/TIT", "1", "Descuento", "0004", "Dscto. Judicial",
            "200.00"] in lineas  # fmt: skip


def test_el_historial_en_excel_cuadra_y_no_trae_formulas(dentro, docente):
    apoyo.boleta(docente, 202510, **con(UNA, datos={"cargo": "=1+1"}))
    apoyo.boleta(docente, 202411, **con([RIM, ["@x", "-", "+suma", "1.00"]]))
    respuesta = dentro.get("/boletas/historial/boletas.xlsx")
    assert respuesta["Content-Disposition"].endswith('boletas.xlsx"')
    libro = load_workbook(io.BytesIO(cuerpo(respuesta)))
    cabecera, *filas = libro["Boletas"].values
    assert sum(Decimal(str(f[cabecera.index("Líquido")])) for f in filas) == Decimal("6461.11")
    assert len(list(libro["Conceptos"].values)) == 1 + len(UNA) + 2
    celdas = [c for hoja in libro for fila in hoja for c in fila]
    assert {c.data_type for c in celdas} == {"s", "n"}
    assert "'=1+1" in [c.value for c in celdas]
    assert "'+suma" in [c.value for c in celdas]


def test_una_descarga_es_un_suceso_que_no_dice_que_trae(dentro, docente):
    apoyo.boleta(docente, **con(UNA))
    cuerpo(dentro.get("/boletas/historial/conceptos.csv"))
    suceso = Suceso.objects.get(tipo=Suceso.Tipo.EXPORTACION)
    assert (suceso.usuario, suceso.detalle) == (docente.usuario, "Historial de boletas")
    assert dentro.get("/boletas/historial/otra.csv").status_code == 404


def test_la_pagina_avisa_antes_de_bajarlo_y_nadie_baja_lo_de_otro(dentro, docente):
    apoyo.boleta(docente)
    apoyo.boleta(apoyo.docente(), **con(UNA))
    assert "también los reservados" in en_la_pagina(dentro.get("/boletas/"))
    assert len(tabla(dentro.get("/boletas/historial/boletas.csv"))) == 2


# --- Constancia -----------------------------------------------------------------------------------


def emitir(cliente, desde=202501, hasta=202512, **mas):
    return cliente.post("/boletas/constancia/", {"desde": desde, "hasta": hasta}, **mas)


def test_la_constancia_dice_los_totales_y_ningun_concepto(dentro, docente, client):
    apoyo.boleta(docente, 202501, **con(UNA))
    apoyo.boleta(docente, 202512, **con([RIM]))
    apoyo.boleta(docente, 202532, **con([FAMILIAR]))
    assert emitir(dentro).status_code == 302
    documento = Documento.objects.get()
    url = reverse("boletas:constancia_pdf", args=[documento.publico])
    assert url in en_la_pagina(dentro.get("/boletas/constancia/"))
    paginas = leido(dentro.get(url).content)
    junto = " ".join(" ".join(paginas).split())
    for parte in ("Enero 2025", "S/ 2,961.41", "Diciembre 2025 (adicional)", "S/ 6,575.11",
                  documento.codigo, docente.documento):  # fmt: skip
        assert parte in junto
    assert "Judicial" not in junto
    client.logout()
    verifica = client.post(
        "/verificar/", {"codigo": normalizar(documento.codigo), "digitos": docente.documento[-4:]}
    )
    assert "Constancia de remuneraciones" in en_la_pagina(verifica)
    assert "2,961" not in en_la_pagina(verifica)


def test_la_misma_de_un_dia_es_un_documento(dentro, docente):
    apoyo.boleta(docente, 202501)
    emitir(dentro, 202501, 202501)
    emitir(dentro, 202501, 202501)
    assert Documento.objects.count() == 1


def test_los_meses_al_reves_o_que_no_hay_se_niegan_con_una_frase(dentro, docente):
    apoyo.boleta(docente, 202501)
    apoyo.boleta(docente, 202511)
    assert "no puede ser anterior" in en_la_pagina(emitir(dentro, 202511, 202501))
    assert "Escoja una opción válida" in en_la_pagina(emitir(dentro, 202502, 202511))
    apoyo.boleta(docente, 201501)
    assert "60 meses como máximo" in en_la_pagina(emitir(dentro, 201501, 202511))
    assert not Documento.objects.exists()


def test_diez_al_dia(dentro, docente):
    for mes in range(202501, 202512):
        apoyo.boleta(docente, mes)
    with mock.patch("portal.pdf.render", return_value=b"%PDF"):
        for mes in range(202501, 202511):
            assert emitir(dentro, mes, mes).status_code == 302
        assert "Ya emitió 10 constancias hoy" in en_la_pagina(emitir(dentro, 202511, 202511))
        assert emitir(dentro, 202501, 202501).status_code == 302
    assert Documento.objects.count() == 10


def test_lo_no_publicado_no_entra_en_nada(dentro, docente):
    from datetime import timedelta

    from django.utils import timezone

    apoyo.boleta(docente, 202511, **con([RIM]))
    futura = apoyo.importacion(publicada_en=timezone.now() + timedelta(hours=1))
    apoyo.boleta(docente, 202511, version=2, importacion=futura, **con(UNA))
    apoyo.boleta(docente, 202512, importacion=futura, **con(UNA))
    assert len(tabla(dentro.get("/boletas/historial/boletas.csv"))) == 2
    assert "Suma de una boleta" in en_la_pagina(dentro.get("/boletas/anio/2025/"))
    assert "Diciembre 2025" not in en_la_pagina(dentro.get("/boletas/constancia/"))


def test_lo_de_otro_no_existe_en_ninguna_direccion(client, docente):
    suya = apoyo.boleta(docente, 202511)
    client.force_login(docente.usuario)
    emitir(client, 202511, 202511)
    constancia = Documento.objects.get()
    otro = apoyo.docente()
    client.force_login(otro.usuario)
    for url in (
        f"/boletas/{suya.publico}/", f"/boletas/{suya.publico}/pdf/",
        f"/boletas/{suya.publico}/consultar/0/", "/boletas/anio/2025/", "/boletas/anio/2025/pdf/",
        f"/boletas/constancia/{constancia.publico}/pdf/",
        f"/boletas/constancia/{uuid.uuid4()}/pdf/",
    ):  # fmt: skip
        assert client.get(url).status_code == 404, url


def test_quien_ceso_se_lleva_todo(client):
    cesado = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    for mes in (201501, 202511):
        apoyo.boleta(cesado, mes)
    client.force_login(cesado.usuario)
    assert "2015" in en_la_pagina(client.get("/boletas/"))
    for url in ("/boletas/?anio=2015", "/boletas/anio/2015/", "/boletas/anio/2015/pdf/",
                "/boletas/historial/boletas.xlsx"):  # fmt: skip
        assert client.get(url).status_code == 200, url
    assert emitir(client, 202511, 202511).status_code == 302
