"""What the database refuses, whoever writes, and the sentence that a person reads before."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from legajo.estructuras import tipos
from legajo.formularios import form_class
from legajo.models import Accion, Cargo, RegimenLaboral, Vinculo
from tests import fabricas

pytestmark = pytest.mark.django_db

CON_OPCIONES = [
    (tipo, campo.name)
    for tipo in tipos()
    for campo in tipo.modelo._meta.local_fields
    if campo.choices
]


def _persona():
    return fabricas.servidor(fabricas.ugel(), con_vinculo=False)


@pytest.mark.parametrize(("tipo", "campo"), CON_OPCIONES, ids=lambda x: getattr(x, "slug", x))
def test_una_columna_de_opciones_no_guarda_otra_cosa(tipo, campo):
    registro = fabricas.registro(tipo, _persona())
    tabla = tipo.modelo._meta.db_table
    with (
        pytest.raises(IntegrityError, match=f"{campo}_conocido|segun_su_tipo"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {tabla} SET {campo} = '~' WHERE id = %s", [registro.pk])


@pytest.mark.parametrize("tipo", [t for t in tipos() if t.una_fila], ids=lambda t: t.slug)
def test_de_lo_que_es_uno_no_hay_dos(tipo):
    persona = _persona()
    fabricas.registro(tipo, persona)
    form = form_class(tipo)(fabricas.valores(tipo, persona), servidor=persona)
    assert "ya tiene" in str(form.errors)


def _form_de_plaza(plaza, desde, hasta, **cambio):
    persona = _persona()
    datos = fabricas.valores(Vinculo.tipo, persona) | {
        "codigo_plaza": plaza, "fecha_inicio": desde, "fecha_fin": hasta, **cambio,
    }  # fmt: skip
    return form_class(Vinculo.tipo)(datos, servidor=persona)


@pytest.fixture
def ocupada():
    """A plaza with a titular through 2019, in capitals."""
    plaza = f"{fabricas.plaza()}AB"
    fabricas.registro(Vinculo.tipo, _persona(), codigo_plaza=plaza)
    return plaza


@pytest.mark.parametrize(
    ("desde", "hasta", "cambio", "cabe"),
    [
        ("2019-12-31", "", {}, False),
        ("2018-01-01", "2019-03-01", {}, False),
        ("2018-01-01", "", {}, False),
        ("2020-01-01", "", {}, True),
        ("2018-01-01", "2019-02-28", {}, True),
        ("2019-05-01", "2019-06-30", {"calidad": "R"}, True),
        ("2019-05-01", "2019-06-30", {"codigo_plaza": ""}, True),
    ],
)
def test_una_plaza_tiene_un_titular_a_la_vez(ocupada, desde, hasta, cambio, cabe):
    form = _form_de_plaza(ocupada.lower(), desde, hasta, **cambio)
    assert form.is_valid() is cabe, form.errors
    if not cabe:
        assert "ya tiene un titular" in str(form.errors)


def test_un_dato_invalido_no_impide_decir_los_demas(ocupada):
    form = _form_de_plaza(ocupada, "2019-05-01", "", calidad="~", cargo="0")
    assert {"calidad", "cargo"} <= set(form.errors)


def test_la_base_tampoco_admite_dos_titulares(ocupada):
    otro = fabricas.registro(Vinculo.tipo, _persona())
    with pytest.raises(IntegrityError, match="vinculo_un_titular_por_plaza"), transaction.atomic():
        Vinculo.objects.filter(pk=otro.pk).update(codigo_plaza=ocupada.lower())


def test_un_titular_retirado_deja_la_plaza_libre(ocupada):
    Vinculo.objects.filter(codigo_plaza=ocupada).update(retirado=True)
    assert _form_de_plaza(ocupada, "2019-05-01", "").is_valid()


def test_lo_que_no_corresponde_al_regimen_se_niega_con_una_frase():
    persona = _persona()
    datos = fabricas.valores(Vinculo.tipo, persona) | {
        "regimen": RegimenLaboral.objects.get(codigo="8").pk,
        "accion": Accion.objects.get(codigo="NOMBRAMIENTO").pk,
    }
    form = form_class(Vinculo.tipo)(datos, servidor=persona)
    assert "no es una acción del régimen" in str(form.errors["accion"])


def test_un_catalogo_en_uso_no_se_borra():
    registro = fabricas.registro(Vinculo.tipo, _persona(), fecha_inicio=date(2019, 3, 1))
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Cargo.objects.filter(pk=registro.cargo_id)._raw_delete("default")
