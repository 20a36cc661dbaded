"""What a boleta says of itself: glossary, difference from the month before, pension."""

import csv
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from boletas import conceptos, pension
from boletas.diferencias import comparar
from boletas.explicada import en_corto
from boletas.models import Concepto
from boletas.montos import soles
from tests.boletas import apoyo

RIM = ["177", "+", "RIM_Ley 29944", "3500.70"]
FAMILIAR = ["167", "+", "Asig. Familiar", "113.00"]
AFP = ["0113", "-", "D.L. 25897 AFP", "452.29"]
JUDICIAL = ["0004", "-", "Dscto. Judicial", "200.00"]


def filas(nombre: str) -> list[dict[str, str]]:
    with (conceptos.CARPETA / nombre).open(encoding="utf-8", newline="") as abierto:
        return list(csv.DictReader(abierto))


def test_el_glosario_explica_cada_concepto_de_sup():
    glosario = {f["codigo"]: f for f in filas("glosario.csv")}
    catalogo = filas("conceptos_sup.csv")
    assert len(catalogo) == 118
    assert [f["codigo"] for f in catalogo] == list(glosario)
    for fila in glosario.values():
        assert 20 <= len(fila["explicacion"]) <= 600, fila
        assert fila["explicacion"].endswith("."), fila
        assert fila["sensible"] in ("si", "no"), fila
    reservados = {f["codigo"] for f in catalogo if f["grupo"] in ("JUDICIAL", "SINDICAL")}
    assert reservados <= {c for c, f in glosario.items() if f["sensible"] == "si"}


@pytest.mark.django_db
def test_lo_que_el_ministerio_corrige_no_se_pisa_y_lo_vacio_se_llena():
    Concepto.objects.filter(codigo="177").update(explicacion="Corregida.", norma="")
    Concepto.objects.filter(codigo="0004").update(explicacion="", sensible=False)
    assert conceptos.cargar_conceptos() == 0
    assert Concepto.objects.get(codigo="177").explicacion == "Corregida."
    assert Concepto.objects.get(codigo="0004").sensible
    assert not Concepto.objects.filter(explicacion="").exists()


def test_las_primeras_palabras():
    assert en_corto("Remuneración Íntegra Mensual: la del profesor.") == (
        "Remuneración Íntegra Mensual"
    )
    assert en_corto("Aporte a EsSalud. Lo paga su empleador.") == "Aporte a EsSalud"
    assert en_corto("Una explicación " + "muy " * 30 + "larga") == ""
    assert en_corto("") == ""


def test_lo_nuevo_lo_que_sube_lo_que_baja_y_lo_que_ya_no_esta():
    ahora = comparar(
        [["177", "+", "RIM_Ley 29944", "3600.70"], FAMILIAR, ["0113", "-", "AFP", "400.00"]],
        [RIM, AFP, JUDICIAL],
    )
    assert [(c.nombre, c.texto, c.a_favor) for c in ahora.todas] == [
        ("RIM_Ley 29944", "subió S/ 100.00", True),
        ("Asig. Familiar", "nuevo", True),
        ("AFP", "bajó S/ 52.29", True),
        ("Dscto. Judicial", "ya no está (era S/ 200.00)", True),
    ]
    assert comparar([RIM, AFP], [AFP, RIM]).todas == []


def test_un_concepto_dos_veces_se_suma_y_uno_sin_codigo_va_por_su_nombre():
    dos = comparar([RIM, ["092", "+", "R", "10.00"], ["092", "+", "R", "5.00"]], [RIM])
    assert {lugar: c.texto for lugar, c in dos.por_linea.items()} == {1: "nuevo"}
    sin_codigo = comparar([["", "-", "rara", "2.00"]], [["", "-", "rara", "1.00"]])
    assert sin_codigo.por_linea[0].texto == "subió S/ 1.00"
    assert not sin_codigo.por_linea[0].a_favor


MONTOS = st.decimals(0, 9999, places=2).map(str)
LINEAS = st.lists(
    st.tuples(st.sampled_from(["1", "2", "3", ""]), st.sampled_from("+-A"),
              st.sampled_from(["a", "b"]), MONTOS), max_size=8,
)  # fmt: skip


