"""Importing a file: round trip, encodings, faults, idempotency, versions."""

import csv
import hashlib
import re
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localtime

from boletas.importacion.importar import importar
from boletas.models import Boleta, BoletaEnEspera, Concepto, Importacion, Original
from tests import fabricas
from tests.boletas import apoyo

pytestmark = pytest.mark.django_db


Estado = Importacion.Estado


@pytest.fixture
def docente():
    return apoyo.docente()


def errores(hecha):
    return [(h.linea, h.motivo) for h in hecha.hallazgos.errores()]


def test_lo_importado_es_lo_que_decia_el_archivo(docente, tmp_path):
    ruta = apoyo.archivo(tmp_path, [apoyo.fila(docente)])
    importada = importar(ruta)
    boleta = Boleta.objects.publicadas().get()
    assert (importada.nuevas, importada.corregidas, importada.malas) == (1, 0, 0)
    assert (importada.estado, importada.get_formato_display()) == ("A", "Exportación en CSV")
    assert (boleta.servidor, boleta.unidad.codigo, boleta.version) == (docente, "190001", 1)
    assert boleta.liquido == Decimal("3021.66")
    assert boleta.conceptos == [
        ["177", "+", "RIM_Ley 29944", "3500.70"],
        ["0113", "-", "D.L. 25897 AFP", "452.29"],
        ["0006", "-", "Derr Magisteria", "26.75"],
        ["ESSALUD", "A", "ESSALUD", "315.06"],
    ]
    assert boleta.datos["establecimiento"] == "30001 SANTA ISABEL"
    assert (importada.filas, importada.liquido) == (1, Decimal("3021.66"))
    total = importada.totales.get()
    assert (total.unidad.codigo, total.boletas, total.ingresos, total.descuentos) == (
        "190001", 1, Decimal("3500.70"), Decimal("479.04"),
    )  # fmt: skip
    assert importada.guardado.read() == ruta.read_bytes()
    assert "planilla" not in importada.guardado.name.rsplit("/", 1)[1]
    assert importada.sha256 == hashlib.sha256(ruta.read_bytes()).hexdigest()
    assert not Original.objects.exists()


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
    hecha = importar(apoyo.archivo(tmp_path, [fila]))
    conceptos = Boleta.objects.get().conceptos
    assert conceptos[0][:3] == ["177", "+", "RIM_Ley 29944"]
    assert conceptos[2][:3] == ["", "-", r"c\oop; «nueva»"]
    assert hecha.desconocidos["conceptos"] == [["-", r"c\oop; «nueva»", 1]]


def test_la_misma_fila_otra_vez_no_cambia_nada(docente, tmp_path):
    ruta = apoyo.archivo(tmp_path, [apoyo.fila(docente)])
    importar(ruta)
    hecha = importar(ruta)
    assert (hecha.nuevas, hecha.corregidas, hecha.iguales) == (0, 0, 1)
    assert (hecha.estado, Boleta.objects.count()) == (Estado.REVISADA, 1)


def test_una_fila_distinta_es_una_version_nueva(docente, tmp_path):
    importar(apoyo.archivo(tmp_path, [apoyo.fila(docente)]))
    cambio = apoyo.fila(docente, mtodes02="30.00", rlq_totliqpago="3018.41")
    hecha = importar(apoyo.archivo(tmp_path, [cambio]))
    assert (hecha.nuevas, hecha.corregidas) == (0, 1)
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
    hecha = importar(apoyo.archivo(tmp_path, filas))
    assert errores(hecha) == [
        (3, "No hay un legajo con ese documento."),
        (4, "Repite la boleta de la línea 2."),
    ]
    assert (hecha.leidas, hecha.malas, hecha.nuevas) == (3, 2, 1)
    assert hecha.estado == Estado.REVISADA
    assert not Boleta.objects.exists()


def test_parcial_importa_las_buenas(docente, tmp_path):
    filas = [apoyo.fila(docente), apoyo.fila(docente, periodo="x"), apoyo.fila(docente, dni="1")]
    hecha = importar(apoyo.archivo(tmp_path, filas), parcial=True)
    assert (hecha.nuevas, hecha.malas) == (1, 2)
    assert Boleta.objects.count() == 1


def test_simular_cuenta_y_no_escribe(docente, tmp_path):
    hecha = importar(apoyo.archivo(tmp_path, [apoyo.fila(docente)]), simular=True)
    assert (hecha.nuevas, hecha.estado) == (1, Estado.REVISADA)
    assert hecha.totales.get().liquido == Decimal("3021.66")
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
    hecha = importar(ruta)
    assert hecha.estado == Estado.ILEGIBLE
    assert re.search(motivo, hecha.mensaje)


