"""The catalogs: loaded from files again and again, retired in the admin, used by the forms."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from legajo.catalogos import cargar_catalogos
from legajo.formularios import form_class
from legajo.models import (
    Accion,
    CampoEstudio,
    Cargo,
    Catalogo,
    CentroLaboral,
    Distrito,
    LenguaOriginaria,
    MotivoAccion,
    RegimenLaboral,
    Vinculo,
)
from tests import fabricas

pytestmark = pytest.mark.django_db

CENTROS = """codigo_modular;nombre;nivel;modalidad;unidad
0990001;I.E. N° 99001 Ñusta;Primaria;EBR;190001
0990002;I.E.I. Los Ángeles;Inicial;EBR;190002
"""


def test_cargar_de_nuevo_no_cambia_nada():
    resumenes = list(cargar_catalogos())
    assert [r for r in resumenes if r.nuevas or r.cambiadas] == []
    assert len(resumenes) >= 30


def test_cada_catalogo_tiene_entradas_o_se_carga_aparte():
    vacios = [m.__name__ for m in Catalogo.__subclasses__() if not m.objects.exists()]
    assert vacios in ([], ["CentroLaboral"])


def test_los_codigos_de_ayni_y_del_sup_estan_juntos():
    ley = RegimenLaboral.objects.get(codigo="1")
    assert (ley.nombre, ley.codigo_sup, ley.estructura) == (
        "Ley 29944, Ley de Reforma Magisterial",
        "8",
        "10",
    )


def test_las_acciones_dicen_a_que_regimen_corresponden_y_si_descuentan():
    assert Accion.objects.get(codigo="LSG").sin_goce
    assert not Accion.objects.get(codigo="LCG").sin_goce
    assert MotivoAccion.objects.filter(accion__codigo="LCG").count() >= 17
    assert MotivoAccion.objects.filter(accion__codigo="LSG").count() >= 4
    sin_regimen = Accion.objects.filter(regimenes=None).values_list("codigo", flat=True)
    assert not list(sin_regimen)


def test_lenguas_ubigeo_y_campos_de_estudio():
    assert LenguaOriginaria.objects.filter(nombre__startswith="Quechua").count() >= 7
    assert Distrito.objects.exclude(codigo_reniec="").count() > 1800
    detallado = CampoEstudio.objects.get(codigo="0113")
    assert detallado.superior.superior.nombre == "Educación"


def test_lo_que_el_admin_retiro_no_vuelve_al_cargar(client):
    cargo = Cargo.objects.get(codigo="PROF")
    operador = fabricas.personal(fabricas.ugel("000000"), "Operador MINEDU")
    client.force_login(operador, "accounts.backends.AsignacionBackend")
    url = reverse("admin:legajo_cargo_change", args=[cargo.pk])
    client.post(url, {"codigo": cargo.codigo, "nombre": cargo.nombre})
    list(cargar_catalogos())
    cargo.refresh_from_db()
    assert not cargo.vigente
    assert client.get(reverse("admin:legajo_cargo_delete", args=[cargo.pk])).status_code == 403


def test_una_entrada_retirada_solo_la_ofrece_el_registro_que_la_tiene():
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    registro = fabricas.registro(Vinculo.tipo, persona)
    Cargo.objects.filter(pk=registro.cargo_id).update(vigente=False)
    nuevo = str(form_class(Vinculo.tipo)(servidor=persona)["cargo"])
    suyo = str(form_class(Vinculo.tipo)(instance=registro)["cargo"])
    opcion = f'<option value="{registro.cargo_id}"'
    assert opcion not in nuevo
    assert opcion in suyo


@pytest.fixture
def archivo(tmp_path):
    def escribir(texto, codificacion="utf-8"):
        ruta = tmp_path / "centros.csv"
        ruta.write_bytes(texto.encode(codificacion))
        return str(ruta)

    return escribir


def test_los_centros_se_cargan_de_la_lista_de_la_region(archivo, capsys):
    ruta = archivo(CENTROS, "cp1252")
    call_command("cargar_centros", ruta)
    call_command("cargar_centros", ruta)
    assert "0 nuevas, 0 cambiadas" in capsys.readouterr().out
    assert CentroLaboral.objects.get(codigo="0990001").nombre == "I.E. N° 99001 Ñusta"


@pytest.mark.parametrize(
    ("texto", "dice"),
    [
        (CENTROS.replace("0990002", "99-2"), "El código modular tiene 7 dígitos"),
        (CENTROS.replace("190002", "999999"), "No hay una DRE ni una UGEL con ese código"),
        (CENTROS.replace("I.E.I. Los Ángeles", ""), "Falta el nombre"),
        (CENTROS.replace("I.E.I. Los Ángeles", "x" * 201), "más de 200 caracteres"),
        (CENTROS + "0990003;cortada\n", "La fila está incompleta"),
    ],
)
def test_una_fila_mala_no_deja_nada_escrito(archivo, capsys, texto, dice):
    with pytest.raises(CommandError, match="no se escribió nada"):
        call_command("cargar_centros", archivo(texto))
    assert dice in capsys.readouterr().err
    assert not CentroLaboral.objects.filter(codigo="0990001").exists()


@pytest.mark.parametrize("texto", ["", "a;b\n1;2\n", "\x00\x01"])
def test_lo_que_no_es_esa_tabla_se_dice(archivo, texto):
    with pytest.raises(CommandError):
        call_command("cargar_centros", archivo(texto))