@given(LINEAS, LINEAS)
def test_las_diferencias_explican_el_liquido(hoy, antes):
    """What the changed lines add up to is what the líquido changed."""

    def liquido(lineas):
        return sum((Decimal(m) * {"+": 1, "-": -1, "A": 0}[s] for _, s, _, m in lineas), Decimal(0))

    def suma(lineas, clave):
        return sum((Decimal(m) for c, s, n, m in lineas if (s, c or n) == clave), Decimal(0))

    hechas = comparar(hoy, antes)
    claves = {(hoy[i][1], hoy[i][0] or hoy[i][2]) for i in hechas.por_linea}
    claves |= {(s, c or n) for c, s, n, _ in antes} - {(s, c or n) for c, s, n, _ in hoy}
    signo = {"+": 1, "-": -1, "A": 0}
    cambio = sum(((suma(hoy, k) - suma(antes, k)) * signo[k[0]] for k in claves), Decimal(0))
    assert liquido(hoy) - liquido(antes) == cambio


def desglose(linea, datos, imponible):
    return pension.desglosar([RIM, linea], datos, Decimal(imponible))


def test_la_afp_con_sus_partes_dadas():
    datos = {"afp": "AFP INTEGRA", "pension": "350.07", "seguro_afp": "47.96",
             "comision_afp": "54.26"}  # fmt: skip
    hecho = desglose(AFP, datos, "3500.70")
    assert hecho.titulo == "AFP INTEGRA"
    assert [(r, m) for r, m, _ in hecho.partes] == [
        ("Aporte a su fondo (10 %)", "S/ 350.07"), ("Prima del seguro", "S/ 47.96"),
        ("Comisión de la AFP", "S/ 54.26"),
    ]  # fmt: skip
    assert {origen for _, _, origen in hecho.partes} == {"según la planilla"}


@pytest.mark.parametrize(
    "datos", [{}, {"pension": "350.07"}, {"pension": "1e5", "seguro_afp": "x"}]
)
def test_la_afp_que_solo_da_el_total_dice_que_se_calculo(datos):
    hecho = desglose(AFP, datos, "3500.70")
    assert [m for _, m, _ in hecho.partes] == ["S/ 350.07", "S/ 102.22"]
    assert all("calculado" in origen for _, _, origen in hecho.partes)
    assert "no se puede saber" in hecho.frase


@pytest.mark.parametrize(
    ("linea", "imponible"),
    [
        (AFP, "0.00"),
        (AFP, "5000.00"),  # ten per cent is more than what was discounted
        (AFP, "2000.00"),  # the rest would be an eighth of the pay
        (["0002", "-", "DL19990 SNP", "500.00"], "3500.70"),
        (["0002", "-", "DL19990 SNP", "0.01"], "0.00"),
        (["0001", "-", "DL20530", "300.00"], "3500.70"),
    ],
)
def test_lo_que_no_se_puede_desglosar_se_dice(linea, imponible):
    hecho = desglose(linea, {}, imponible)
    assert hecho.partes == []
    assert "No se puede desglosar" in hecho.frase


def test_la_onp_es_el_trece_por_ciento():
    hecho = desglose(["0002", "-", "DL19990 SNP", "455.09"], {}, "3500.70")
    assert [m for _, m, _ in hecho.partes] == ["S/ 455.09"]
    assert desglose(["0021", "-", "Cafae", "1.00"], {}, "3500.70") is None


@given(st.decimals("0.01", 99999, places=2), st.decimals(0, 99999, places=2))
def test_lo_que_se_desglosa_siempre_suma_el_descuento(monto, imponible):
    for codigo in ("0113", "0002", "0001"):
        hecho = desglose([codigo, "-", "x", str(monto)], {}, imponible)
        montos = [Decimal(m.removeprefix("S/ ").replace(",", "")) for _, m, _ in hecho.partes]
        assert not montos or sum(montos) == monto


# --- The page -------------------------------------------------------------------------------------


def con(lineas, **datos):
    """A boleta of these lines that squares."""
    de = {s: sum((Decimal(c[3]) for c in lineas if c[1] == s), Decimal("0.00")) for s in "+-A"}
    return {
        "conceptos": lineas, "ingresos": de["+"], "descuentos": de["-"], "aportes": de["A"],
        "liquido": de["+"] - de["-"], **datos,
    }  # fmt: skip


