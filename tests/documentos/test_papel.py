"""The paper of each kind, read by programs that did not draw it."""

import json
import re
import uuid
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from django.db import transaction
from django.utils.timezone import localdate
from pypdf import PdfReader

from legajo.documentos import direccion_de_verificacion
from legajo.emision.clases import EMISIBLES
from legajo.estructuras import DIEZ, tipos
from legajo.models import Capacitacion, Documento, Formacion
from tests import fabricas
from tests.documentos.apoyo import adjunto_de, emitido, etiquetas, llenar, octetos_de, paginas_de

CLASES = tuple(EMISIBLES)
TITULOS = {
    "hoja_de_vida": "Reporte de hoja de vida",
    "informe_escalafonario": "Informe escalafonario N° ",
    "constancia_tiempo": "Constancia de tiempo de servicios",
    "copia_a_fecha": "Copia del legajo al ",
}
Emitidos = dict[str, tuple[Documento, bytes]]


@pytest.fixture(scope="module")
def emitidos(django_db_setup: None, django_db_blocker: Any) -> Iterator[Emitidos]:
    """A document of each kind, of somebody with three records of every kind."""
    with django_db_blocker.unblock(), transaction.atomic():
        persona = fabricas.servidor(fabricas.ugel())
        llenar(persona, 3, tipos())
        hechos = {c: emitido(persona, c, al=_al(c)) for c in CLASES}
        yield {c: (documento, octetos_de(documento)) for c, documento in hechos.items()}
        transaction.set_rollback(True)


def _al(clase: str) -> Any:
    return localdate() if clase == "copia_a_fecha" else None


@pytest.mark.parametrize("clase", CLASES)
def test_the_paper_says_what_it_is_whose_until_when_and_how_to_check_it(emitidos, clase):
    documento, octetos = emitidos[clase]
    paginas = paginas_de(octetos)
    primera = paginas[0]
    assert TITULOS[clase] in primera
    assert documento.unidad.nombre in primera
    assert "Quispe Ñahui" in primera
    entero = " ".join(paginas)
    assert "Expediente N° MPV2026-EXT-0000001 del 15/01/2026, solicitado por Rosa" in entero
    if documento.vence:
        assert f"Válido hasta el {documento.vence:%d/%m/%Y}" in primera
    else:
        assert "Válido hasta" not in entero
    for numero, pagina in enumerate(paginas, start=1):
        assert documento.codigo in pagina
        assert "Este documento no lleva firma digital." in pagina
        assert re.search(rf"(Página|Pag\. N°) {numero} de {len(paginas)}", pagina)


@pytest.mark.parametrize("clase", [c for c in CLASES if c != "constancia_tiempo"])
def test_the_official_sections_stand_in_their_order(emitidos, clase):
    documento, octetos = emitidos[clase]
    titulos = [f"{s['numero']}. {s['titulo']}" for s in documento.contenido["secciones"]]
    numeros = [s.numero for s in DIEZ]
    assert [t.partition(".")[0] for t in titulos] == [
        n for n in numeros if clase != "informe_escalafonario" or n not in ("I", "V", "X")
    ]
    entero = " ".join(paginas_de(octetos))
    lugares = [entero.index(titulo) for titulo in titulos]
    assert lugares == sorted(lugares)


@pytest.mark.parametrize("clase", CLASES)
def test_a_screen_reader_finds_title_language_headings_and_heads(emitidos, clase):
    _, octetos = emitidos[clase]
    with pikepdf.open(BytesIO(octetos)) as pdf:
        assert str(pdf.Root.Lang) == "es-PE"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert TITULOS[clase].strip() in str(pdf.docinfo["/Title"])
        with pdf.open_metadata() as metadatos:
            assert metadatos["pdfaid:part"] == "3"
            assert metadatos["pdfaid:conformance"] == "A"
            assert metadatos["dc:creator"] == ["UGEL Pasco"]
    vistas = etiquetas(octetos)
    niveles = [int(tag[1]) for tag, _ in vistas if re.fullmatch(r"H\d", tag)]
    assert niveles[0] == 1
    assert niveles.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(niveles, niveles[1:], strict=False))
    cabezas = {dichos["id"] for tag, dichos in vistas if tag == "TH"}
    celdas = [dichos["cabezas"] for tag, dichos in vistas if tag == "TD"]
    assert celdas
    assert all(suyas and set(suyas) <= cabezas for suyas in celdas)
    figuras = [dichos["alt"] for tag, dichos in vistas if tag == "Figure"]
    assert figuras == ["Código QR que lleva a la página que verifica este documento"]


