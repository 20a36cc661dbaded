"""What is in the copy of one's data: all of it, and nothing of others."""

from io import BytesIO
from unittest import mock

import pytest
from django.apps import apps
from django.core.files.storage import FileSystemStorage, default_storage
from pypdf import PdfReader

from accounts.models import Usuario
from legajo import cambios
from legajo.estructuras import DIEZ, tipos
from legajo.models import Capacitacion, Documento, Servidor
from portal.mis_datos.contenido import EXCLUIDOS, contenido_de
from portal.tablas_csv import neutra
from tests import fabricas
from tests.boletas.apoyo import boleta
from tests.mis_datos.apoyo import FORMULA, Copia, con_de_todo, con_sustento, pdf_de_ejemplo
from tests.solicitudes.apoyo import enviar_alta

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


def _que_nombran_personas() -> set[str]:
    return {
        modelo._meta.label
        for modelo in apps.get_models()
        if modelo._meta.managed and not modelo._meta.proxy
        for campo in modelo._meta.concrete_fields
        if campo.related_model in (Servidor, Usuario)
    }


def test_every_model_that_names_a_person_is_in_the_copy_or_it_says_why_not(persona):
    partes = contenido_de(persona.usuario).partes
    en_la_copia = {parte.modelo._meta.label for parte in partes}
    assert _que_nombran_personas() - en_la_copia - set(EXCLUIDOS) == set()
    assert set(EXCLUIDOS) <= _que_nombran_personas() - en_la_copia
    assert len({parte.nombre for parte in partes}) == len(partes)


def test_there_is_a_bit_of_everything():
    persona, _ = con_de_todo()
    copia = Copia(persona.usuario)
    assert {"LEAME.txt", "legajo.pdf", "datos.json"} <= set(copia.nombres)
    for parte in copia.partes.values():
        assert all(fila.keys() == parte["campos"].keys() for fila in parte["filas"])
    vacias = {nombre for nombre, parte in copia.partes.items() if not parte["filas"]}
    de_la_cuenta = {"roles", "copias", "sucesos", "sesiones", "correos", "codigos", "accesos",
                    "anulaciones"}  # fmt: skip
    assert vacias <= de_la_cuenta
    for nombre in copia.partes.keys() - vacias:
        assert len(copia.tabla(nombre)) == len(copia.partes[nombre]["filas"]), nombre
        assert f"csv/{nombre}.csv: " in copia.leame
    assert copia.datos["esquema"] == {"nombre": "mis-datos", "version": 1}
    assert copia.datos["titular"]["documento"] == persona.documento
    assert "29733" in copia.leame
    hechos, total = copia.avances[-1]
    assert hechos == total == len(copia.avances)


@pytest.mark.parametrize("tipo", list(tipos()), ids=lambda t: t.slug)
def test_each_kind_has_every_datum_the_retired_too(tipo, persona):
    registro = fabricas.registro(tipo, persona, anotaciones="Lo que anoté")
    autoria = cambios.Autoria(por=persona.usuario, medio="prueba", motivo="Estaba dos veces")
    cambios.retirar(registro, autoria=autoria)
    copia = Copia(persona.usuario)
    fila = next(
        f for f in copia.partes[tipo.slug]["filas"] if f["publico"] == str(registro.publico)
    )
    assert fila["retirado"] is True
    assert fila["anotaciones"] == "Lo que anoté"
    assert set(tipo.campos) <= fila.keys()
    suyas = [
        f for f in copia.partes[f"historial/{tipo.slug}"]["filas"]
        if f["publico"] == str(registro.publico)
    ]  # fmt: skip
    assert [f["operacion"] for f in suyas] == ["Alta", "Cambio"]
    assert suyas[1]["motivo_del_cambio"] == "Estaba dos veces"
    assert (suyas[1]["quien"], suyas[1]["medio"]) == ("Usted", "prueba")
    escrita = next(f for f in copia.tabla(tipo.slug) if f["Anotaciones"] == "Lo que anoté")
    assert escrita["Retirado"] == "Sí"


def test_values_are_plain_in_json_and_read_well_in_csv(persona):
    fabricas.registro(Capacitacion.tipo, persona)
    copia = Copia(persona.usuario)
    (fila,) = copia.partes["capacitaciones"]["filas"]
    assert fila["fecha_inicio"] == "2019-03-01"
    assert fila["creditos"] == "10.50"
    assert fila["tipo_estudio"].keys() == {"codigo", "nombre"}
    (escrita,) = copia.tabla("capacitaciones")
    assert escrita["Fecha de inicio"] == "01/03/2019"
    assert escrita["Unidad que registró"] == persona.unidad.nombre
    assert copia.zip.read("csv/capacitaciones.csv").startswith(b"\xef\xbb\xbf")


def test_others_are_named_by_name_and_unit_and_no_more():
    persona, jefe = con_de_todo()
    copia = Copia(persona.usuario)
    firma = f"Jefa Mamani ({persona.unidad.nombre})"
    assert copia.partes["historial/domicilios"]["filas"][0]["quien"] == firma
    assert copia.partes["solicitudes"]["filas"][0]["decidida_por"] == firma
    assert copia.partes["documentos"]["filas"][0]["emitido_por"] == firma
    assert jefe.documento not in copia.textos()


def test_a_nameless_colleague_is_not_named_by_his_documento(persona):
    jefe = fabricas.personal(persona.unidad)
    fabricas.registro(Capacitacion.tipo, persona, por=jefe)
    copia = Copia(persona.usuario)
    (fila,) = copia.partes["historial/capacitaciones"]["filas"]
    assert fila["quien"] == f"Personal ({persona.unidad.nombre})"
    assert jefe.documento not in copia.textos()


