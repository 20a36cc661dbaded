"""The reader at its borders: the published example, encodings, widths, pages, memory."""

import io
import re
import tracemalloc
from dataclasses import replace
from decimal import Decimal

import pytest

from boletas.lis.hoja import Concepto, Hoja, HojaMala
from boletas.lis.lector import es_lis, leer
from tests.boletas.lis.generador import FORMAS, generar

EJEMPLO = """\
DRE JUNIN                                               CP10B000-
*CP UGEL HUANCAYO
RUC - 20999999999                                   1099000001-123456
ABRIL  -  2025  ACT/TIT                                    (4) Habilitado

Apellidos                    : QUISPE MAMANI
Nombres                      : ROSA ELENA
Fecha de Nacimiento          : 12/05/1980
Documento de Identidad       : (Lib.Electoral o D.N.) 99000001
Establecimiento              : 30001 SANTA ISABEL
Cargo                        : PROFESOR
Tipo de Servidor             : DOCENTE NOMBRADO
Regimen Laboral              : LEY NRO 29944
Niv.Mag./G.Ocup./Horas/HrsAdd: 3/0-0/30
Tiempo de Servicio (AA-MM-DD): 18-02-11 ESSALUD : 8005120QSMMR001
Fecha de Registro            : Ingr.:01/03/2007 Termino:31/12/2025
Cta. TeleAhorro o Nro. Cheque: CTA- 4099999999
Leyenda Permanente           :
Leyenda Mensual              :
Reg.Pensionario              : AFP INTEGRA / 599990RQMSE0 FAfiliacion: 01/02/2007 FDevengue: 03/2007
========================================================================
+RIM_Ley 29944 3,960.72  -D.L. 25897 AFP 511.00
+Asig. Familiar 10.25    -quintacat       63.45     -Derr Magisteria  26.75
========================================================================
T-REMUN      3,970.97 T-DSCTO        601.20  T-LIQUI      3,369.77
MImponible   3,960.72
Mensajes  :
Visite la pagina Web del Ministerio de Educación: www.minedu.gob.pe.
                                                                00000001
.
"""


def leidas(datos: bytes) -> list[Hoja | HojaMala]:
    return list(leer(io.BytesIO(datos)))


def test_the_published_layout():
    [hoja] = leidas(EJEMPLO.encode("cp1252"))
    assert isinstance(hoja, Hoja), hoja.fallas
    assert (hoja.region, hoja.bloque, hoja.unidad) == ("DRE JUNIN", "CP10B000", "CP UGEL HUANCAYO")
    assert (hoja.ruc, hoja.codigo_modular, hoja.correlativo) == (
        "20999999999", "1099000001", "123456",
    )  # fmt: skip
    assert (hoja.periodo, hoja.planilla, hoja.estado) == (202504, "ACT/TIT", "(4) Habilitado")
    assert hoja.conceptos == (
        Concepto("+", "RIM_Ley 29944", Decimal("3960.72")),
        Concepto("+", "Asig. Familiar", Decimal("10.25")),
        Concepto("-", "D.L. 25897 AFP", Decimal("511.00")),
        Concepto("-", "quintacat", Decimal("63.45")),
        Concepto("-", "Derr Magisteria", Decimal("26.75")),
    )
    assert (hoja.ingresos, hoja.descuentos, hoja.liquido, hoja.imponible) == (
        Decimal("3970.97"), Decimal("601.20"), Decimal("3369.77"), Decimal("3960.72"),
    )  # fmt: skip
    assert hoja.datos["devengue"] == "03/2007"
    assert hoja.mensajes.startswith("Visite la pagina Web del Ministerio de Educación")


def test_a_lis_is_known_by_what_it_says():
    lis = EJEMPLO.encode("cp1252")
    for comienzo in (lis[:700], b"\xef\xbb\xbf" + lis, EJEMPLO.encode("utf-16"), lis[300:]):
        assert es_lis(comienzo)
    csv = b"periodo,dni,hab01,mtohab01\n202511,99000001,RIM,1.00\n"
    for otro in (
        b"",
        csv,
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"RUC - 20999999999\n",
        b"Apellidos;\n" * 40,
    ):
        assert not es_lis(otro)


def _motivos(datos: bytes) -> list[tuple[int, str]]:
    return [(f.linea, f.motivo) for h in leidas(datos) if isinstance(h, HojaMala) for f in h.fallas]