@pytest.fixture
def docente(db):
    return apoyo.docente()


@pytest.fixture
def dentro(client, docente):
    client.force_login(docente.usuario)
    return client


def ver(cliente, boleta) -> str:
    return cliente.get(reverse("boletas:detalle", args=[boleta.publico])).content.decode()


def test_la_pagina_explica_y_compara_con_la_regular_anterior(dentro, docente):
    apoyo.boleta(docente, 202509, **con([RIM, AFP]))
    apoyo.boleta(docente, 202530, **con([["092", "+", "Reintg. Manual", "900.00"]]))
    apoyo.boleta(docente, 202510, numero_cargo="2", **con([RIM]))
    boleta = apoyo.boleta(docente, 202511, **con([RIM, FAMILIAR, AFP]))
    pagina = ver(dentro, boleta)
    assert "Su líquido <strong>subió S/ 113.00</strong> respecto de setiembre 2025" in pagina
    assert "Asig. Familiar: nuevo" in pagina
    assert "Asignación por tener hijos a cargo, según lo que usted acreditó." in pagina
    assert "Norma: Ley 29944, art. 56." in pagina
    assert "Su descuento de pensión" in pagina
    assert soles("3161.41") in pagina


def test_lo_reservado_se_dice_en_su_linea(dentro, docente):
    assert "Es un dato reservado" not in ver(dentro, apoyo.boleta(docente, **con([RIM, AFP])))
    con_juzgado = apoyo.boleta(docente, 202510, **con([RIM, JUDICIAL]))
    assert ver(dentro, con_juzgado).count("Es un dato reservado") == 1


def test_enero_no_se_compara_con_el_adicional_de_diciembre(dentro, docente):
    apoyo.boleta(docente, 202512, **con([RIM]))
    apoyo.boleta(docente, 202532, **con([FAMILIAR]))
    pagina = ver(dentro, apoyo.boleta(docente, 202601, **con([RIM])))
    assert "<strong>es el mismo</strong> respecto de diciembre 2025, y" in pagina


def test_la_primera_boleta_y_un_adicional_no_se_comparan(dentro, docente):
    primera = apoyo.boleta(docente, 202510, **con([RIM]))
    adicional = apoyo.boleta(docente, 202531, **con([["092", "+", "Reintg. Manual", "9.00"]]))
    assert "Qué cambió" not in ver(dentro, primera)
    assert "Qué cambió" not in ver(dentro, adicional)


def test_se_compara_con_la_version_corregida_y_publicada(dentro, docente):
    apoyo.boleta(docente, 202510, **con([RIM]))
    apoyo.boleta(docente, 202510, version=2, **con([RIM, FAMILIAR]))
    boleta = apoyo.boleta(docente, 202511, **con([RIM]))
    assert "Asig. Familiar: ya no está (era S/ 113.00)" in ver(dentro, boleta)


def test_un_concepto_desconocido_lo_dice_y_no_rompe_nada(dentro, docente):
    boleta = apoyo.boleta(docente, **con([RIM, ["<x>", "-", "<b>raro</b>", "1.00"]]))
    pagina = ver(dentro, boleta)
    assert "Este concepto todavía no está en el glosario." in pagina
    assert "<b>raro" not in pagina


@pytest.mark.django_db
def test_planillas_lee_el_glosario_y_solo_el_ministerio_lo_cambia(client):
    from tests import fabricas

    unidad = fabricas.ugel()
    concepto = Concepto.objects.get(codigo="177")
    url = f"/admin/boletas/concepto/{concepto.pk}/change/"
    datos = {"codigo": "177", "signo": "+", "nombre": concepto.nombre, "grupo": "",
             "explicacion": "En otras palabras.", "norma": "Ley"}  # fmt: skip
    client.force_login(fabricas.personal(unidad, rol="Planillas"))
    assert client.get(url).status_code == 200
    assert client.post(url, datos).status_code == 403
    client.force_login(fabricas.personal(fabricas.ugel("000000"), rol="Operador MINEDU"))
    assert client.post(url, datos).status_code == 302
    concepto.refresh_from_db()
    assert concepto.explicacion == "En otras palabras."