@pytest.mark.parametrize("clase", CLASES)
def test_every_font_is_inside(emitidos, clase):
    _, octetos = emitidos[clase]
    lector, fuentes = PdfReader(BytesIO(octetos)), set()
    for pagina in lector.pages:
        for fuente in pagina["/Resources"]["/Font"].values():
            for hija in fuente.get_object()["/DescendantFonts"]:
                descriptor = hija.get_object()["/FontDescriptor"].get_object()
                assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
                fuentes.add(descriptor["/FontName"])
    assert fuentes
    assert all("Public-Sans" in nombre for nombre in fuentes), fuentes


@pytest.mark.parametrize("clase", CLASES)
def test_its_qr_leads_to_its_verification(emitidos, clase):
    documento, octetos = emitidos[clase]
    imagen = pypdfium2.PdfDocument(octetos)[0].render(scale=3).to_pil()
    (leido,) = zxingcpp.read_barcodes(imagen)
    assert leido.text == direccion_de_verificacion(documento)


def test_the_informe_has_the_foot_that_programs_of_the_sector_read(emitidos):
    documento, octetos = emitidos["informe_escalafonario"]
    paginas = paginas_de(octetos)
    for numero, pagina in enumerate(paginas, start=1):
        lugares = [
            pagina.index(seña)
            for seña in (
                f"INFORME ESCALAFONARIO N° {documento.numero}",
                "Usuario del Sistema: Especialista Mamani Ñahui",
                f"Fecha y Hora de Impresión: {documento.contenido['emitido_en']}",
                "Versión del Sistema: ",
            )
        ]
        assert lugares == sorted(lugares)
        assert f"Pag. N° {numero} de {len(paginas)}" in pagina


def test_heads_are_repeated_and_no_row_is_torn(db):
    persona = fabricas.servidor(fabricas.ugel())
    largo = "institución de nombre largo que ocupa varias líneas " * 4
    uno = fabricas.registro(Capacitacion.tipo, persona)
    for i in range(60):
        uno.pk, uno.publico = None, uuid.uuid4()
        uno.tema, uno.institucion = f"INI{i:02} tema", f"{largo}FIN{i:02}"
        uno.save(force_insert=True)
    paginas = paginas_de(octetos_de(emitido(persona)))
    con_filas = [p for p in paginas if re.search(r"INI\d\d", p)]
    assert len(con_filas) >= 4
    for pagina in con_filas:
        assert re.findall(r"INI(\d\d)", pagina) == re.findall(r"FIN(\d\d)", pagina)
        cabeza = pagina.index("Institución Tema")
        assert cabeza < pagina.index("INI")
    orden = [int(n) for p in con_filas for n in re.findall(r"INI(\d\d)", p)]
    assert orden == sorted(orden, reverse=True)


def test_a_legajo_without_records_says_so_of_each_kind(db):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    entero = " ".join(paginas_de(octetos_de(emitido(persona))))
    for tipo in tipos():
        assert tipo.vacio in entero


HOSTILES = (
    "<script>alert(1)</script><img src='file:///etc/passwd'>",
    "{{ contenido }} {% load x %} &amp; &lt;b&gt;",
    "Ñandú güeña áéíóú ¿¡ «N° 1.º 2.ª» – — “x” ’ … € S/ 1,234.50",
)
RAROS = (
    "عربي עברית مختلط",
    "Docente \U0001f469\U0001f3fd\u200d\U0001f3eb \U0001f1f5\U0001f1ea",
    "漢字 ไทย \u202e al revés",
)


def test_what_a_field_holds_is_shown_as_text(db):
    persona = fabricas.servidor(fabricas.ugel())
    for texto in (*HOSTILES, *RAROS, "x" * 190, "‮" + "sin fin" * 20):
        fabricas.registro(Formacion.tipo, persona, centro_estudios=texto, titulo="T" * 250)
    documento = emitido(persona)
    octetos = octetos_de(documento)
    entero = "".join(paginas_de(octetos)).replace(" ", "")
    for texto in HOSTILES:
        assert texto.replace(" ", "") in entero
    assert "Docente???" in entero
    assert "alrevés" in entero
    assert "root:" not in entero
    assert list(PdfReader(BytesIO(octetos)).attachments) == ["documento.json"]
    dicho = json.dumps(adjunto_de(octetos)["contenido"], ensure_ascii=False)
    assert all(texto in dicho for texto in RAROS)


def test_a_thousand_rows_are_issued_whole(db):
    persona = fabricas.servidor(fabricas.ugel())
    llenar(persona, 1000, [Capacitacion.tipo])
    paginas = paginas_de(octetos_de(emitido(persona)))
    temas = [int(n) for p in paginas for n in re.findall(r"sintético de tema (\d+)", p)]
    assert temas == list(range(999, -1, -1))
    assert f"Página {len(paginas)} de {len(paginas)}" in paginas[-1]
