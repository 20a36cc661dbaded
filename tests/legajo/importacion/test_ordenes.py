"""The commands: templates that come back filled, reports, exit codes, the padrón."""

import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from accounts.models import PadronEvaluacion
from legajo.estructuras import tipos
from legajo.importacion.destinos import de_tipo
from legajo.importacion.plantillas import cabecera_de
from legajo.models import Capacitacion
from tests import fabricas
from tests.legajo.importacion import apoyo

pytestmark = pytest.mark.django_db


def ordenar(*args, **opciones):
    salida, errores = StringIO(), StringIO()
    call_command("importar_legajo", *map(str, args), stdout=salida, stderr=errores, **opciones)
    return salida.getvalue(), errores.getvalue()


@pytest.fixture
def persona():
    return apoyo.persona()


def test_la_plantilla_llena_vuelve_entera(tmp_path):
    """One workbook, a sheet for every kind, filled with a record of each: all come back."""
    uno, otro = apoyo.persona(), apoyo.persona()
    quien = fabricas.personal(fabricas.ugel())
    ruta = tmp_path / "legajo.xlsx"
    call_command("plantilla_legajo", str(ruta), stdout=StringIO())
    libro = load_workbook(ruta)
    for tipo in tipos():
        destino = de_tipo(tipo)
        registro = fabricas.registro(tipo, uno, por=quien, **apoyo.para_dos(tipo))
        fila = apoyo.tecleado(destino, registro) | {"documento_servidor": otro.documento}
        hoja = libro[tipo.slug]
        assert [c.value for c in hoja[1]] == cabecera_de(destino)
        hoja.append([fila.get(c, "") for c in destino.columnas])
    libro.save(ruta)
    salida, _ = ordenar(ruta)
    assert f"se crearon {len(list(tipos()))} registros" in salida
    for tipo in tipos():
        assert tipo.modelo.objects.filter(servidor=otro).count() == 1, tipo.slug


def test_el_resumen_la_tabla_y_el_archivo_de_errores(persona, tmp_path):
    filas = [apoyo.capacitacion(persona, horas=f"[b]{i}", numero_documento=str(i))
             for i in range(30)]  # fmt: skip
    ruta, informe = apoyo.csv_de(tmp_path, filas), tmp_path / "errores.csv"
    salida, errores = StringIO(), StringIO()
    with pytest.raises(CommandError, match="No se escribió nada de: capacitaciones.csv"):
        call_command("importar_legajo", str(ruta), errores=informe, stdout=salida, stderr=errores)
    assert "leídas 30 filas, 30 con errores" in salida.getvalue()
    assert "No es un número entero." in errores.getvalue()
    assert "[b]0" in errores.getvalue()
    assert "y 10 más" in errores.getvalue()
    with informe.open(encoding="utf-8-sig", newline="") as abierto:
        assert len(list(csv.reader(abierto))) == 31
    with pytest.raises(CommandError):
        ordenar(ruta, errores=tmp_path / "errores.xlsx")
    assert load_workbook(tmp_path / "errores.xlsx")["Informe"]["E2"].value == "[b]0"


def test_simular_y_parcial(persona, tmp_path):
    filas = [apoyo.capacitacion(persona), apoyo.capacitacion(persona, horas="x")]
    ruta = apoyo.csv_de(tmp_path, filas)
    with pytest.raises(CommandError):
        ordenar(ruta, "--simular")
    assert not Capacitacion.objects.exists()
    salida, _ = ordenar(ruta, "--parcial")
    assert "se crearon 1 registros" in salida


def test_por_otro_solo_en_su_rama(persona, tmp_path):
    ruta = apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)])
    ajeno = fabricas.personal(fabricas.ugel("210001"), "Responsable de escalafón")
    with pytest.raises(CommandError):
        ordenar(ruta, "--por", ajeno.documento)
    for documento in ("99000000", fabricas.personal(persona.unidad).documento):
        with pytest.raises(CommandError, match="No hay un usuario|No tiene el derecho"):
            ordenar(ruta, "--por", documento)
    assert not Capacitacion.objects.exists()


def test_un_archivo_que_no_esta(tmp_path):
    with pytest.raises(CommandError, match="No se pudo abrir el archivo"):
        ordenar(tmp_path / "no-esta.csv")


@pytest.mark.parametrize("formato", ["csv", "xlsx"])
def test_el_padron_de_evaluacion_docente(tmp_path, formato):
    filas = [["documento", "correo", "nombre"], ["99123456", "rosa@demo.invalid", "Rosa Ñahui"]]
    if formato == "csv":
        ruta = tmp_path / "padron.csv"
        ruta.write_text("\n".join(map(";".join, filas)), encoding="cp1252")
    else:
        ruta = apoyo.xlsx_de(tmp_path, {"Hoja1": filas})
    ordenar(ruta, "--tipo", "padron", "--simular")
    assert not PadronEvaluacion.objects.exists()
    salida, _ = ordenar(ruta, "--tipo", "padron")
    assert "1 inscritos al día" in salida
    assert PadronEvaluacion.objects.get().nombre == "Rosa Ñahui"


def test_la_plantilla_de_un_tipo_y_lo_que_no_se_puede(tmp_path):
    call_command("plantilla_legajo", str(tmp_path / "c.csv"), tipo="ceses", stdout=StringIO())
    assert (tmp_path / "c.csv").read_text("utf-8-sig").startswith("Documento del servidor,")
    for salida, tipo in (("c.csv", None), ("c.ods", "ceses")):
        with pytest.raises(CommandError):
            call_command("plantilla_legajo", str(tmp_path / salida), tipo=tipo)
