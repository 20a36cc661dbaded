"""Importing a file: round trip, encodings, faults, idempotency, versions."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from boletas.importar import importar
from boletas.models import Boleta, Concepto, Importacion
from portal.tablas_csv import ArchivoIlegibleError
from tests.boletas import apoyo

pytestmark = pytest.mark.django_db


@pytest.fixture
def docente():
    return apoyo.docente()


def test_lo_importado_es_lo_que_decia_el_archivo(docente, tmp_path):
    resumen = importar(apoyo.archivo(tmp_path, [apoyo.fila(docente)]))
    boleta = Boleta.objects.get()
    assert (resumen.nuevas, resumen.corregidas, resumen.malas) == (1, 0, 0)
    assert (boleta.servidor, boleta.unidad.codigo, boleta.version) == (docente, "190001", 1)
    assert boleta.liquido == Decimal("3021.66")
    assert boleta.conceptos == [
        ["177", "+", "RIM_Ley 29944", "3500.70"],
        ["0113", "-", "D.L. 25897 AFP", "452.29"],
        ["0006", "-", "Derr Magisteria", "26.75"],
        ["ESSALUD", "A", "ESSALUD", "315.06"],
    ]
    assert boleta.datos["establecimiento"] == "30001 SANTA ISABEL"
    importada = Importacion.objects.get()
    assert (importada.filas, importada.liquido) == (1, Decimal("3021.66"))
    assert [u.codigo for u in importada.unidades.all()] == ["190001"]
    assert len(importada.sha256) == 64


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separador", [",", ";", "\t"])
def test_codificaciones_y_separadores(docente, tmp_path, codificacion, separador):
    importar(apoyo.archivo(tmp_path, [apoyo.fila(docente)], separador, codificacion))
    assert Boleta.objects.get().datos["apellido_materno"] == "ÑAHUI"


def test_columnas_en_cualquier_orden(docente, tmp_path):
    al_reves = dict(reversed(apoyo.fila(docente).items()))
    importar(apoyo.archivo(tmp_path, [{k.upper(): v for k, v in al_reves.items()}]))
    assert Boleta.objects.get().ingresos == Decimal("3500.70")


def test_concepto_por_codigo_y_concepto_desconocido(docente, tmp_path):
    fila = apoyo.fila(docente, hab01="177", des02=r"c\oop; «nueva»")
    resumen = importar(apoyo.archivo(tmp_path, [fila]))
    conceptos = Boleta.objects.get().conceptos
    assert conceptos[0][:3] == ["177", "+", "RIM_Ley 29944"]
    assert conceptos[2][:3] == ["", "-", r"c\oop; «nueva»"]
    assert dict(resumen.desconocidos) == {("-", r"c\oop; «nueva»"): 1}


def test_la_misma_fila_otra_vez_no_cambia_nada(docente, tmp_path):
    ruta = apoyo.archivo(tmp_path, [apoyo.fila(docente)])
    importar(ruta)
    resumen = importar(ruta)
    assert (resumen.nuevas, resumen.corregidas, resumen.iguales) == (0, 0, 1)
    assert Boleta.objects.count() == Importacion.objects.count() == 1


def test_una_fila_distinta_es_una_version_nueva(docente, tmp_path):
    importar(apoyo.archivo(tmp_path, [apoyo.fila(docente)]))
    cambio = apoyo.fila(docente, mtodes02="30.00", rlq_totliqpago="3018.41")
    resumen = importar(apoyo.archivo(tmp_path, [cambio]))
    assert (resumen.nuevas, resumen.corregidas) == (0, 1)
    assert [(b.version, str(b.liquido)) for b in Boleta.objects.order_by("version")] == [
        (1, "3021.66"),
        (2, "3018.41"),
    ]
    # back to the first content: it is not what is published now, hence a third version
    assert importar(apoyo.archivo(tmp_path, [apoyo.fila(docente)])).corregidas == 1


def test_dos_cargos_y_un_adicional_son_tres_boletas(docente, tmp_path):
    filas = [
        apoyo.fila(docente),
        apoyo.fila(docente, cae_numcarg="2"),
        apoyo.fila(docente, periodo="202531"),
    ]
    assert importar(apoyo.archivo(tmp_path, filas)).nuevas == 3


def test_con_una_fila_mala_no_se_escribe_nada(docente, tmp_path):
    filas = [apoyo.fila(docente), apoyo.fila(docente, dni="99999999"), apoyo.fila(docente)]
    avisos = []
    resumen = importar(apoyo.archivo(tmp_path, filas), avisar=avisos.append)
    assert [(a.linea, a.motivo) for a in avisos] == [
        (3, "No hay un legajo con ese documento."),
        (4, "Repite la boleta de la línea 2."),
    ]
    assert (resumen.leidas, resumen.malas, resumen.nuevas) == (3, 2, 0)
    assert not Boleta.objects.exists()
    assert not Importacion.objects.exists()


def test_parcial_importa_las_buenas(docente, tmp_path):
    filas = [apoyo.fila(docente), apoyo.fila(docente, periodo="x"), apoyo.fila(docente, dni="1")]
    resumen = importar(apoyo.archivo(tmp_path, filas), parcial=True)
    assert (resumen.nuevas, resumen.malas) == (1, 2)
    assert Boleta.objects.count() == 1


def test_simular_cuenta_y_no_escribe(docente, tmp_path):
    resumen = importar(apoyo.archivo(tmp_path, [apoyo.fila(docente)]), simular=True)
    assert (resumen.nuevas, resumen.escrito) == (1, False)
    assert resumen.totales[0].liquido == Decimal("3021.66")
    assert not Boleta.objects.exists()


@pytest.mark.parametrize(
    ("octetos", "motivo"),
    [
        (b"", "vac"),
        (b"\n\n", "vac"),
        (b"hola,adios\n1,2\n", "Falta la columna"),
        (b'periodo,"dni\n1,2\n', "no se puede leer|Falta la columna"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Falta la columna|no se puede leer"),
    ],
)
def test_lo_que_no_es_una_tabla_se_dice(tmp_path, octetos, motivo):
    ruta = tmp_path / "x.csv"
    ruta.write_bytes(octetos)
    with pytest.raises(ArchivoIlegibleError, match=motivo):
        importar(ruta)


def test_un_archivo_que_se_corta_no_escribe_nada(docente, tmp_path):
    ruta = tmp_path / "cortado.csv"
    ruta.write_text(apoyo.texto([apoyo.fila(docente)]) + '202511,"sin cerrar', encoding="utf-8")
    with pytest.raises(ArchivoIlegibleError, match="Desde la línea 3"):
        importar(ruta)
    assert not Boleta.objects.exists()


def test_no_existe(tmp_path):
    with pytest.raises(CommandError, match="No se pudo abrir"):
        call_command("importar_boletas", tmp_path / "nada.csv")


def test_el_comando_informa_y_falla_con_filas_malas(docente, tmp_path):
    salida, errores = StringIO(), StringIO()
    ruta = apoyo.archivo(tmp_path, [apoyo.fila(docente), apoyo.fila(docente, mtohab01="x")])
    with pytest.raises(CommandError, match="No se escribió nada"):
        call_command("importar_boletas", ruta, stdout=salida, stderr=errores)
    assert "Línea 3, columna «mtohab01», valor «x»: No es un monto" in errores.getvalue()
    call_command(
        "importar_boletas", ruta, "--parcial", "--usuario", docente.documento, stdout=salida
    )
    assert "líquido S/ 3,021.66" in salida.getvalue()
    assert Importacion.objects.get().hecha_por == docente.usuario


def test_el_catalogo_se_carga_una_vez():
    from boletas.conceptos import cargar_conceptos

    assert Concepto.objects.count() == 118
    assert cargar_conceptos() == 0