def test_another_encoding_is_said_and_never_guessed():
    con_letra = EJEMPLO.replace("ROSA ELENA", "ROSA ÑUSTA")
    [(linea, motivo)] = _motivos(con_letra.encode("utf-8"))
    assert (linea, "UTF-8" in motivo) == (7, True)
    [(linea, motivo)] = _motivos(b"\xef\xbb\xbf" + EJEMPLO.encode("cp1252"))
    assert (linea, "UTF-8" in motivo) == (1, True)
    assert "UTF-16" in _motivos(EJEMPLO.encode("utf-16-le"))[0][1]
    [(linea, motivo)] = _motivos(EJEMPLO.encode("cp850"))
    assert (linea, "Windows-1252" in motivo) == (28, True)
    assert _motivos(con_letra.encode("cp1252").replace(b"\xd1", b"\x81")) == [
        (7, "Hay un byte que no es ninguna letra en Windows-1252.")
    ]
    mezcla = con_letra.encode("cp1252").replace(b"\xd1", "Ñ".encode())
    assert _motivos(mezcla) == [(7, "Hay letras en UTF-8 en medio de Windows-1252.")]
    assert _motivos(EJEMPLO.encode("cp1252").replace(b"ROSA ", b"ROSA\0")) == [
        (7, "Hay caracteres que no se ven.")
    ]


def test_plain_ascii_says_the_same_in_any_encoding():
    liso = EJEMPLO.replace("ó", "o").encode()
    assert isinstance(leidas(liso)[0], Hoja)
    assert isinstance(leidas(liso + b"\x1a")[0], Hoja)


@pytest.mark.parametrize("semilla", range(4))
def test_widths_are_not_counted(semilla):
    """Squeezed or stretched, it reads the same, but for a label that nobody knows."""
    _, hojas = generar(semilla, 60, FORMAS[semilla], rotas=False)
    for hoja in hojas:
        if "Codigo de Plaza Nexus" in hoja.datos:
            continue
        for con in (b" ", b" " * 9, b"\t"):
            ancha = re.sub(rb"(?<=\S) {2,}(?=\S)", con, hoja.original)
            [leida] = leidas(ancha)
            assert replace(leida, original=b"") == replace(hoja, original=b"", linea=1)


def test_a_slip_over_two_pages_is_one():
    lineas = EJEMPLO.encode("cp1252").split(b"\n")
    for n in (6, 14, 21, 22):
        con_datos = [*lineas[:9], *lineas[20:21]] if n > 20 else lineas[:6]
        for cabeza in ([b"\f"], [b"\f" + lineas[0], *lineas[1:5]], con_datos):
            datos = b"\n".join([*lineas[:n], *cabeza, *lineas[n:]])
            [hoja] = leidas(datos)
            assert isinstance(hoja, Hoja), (n, hoja.fallas)
            assert hoja.conceptos == leidas(EJEMPLO.encode("cp1252"))[0].conceptos
            assert hoja.original == datos


def test_two_slips_of_one_person_are_two():
    """Another cargo: same person, same month, another correlativo."""
    otra = EJEMPLO.replace("-123456", "-123457")
    hojas = leidas((EJEMPLO + otra).encode("cp1252"))
    assert [h.correlativo for h in hojas] == ["123456", "123457"]
    cortada = "".join(EJEMPLO.splitlines(keepends=True)[:16])
    for ultima in ("", f"{'Codigo de Plaza Nexus':<29}: 9\n"):
        mala, buena = leidas((cortada + ultima + otra).encode("cp1252"))
        assert isinstance(mala, HojaMala)
        assert (buena.correlativo, buena.linea) == ("123457", 18 if ultima else 17)


@pytest.mark.parametrize(
    ("como", "periodo", "planilla"),
    [
        ("ABRIL  -  2025  ACT/TIT ADICIONAL", 202524, "ACT/TIT"),
        ("ABRIL ADIC. - 2025  ACT/TIT", 202524, "ACT/TIT"),
        ("ABRIL  -  2025  ACT/ADIC", 202524, "ACT/ADIC"),
        ("SETIEMBRE-2025 CAS/CONT/TIT", 202509, "CAS/CONT/TIT"),
        ("ABRIL  -  2025  ADICTOS", 202504, "ADICTOS"),
    ],
)
def test_the_adicional_of_a_month(como, periodo, planilla):
    [hoja] = leidas(EJEMPLO.replace("ABRIL  -  2025  ACT/TIT", como).encode("cp1252"))
    assert (hoja.periodo, hoja.planilla) == (periodo, planilla)


