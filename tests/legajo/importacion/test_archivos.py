"""Files as they come: each is read, or refused with its sentence and nothing half-imported."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from legajo.importacion import libro
from legajo.importacion.importar import importar
from legajo.models import Capacitacion, FilaEnEspera, ImportacionLegajo, Servidor
from tests.legajo.importacion import apoyo

pytestmark = pytest.mark.django_db
Estado = ImportacionLegajo.Estado


@pytest.fixture
def persona():
    return apoyo.persona()


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separador", [",", ";", "\t"])
def test_codificaciones_y_separadores(persona, tmp_path, codificacion, separador):
    filas = [apoyo.capacitacion(persona)]
    ruta = apoyo.csv_de(tmp_path, filas, separador=separador, codificacion=codificacion)
    assert importar(ruta).nuevas == 1
    assert Capacitacion.objects.get().institucion == "Instituto Ñ"


@pytest.mark.parametrize("escrita", ["01/03/2019", "1/3/2019", "2019-03-01", "01-03-2019"])
def test_las_fechas_se_leen_de_cuatro_formas(persona, tmp_path, escrita):
    importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona, fecha_inicio=escrita)]))
    assert f"{Capacitacion.objects.get().fecha_inicio:%Y-%m-%d}" == "2019-03-01"


CELDAS_MALAS = [
    ("fecha_inicio", "01/03/19", "Escriba el año con cuatro cifras."),
    ("fecha_inicio", "31/02/2019", "Esa fecha no existe en el calendario."),
    ("fecha_inicio", "03/2019", "No es una fecha como 31/12/2024."),
    ("fecha_fin", "01/01/2018", "La fecha de fin no puede ser anterior a la de inicio."),
    ("fecha_documento", "01/01/2099", "La fecha del documento no puede ser futura."),
    ("horas", "diez", "No es un número entero."),
    ("horas", "٣", "No es un número entero."),
    ("creditos", "1e5", "No es un número como 1234.50."),
    ("tema", "=cmd|' /C calc'!A0", "Es una fórmula o un error de la hoja: escriba el valor."),
    ("tema", "＝1+1", "Es una fórmula o un error de la hoja: escriba el valor."),
    ("tema", "#N/A", "Es una fórmula o un error de la hoja: escriba el valor."),
    ("tema", "con\x07campana", "Tiene caracteres que no se ven."),
    ("tema", "dos\nlíneas", "Escríbalo en una sola línea."),
    ("tema", "", "Falta el dato."),
    ("tema", "x" * 201, "Asegúrese de que este valor tenga menos de 200 caracteres"),
    ("tipo_estudio", "Brujería", "No está en el catálogo: escriba su código o su nombre exacto."),
    ("documento", "", "Falta el número de documento del servidor."),
    ("documento", "12-34", "No es un número de documento."),
]


@pytest.mark.parametrize(("columna", "valor", "motivo"), CELDAS_MALAS)
def test_una_celda_mala_se_dice_con_su_lugar(persona, tmp_path, columna, valor, motivo):
    fila = apoyo.capacitacion(persona, **{columna: valor})
    hecha = importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona), fila]))
    falla = hecha.hallazgos.errores().get()
    assert (hecha.estado, falla.columna) == (Estado.CON_ERRORES, columna)
    assert falla.fila in (3, 4)  # a line break within a cell takes two lines
    assert falla.motivo.startswith(motivo)
    assert falla.valor == valor.replace("\x00", "")[:200]
    assert not Capacitacion.objects.exists()


FORMAS = {"tema": ("'=1+1", "=1+1"), "institucion": ("-Instituto", "-Instituto"),
          "creditos": ("1,234.50", 1234.5), "horas": (" 7 ", 7),
          "tipo_estudio": ("curso", None)}  # fmt: skip


@pytest.mark.parametrize("columna", FORMAS)
def test_lo_que_se_admite_de_mas_de_una_forma(persona, tmp_path, columna):
    escrito, esperado = FORMAS[columna]
    importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona, **{columna: escrito})]))
    hallado = getattr(Capacitacion.objects.get(), columna)
    assert hallado == esperado or esperado is None


def test_cabeceras_por_rotulo_en_cualquier_orden_sin_tildes(persona, tmp_path):
    cambio = {"documento": "DNI", "tipo_documento": "TIPO DE DOCUMENTO", "tema": "Tema ",
              "institucion": "institucion", "numero_documento": "Numero de  documento",
              "fecha_inicio": "Fecha de inicio"}  # fmt: skip
    fila = {cambio.get(c, c): v for c, v in reversed(apoyo.capacitacion(persona).items())}
    assert importar(apoyo.csv_de(tmp_path, [fila])).nuevas == 1


def test_el_dni_recupera_sus_ceros(tmp_path):
    persona = apoyo.persona(documento="00991234")
    assert importar(
        apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona, documento="991234")])
    ).nuevas


def _archivo(carpeta: Path, nombre: str, octetos: bytes) -> Path:
    (carpeta / nombre).write_bytes(octetos)
    return carpeta / nombre


def _zip(**entradas: bytes) -> bytes:
    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w", zipfile.ZIP_DEFLATED) as comprimido:
        for nombre, octetos in entradas.items():
            comprimido.writestr(nombre.replace("__", "/").replace("_", "."), octetos)
    return memoria.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
CABECERA = b"documento,tipo_estudio,tema,institucion,participacion,fecha_inicio"
ILEGIBLES = {
    "vacio.csv": (b"", "El archivo está vacío"),
    "capacitaciones.csv": (b"\x00\x01\x02\xff" * 40, "El archivo no es una tabla: súbalo como"),
    "capacitaciones.txt": (b"hola\r\nmundo\r\n", "La columna «hola» no es de «Capacitaciones»."),
    "capacitaciones-1.csv": (CABECERA + b"\n", "Falta la columna «Tipo de documento»."),
    "que-es-esto.csv": (CABECERA, "No se sabe qué contiene «que-es-esto»."),
    "viejo.xls": (OLE, "Es un libro de Excel antiguo (.xls): guárdelo como .xlsx."),
    "cifrado.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "El libro tiene contraseña"),
    "roto.xlsx": (b"PK\x03\x04 no es un zip", "El libro está dañado o incompleto."),
    "otro.xlsx": (_zip(hola_txt=b"x"), "El archivo es un ZIP, pero no un libro de Excel (.xlsx)."),
    "bomba.xlsx": (_zip(xl__workbook_xml=b"<x/>", xl__worksheets__sheet1_xml=b" " * 40_000_000),
                   "El libro se despliega demasiado: no parece una tabla."),
    "xml.xlsx": (_zip(xl__workbook_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
                 "El libro está dañado: no se pudo abrir."),
}  # fmt: skip


@pytest.mark.parametrize("nombre", ILEGIBLES)
def test_lo_que_no_es_una_tabla_se_dice_y_no_deja_nada(tmp_path, nombre):
    octetos, motivo = ILEGIBLES[nombre]
    hecha = importar(_archivo(tmp_path, nombre, octetos))
    assert (hecha.estado, hecha.leidas) == (Estado.CON_ERRORES, 0)
    assert motivo in hecha.mensaje
    assert not FilaEnEspera.objects.exists()


def test_un_libro_enorme_se_rechaza_sin_desplegarlo(tmp_path, monkeypatch):
    monkeypatch.setattr(libro, "DESPLEGADO_MAX", 1000)
    hecha = importar(apoyo.xlsx_de(tmp_path, {"capacitaciones": [["documento"]]}))
    assert "demasiado grande" in hecha.mensaje


def test_un_csv_cortado_a_la_mitad(persona, tmp_path):
    ruta = apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)] * 2)
    entero = ruta.read_bytes()
    ruta.write_bytes(entero[: -len("4.5,RD,000123-2019,15/01/2020\r\n")])
    hecha = importar(ruta)
    motivos = [h.motivo for h in hecha.hallazgos.errores()]
    assert motivos == ["La fila no tiene tantas celdas como la cabecera."]
    ruta.write_bytes(entero + b'"comillas que no cierran')
    assert "Desde la línea 4 el archivo no se puede leer como CSV." in importar(ruta).mensaje
    assert not Capacitacion.objects.exists()


def test_la_misma_columna_dos_veces(persona, tmp_path):
    ruta = apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)])
    ruta.write_text(ruta.read_text().replace("creditos", "Tema", 1))
    assert "La columna «Tema» está repetida." in importar(ruta).mensaje


def _hoja(persona: Servidor, **cambio) -> list[list]:
    fila = apoyo.capacitacion(persona) | cambio
    return [list(fila), list(fila.values())]


def test_un_libro_con_una_hoja_por_tipo_las_personas_primero(tmp_path):
    nueva = {"documento": "99887766", "apellidos": "de la Cruz Ñahui", "nombres": "Ana",
             "sexo": "F", "fecha_nacimiento": datetime(1980, 5, 1), "unidad": "190001"}  # fmt: skip
    quien = Servidor(documento="99887766")
    hojas = {
        "Instrucciones": [["no se lee"]],
        "Capacitaciones": _hoja(quien, fecha_inicio=datetime(2019, 3, 1), horas=120, creditos=4.5),
        "servidores": [list(nueva), list(nueva.values())],
        "contacto": [["documento", "telefono_movil", "correo_personal"],
                     [99887766, 999888777, "ana@demo.invalid"]],
    }  # fmt: skip
    hecha = importar(apoyo.xlsx_de(tmp_path, hojas))
    assert (hecha.estado, hecha.nuevas) == (Estado.APLICADA, 3), hecha.mensaje
    persona = Servidor.objects.get(documento="99887766")
    assert (persona.primer_apellido, persona.segundo_apellido) == ("de la Cruz", "Ñahui")
    assert Capacitacion.objects.get().servidor == persona


def test_una_formula_de_un_libro_no_se_calcula(persona, tmp_path):
    ruta = apoyo.xlsx_de(tmp_path, {"capacitaciones": _hoja(persona, horas="=40+80")})
    assert load_workbook(ruta)["capacitaciones"]["H2"].data_type == "f"
    falla = importar(ruta).hallazgos.errores().get()
    assert (falla.columna, falla.valor) == ("horas", "=40+80")


@pytest.mark.parametrize(
    ("hoja", "tipo", "mensaje"),
    [
        ("Hoja1", "", "No se sabe qué contiene «Hoja1»."),
        ("Hoja1", "capacitaciones", ""),
        ("capacitaciones", "ceses", "no es de «Ceses»"),
    ],
)
def test_de_que_es_una_hoja(persona, tmp_path, hoja, tipo, mensaje):
    hecha = importar(apoyo.xlsx_de(tmp_path, {hoja: _hoja(persona)}), tipo=tipo)
    assert mensaje in hecha.mensaje
    assert bool(hecha.mensaje) == bool(mensaje)


def test_una_hoja_con_demasiadas_columnas(persona, tmp_path):
    ancha = [[f"c{i}" for i in range(300)]]
    hecha = importar(apoyo.xlsx_de(tmp_path, {"capacitaciones": ancha}))
    assert "más de 200 columnas" in hecha.mensaje