def test_nothing_of_another_servidor_is_there(persona):
    ajeno = fabricas.servidor(fabricas.ugel())
    fabricas.registro(Capacitacion.tipo, ajeno, tema="Zzcanario")
    con_sustento(ajeno, pdf_de_ejemplo())
    enviar_alta(ajeno, tema="Zzcanario")
    boleta(ajeno)
    copia = Copia(persona.usuario)
    assert "Zzcanario" not in copia.textos()
    assert ajeno.documento not in copia.textos()
    assert not copia.partes["boletas"]["filas"]
    assert not [n for n in copia.nombres if n.startswith("sustentos/")]


def test_the_files_are_there_those_that_were_replaced_too(persona):
    uno, otro = pdf_de_ejemplo(), pdf_de_ejemplo() + b"\n"
    con_sustento(persona, uno, otro)
    copia = Copia(persona.usuario)
    (fila,) = copia.partes["capacitaciones"]["filas"]
    versiones = [f["archivo"] for f in copia.partes["historial/capacitaciones"]["filas"]]
    assert versiones == ["", "sustentos/capacitaciones-001.pdf", "sustentos/capacitaciones-002.pdf"]
    assert fila["archivo"] == versiones[-1]
    assert [copia.zip.read(v) for v in versiones[1:]] == [uno, otro]


def test_the_issued_documents_are_there():
    persona, _ = con_de_todo()
    copia = Copia(persona.usuario)
    documento = Documento.objects.get(titular=persona)
    (fila,) = copia.partes["documentos"]["filas"]
    assert copia.zip.read(fila["archivo"]) == default_storage.open(documento.archivo.name).read()
    assert fila["archivo"] == f"documentos/hoja_de_vida-{documento.codigo}.pdf"


def test_a_file_that_the_store_has_lost_is_named_and_the_rest_is_there(persona):
    registro = con_sustento(persona, pdf_de_ejemplo())
    default_storage.delete(registro.archivo.name)
    copia = Copia(persona.usuario)
    assert "No se pudo encontrar sustentos/capacitaciones-001.pdf" in copia.leame
    assert "sustentos/capacitaciones-001.pdf" not in copia.nombres
    assert copia.partes["capacitaciones"]["filas"]


def test_a_store_that_does_not_answer_is_no_copy(persona):
    con_sustento(persona, pdf_de_ejemplo())
    falla = mock.patch.object(FileSystemStorage, "_open", side_effect=TimeoutError)
    with falla, pytest.raises(TimeoutError):
        Copia(persona.usuario)


@pytest.mark.parametrize("comienzo", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_would_run_is_neutral(comienzo):
    assert neutra(f"{comienzo}1") == f"'{comienzo}1"
    assert neutra(f"1{comienzo}") == f"1{comienzo}"


def test_a_formula_that_somebody_typed_is_a_text_in_the_csv_and_itself_in_the_json(persona):
    fabricas.registro(Capacitacion.tipo, persona, tema=FORMULA)
    copia = Copia(persona.usuario)
    assert copia.tabla("capacitaciones")[0]["Tema"] == f"'{FORMULA}"
    assert copia.partes["capacitaciones"]["filas"][0]["tema"] == FORMULA


def test_an_account_without_legajo_takes_its_account_along():
    cuenta = fabricas.personal(fabricas.ugel(), nombre="Especialista Mamani")
    copia = Copia(cuenta)
    assert copia.partes["roles"]["filas"][0]["rol"]["nombre"] == "Especialista de escalafón"
    assert copia.partes["cuenta"]["filas"][0]["documento"] == cuenta.documento
    assert "password" not in copia.partes["cuenta"]["filas"][0]
    assert "legajo.pdf" not in copia.nombres
    assert "no tiene un legajo" in copia.leame


def test_a_legajo_that_nobody_linked_yet_is_his_too():
    suelto = fabricas.servidor(fabricas.ugel(), usuario=None)
    cuenta = fabricas.usuario(documento=suelto.documento)
    assert "legajo.pdf" in Copia(cuenta).nombres


def test_the_pdf_is_the_whole_legajo_and_says_that_it_is_no_document():
    persona, _ = con_de_todo()
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="Retirado después")
    cambios.retirar(registro, autoria=cambios.Autoria(por=persona.usuario, medio="prueba"))
    paginas = PdfReader(BytesIO(Copia(persona.usuario).zip.read("legajo.pdf"))).pages
    textos = [pagina.extract_text() for pagina in paginas]
    entero = " ".join(" ".join(textos).split())
    assert all(s.titulo in entero for s in DIEZ)
    assert "Retirado después" in entero
    assert all(
        "Copia de mis datos, no es un documento oficial" in " ".join(t.split()) for t in textos
    )


@pytest.mark.parametrize("cuantos", [1, 24, 200])
def test_queries_do_not_grow_with_the_records(persona, cuantos, django_assert_max_num_queries):
    jefe = fabricas.personal(persona.unidad, nombre="Jefa")
    registro = fabricas.registro(Capacitacion.tipo, persona, por=jefe)
    for _ in range(cuantos - 1):
        registro.pk, registro.publico = None, __import__("uuid").uuid4()
        registro.save(force_insert=True)
    # of each kind: its records, the people in them, their files, their history, the PDF
    with django_assert_max_num_queries(5 * len(list(tipos())) + 40):
        copia = Copia(persona.usuario)
    assert len(copia.partes["capacitaciones"]["filas"]) == cuantos