@pytest.mark.parametrize("como", ["ABR1L  -  2025  ACT/TIT", "ABRIL  -  1925  ACT/TIT", "ABRIL"])
def test_a_month_that_is_none(como):
    datos = EJEMPLO.replace("ABRIL  -  2025  ACT/TIT", como).encode("cp1252")
    assert [(f.linea, f.campo) for f in leidas(datos)[0].fallas] == [(4, "(periodo)")]


@pytest.mark.parametrize(
    ("como", "documento"),
    [
        ("(DNI o L.E.) 99000001", "99000001"), ("DNI 99000001", "99000001"),
        ("99000001", "99000001"), ("(Carne Extr.) 990000012", "990000012"),
        ("(DNI o L.E.) 9900001", None), ("(Lib.Electoral o D.N.) 990000011", None),
        ("(Lib.Electoral o D.N.)", None), ("", None),
    ],
)  # fmt: skip
def test_the_document(como, documento):
    datos = EJEMPLO.replace("(Lib.Electoral o D.N.) 99000001", como).encode("cp1252")
    [hoja] = leidas(datos)
    if documento:
        assert hoja.documento == documento
    else:
        assert [(f.linea, f.campo) for f in hoja.fallas] == [(9, "Documento de Identidad")]


def test_a_label_that_says_two_things():
    dos = EJEMPLO.replace("Cargo  ", "Cargo                        : DIRECTOR\nCargo  ")
    assert _motivos(dos.encode("cp1252")) == [(12, "El dato está dos veces y no dice lo mismo.")]


@pytest.mark.parametrize(
    ("como", "queda"),
    [
        ("+RIM_Ley 299443,960.72", "+RIM_Ley ######,###.##"),
        ("+RIM_Ley 29944 3960,72", "+RIM_Ley ##### ####,##"),
        ("+RIM_Ley 29944 39,60.72", "+RIM_Ley ##### ##,##.##"),
        ("+RIM_Ley 29944 3,960.7", "+RIM_Ley ##### #,###.#"),
        ("+RIM_Ley 29944 -3,960.72", "+RIM_Ley ##### -#,###.##"),
        (" RIM_Ley 29944 3,960.72", "RIM_Ley ##### #,###.##"),
    ],
)
def test_a_concept_that_cannot_be_told_is_named_without_its_amount(como, queda):
    datos = EJEMPLO.replace("+RIM_Ley 29944 3,960.72", como).encode("cp1252")
    [mala] = leidas(datos)
    falla = mala.fallas[0]
    assert (falla.linea, falla.campo) == (22, "Conceptos")
    assert falla.valor.startswith(queda)


class Goteo(io.RawIOBase):
    """A file that gives a little at a time."""

    def __init__(self, datos: bytes) -> None:
        self.datos, self.lugar = datos, 0

    def read(self, cuantos: int = -1) -> bytes:
        paso = self.lugar % 97 + 1
        self.lugar += paso
        return self.datos[self.lugar - paso : self.lugar]


def test_it_does_not_matter_how_the_file_comes():
    for semilla, forma in enumerate(FORMAS):
        datos, hojas = generar(semilla, 8, forma)
        assert list(leer(Goteo(datos))) == hojas
        rotos = datos.replace(b"T-LIQUI", b"T-XXXXX", 2)
        assert list(leer(Goteo(rotos))) == leidas(rotos)


class Repetido(io.RawIOBase):
    """The same bytes so many times, never held together."""

    def __init__(self, datos: bytes, veces: int) -> None:
        self.datos, self.veces = datos, veces

    def read(self, cuantos: int = -1) -> bytes:
        self.veces -= 1
        return self.datos if self.veces >= 0 else b""


@pytest.mark.parametrize(
    "datos", [EJEMPLO.encode("cp1252") * 100, b"x" * 150_000, b"\n" * 150_000, b"\n.\n" * 999]
)
def test_memory_does_not_grow_with_the_file(datos):
    """A file of megabytes is read within the same few hundred KB, whatever it holds."""
    total = 0
    tracemalloc.start()
    for hoja in leer(Repetido(datos, 24)):
        total += len(hoja.original)
    cima = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == len(datos) * 24
    assert cima < 1_500_000
