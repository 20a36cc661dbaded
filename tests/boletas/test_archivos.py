"""Files as they come: each is read, or refused with its sentence and nothing half-imported."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from boletas.importacion.importar import importar
from boletas.models import Boleta, BoletaEnEspera, Importacion
from legajo.importacion import libro
from tests.boletas import apoyo, planillas

pytestmark = pytest.mark.django_db
Estado = Importacion.Estado


@pytest.fixture
def docente():
    return apoyo.docente()


def xlsx(carpeta, *hojas, nombre="planilla.xlsx"):
    hecho = Workbook()
    hecho.remove(hecho.active)
    for n, filas in enumerate(hojas):
        hoja = hecho.create_sheet(f"Hoja{n}")
        for fila in filas:
            hoja.append(fila)
    hecho.save(carpeta / nombre)
    return carpeta / nombre


def tabla(filas):
    return [list(filas[0]), *(list(f.values()) for f in filas)]


def publicado():
    campos = ("servidor_id", "unidad_id", "periodo", "planilla", "numero_cargo", "ingresos",
              "descuentos", "aportes", "liquido", "imponible", "conceptos", "datos")  # fmt: skip
    return list(Boleta.objects.order_by("publico").values_list(*campos))


def test_un_libro_dice_lo_mismo_que_el_csv(docente, tmp_path):
    filas = [apoyo.fila(docente), apoyo.fila(docente, cae_numcarg="2", periodo="202531")]
    importar(apoyo.archivo(tmp_path, filas))
    del_csv = publicado()
    hecha = importar(xlsx(tmp_path, tabla(filas)))
    assert (hecha.formato, hecha.iguales, hecha.nuevas) == ("X", 2, 0)
    assert len(del_csv) == 2


def test_un_libro_con_numeros_y_no_textos(docente, tmp_path):
    fila = apoyo.fila(docente)
    numeros = {c: float(v) for c, v in fila.items() if "." in v and c != "dni" and v[0].isdigit()
               and c.startswith(("mto", "rlq"))}  # fmt: skip
    cabecera, valores = tabla([fila | numeros | {"dni": int(docente.documento), "periodo": 202511}])
    importar(apoyo.archivo(tmp_path, [fila]))
    assert importar(xlsx(tmp_path, [cabecera, valores])).iguales == 1


def test_el_dni_recupera_sus_ceros(tmp_path):
    persona = planillas.persona("00991234")
    cabecera, valores = tabla([apoyo.fila(persona) | {"dni": 991234}])
    assert importar(xlsx(tmp_path, [cabecera, valores])).nuevas == 1


def _zip(**entradas):
    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w", zipfile.ZIP_DEFLATED) as comprimido:
        for nombre, octetos in entradas.items():
            comprimido.writestr(nombre.replace("__", "/").replace("_", "."), octetos)
    return memoria.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ILEGIBLES = {
    "vacio.lis": (b"", "El archivo está vacío."),
    "blanco.lis": (b" \r\n \f", "El archivo está vacío."),
    "basura.lis": (b"\x00\x01\x02\xff" * 40, "no sirve de cabecera"),
    "texto.txt": (b"hola\r\nmundo\r\n", "no sirve de cabecera"),
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
def test_lo_que_no_son_boletas_se_dice_y_no_deja_nada(tmp_path, nombre):
    octetos, motivo = ILEGIBLES[nombre]
    ruta = tmp_path / nombre
    ruta.write_bytes(octetos)
    hecha = importar(ruta)
    assert (hecha.estado, hecha.leidas) == (Estado.ILEGIBLE, 0)
    assert motivo in hecha.mensaje
    assert not BoletaEnEspera.objects.exists()


def test_libros_enormes_vacios_o_con_varias_hojas(docente, tmp_path, monkeypatch):
    filas = tabla([apoyo.fila(docente)])
    assert "más de una hoja con datos" in importar(xlsx(tmp_path, filas, filas)).mensaje
    assert "no tiene datos" in importar(xlsx(tmp_path, [], [])).mensaje
    assert "no tiene boletas" in importar(xlsx(tmp_path, filas[:1])).mensaje
    monkeypatch.setattr(libro, "DESPLEGADO_MAX", 1000)
    assert "demasiado grande" in importar(xlsx(tmp_path, filas)).mensaje


def test_un_csv_cortado_a_la_mitad_no_deja_nada(docente, tmp_path):
    ruta = apoyo.archivo(tmp_path, [apoyo.fila(docente)] * 3)
    ruta.write_bytes(ruta.read_bytes() + b'202511,"comillas que no cierran')
    hecha = importar(ruta)
    assert "Desde la línea 5 el archivo no se puede leer como CSV." in hecha.mensaje
    assert not BoletaEnEspera.objects.exists()
    assert not hecha.hallazgos.exists()


@pytest.mark.parametrize(
    "valor",
    ["\\N", "a\\tb", "\\\\x00", "'; DROP TABLE boletas_boleta; --", "<b>Ñ</b> 😀", '"\\u0000"'],
)
def test_lo_que_dice_una_celda_llega_tal_cual(docente, tmp_path, valor):
    importar(apoyo.archivo(tmp_path, [apoyo.fila(docente, cargo=valor, des02=valor)]))
    boleta = Boleta.objects.get()
    assert boleta.datos["cargo"] == valor
    assert [c[2] for c in boleta.conceptos][2] == valor


def test_lo_importado_no_cambia_con_el_tamano_de_la_porcion(docente, tmp_path, monkeypatch):
    filas = [apoyo.fila(docente, cae_numcarg=str(n)) for n in range(25)]
    filas[3]["mtohab01"] = "x"
    monkeypatch.setattr("boletas.importacion.espera.PORCION", 4)
    hecha = importar(apoyo.archivo(tmp_path, filas), parcial=True)
    assert (hecha.leidas, hecha.nuevas, hecha.malas) == (25, 24, 1)


def test_planillas_de_pago_y_periodos(docente, tmp_path):
    """What MEF's catalog of planillas has, adicionales, and several cargos of one person."""
    casos = [("ACT/TIT", "202511"), ("ACT/TIT", "202531"), ("CES/TIT", "202511"),
             ("CAS/CONT/TIT", "202511"), ("ACT/CTS", "202511"), ("ACT/OCAS", "202512"),
             ("UNI/REIN", "202511"), ("JUD/ALIM", "202511"), ("REC/PALM", "202507")]  # fmt: skip
    filas = [apoyo.fila(docente, planilla=p, periodo=m) for p, m in casos]
    filas.append(apoyo.fila(docente, cae_numcarg="2"))
    hecha = importar(apoyo.archivo(tmp_path, filas))
    assert (hecha.nuevas, hecha.malas) == (len(casos) + 1, 0)
    assert {(b.planilla, str(b.periodo)) for b in Boleta.objects.all()} == set(casos)