def test_un_archivo_que_se_corta_no_escribe_nada(docente, tmp_path):
    ruta = tmp_path / "cortado.csv"
    ruta.write_text(apoyo.texto([apoyo.fila(docente)]) + '202511,"sin cerrar', encoding="utf-8")
    assert "Desde la línea 3" in importar(ruta).mensaje
    assert not BoletaEnEspera.objects.exists()
    assert not Boleta.objects.exists()


def test_no_existe(tmp_path):
    with pytest.raises(CommandError, match="No se pudo abrir"):
        call_command("importar_boletas", tmp_path / "nada.csv")


def test_el_comando_informa_y_falla_con_filas_malas(docente, tmp_path):
    salida, errores = StringIO(), StringIO()
    informe = tmp_path / "hallazgos.csv"
    ruta = apoyo.archivo(tmp_path, [apoyo.fila(docente), apoyo.fila(docente, mtohab01="x9x")])
    with pytest.raises(CommandError, match="No se publicó nada"):
        call_command("importar_boletas", ruta, errores=informe, stdout=salida, stderr=errores)
    assert "mtohab01" in errores.getvalue()
    assert "No es un monto como 1234.50." in errores.getvalue()
    with informe.open(encoding="utf-8-sig", newline="") as abierto:
        assert list(csv.reader(abierto))[1] == [
            "Error", "3", "mtohab01", "x9x", "No es un monto como 1234.50.",
        ]  # fmt: skip
    call_command("importar_boletas", ruta, "--parcial", stdout=salida)
    assert "líquido S/ 3,021.66" in salida.getvalue()
    assert Boleta.objects.publicadas().count() == 1


def test_lo_que_el_comando_dice_no_nombra_a_nadie(docente, tmp_path):
    filas = [apoyo.fila(docente, cae_numcarg=str(n), rlq_totliqpago="3021.67") for n in range(3)]
    errores = StringIO()
    with pytest.raises(CommandError):
        call_command(
            "importar_boletas", apoyo.archivo(tmp_path, filas), stdout=StringIO(), stderr=errores
        )
    assert "No cuadra con haberes menos descuentos." in errores.getvalue()
    for dicho in ("3021", "3,021", docente.documento, "QUISPE"):
        assert dicho not in errores.getvalue()


def test_el_comando_programa_y_otro_retira(docente, tmp_path):
    ruta, salida = apoyo.archivo(tmp_path, [apoyo.fila(docente)]), StringIO()
    manana = f"{localtime() + timedelta(days=1):%Y-%m-%d} 06:00"
    call_command("importar_boletas", ruta, publicar_en=manana, stdout=salida)
    assert "Programada para el" in salida.getvalue()
    assert (Boleta.objects.count(), Boleta.objects.publicadas().count()) == (1, 0)
    hecha = Importacion.objects.get()
    call_command("retirar_boletas", str(hecha.pk), stdout=salida)
    assert "1 boletas no se publicarán" in salida.getvalue()
    for malo in (str(hecha.pk), "999999"):
        with pytest.raises(CommandError):
            call_command("retirar_boletas", malo)
    with pytest.raises(CommandError, match="La hora se escribe"):
        call_command("importar_boletas", ruta, publicar_en="mañana")


def test_el_comando_compara_con_los_totales_de_control(docente, tmp_path):
    ruta = apoyo.archivo(tmp_path, [apoyo.fila(docente)])
    salida = StringIO()
    with pytest.raises(CommandError, match="No se publicó nada"):
        call_command(
            "importar_boletas", ruta, control_filas="2", control_liquido="3021.66", stdout=salida
        )
    assert "Boletas: difiere del control en -1" in salida.getvalue()
    with pytest.raises(CommandError, match="escriba un número"):
        call_command("importar_boletas", ruta, control_liquido="1e5", stdout=salida)
    call_command("importar_boletas", ruta, control_filas="1", stdout=salida)
    assert Boleta.objects.publicadas().count() == 1


def test_por_otro_solo_en_su_rama(docente, tmp_path):
    ruta = apoyo.archivo(tmp_path, [apoyo.fila(docente)])
    ajeno = fabricas.personal(fabricas.ugel("210001"), "Planillas")
    with pytest.raises(CommandError):
        call_command("importar_boletas", ruta, usuario=ajeno.documento, stdout=StringIO())
    [falta] = Importacion.objects.get().hallazgos.errores()
    assert (falta.linea, falta.motivo) == (2, "Es de una unidad que no está a su cargo.")
    sin_derecho = fabricas.personal(docente.unidad)
    for documento in ("99000000", sin_derecho.documento):
        with pytest.raises(CommandError, match="No hay un usuario|No tiene el derecho"):
            call_command("importar_boletas", ruta, usuario=documento)
    assert not Boleta.objects.exists()


def test_el_catalogo_se_carga_una_vez():
    from boletas.conceptos import cargar_conceptos

    assert Concepto.objects.count() == 118
    assert cargar_conceptos() == 0
