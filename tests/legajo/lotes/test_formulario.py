"""Whom a batch is for: a unit, a filter, a pasted list; bad lines told, what was typed kept."""

import uuid

import pytest
from django.urls import reverse

from legajo.lotes.lista import leer
from legajo.models import Cargo, Lote, RegimenLaboral
from tests import fabricas
from tests.legajo.lotes.apoyo import Mesa, direccion

pytestmark = pytest.mark.django_db


@pytest.fixture
def mesa():
    return Mesa()


def el_lote():
    return Lote.objects.get()


def de_quienes(lote):
    return list(lote.filas.values_list("servidor", flat=True))


def test_all_with_a_current_vinculo_and_nobody_else(mesa):
    fabricas.servidor(mesa.unidad, con_vinculo=False)
    fabricas.servidor(fabricas.ugel("190002"))
    fabricas.servidor(mesa.unidad, usuario=mesa.jefe)
    assert mesa.envia().headers["Location"] == direccion(el_lote())
    assert set(de_quienes(el_lote())) == {s.pk for s in mesa.gente}
    assert (el_lote().expediente, el_lote().pedido_por) == ("E-77", mesa.jefe)


def test_those_of_a_regimen_or_a_cargo(mesa):
    otro = RegimenLaboral.objects.exclude(codigo="1").first()
    suyo = fabricas.servidor(mesa.unidad, con_vinculo=False)
    fabricas.vinculo(suyo, regimen=otro)
    mesa.envia(regimen=otro.pk)
    assert de_quienes(el_lote()) == [suyo.pk]
    nadie = Cargo.objects.exclude(pk=Cargo.objects.first().pk).first()
    pagina = mesa.envia(cargo=nadie.pk)
    assert "Nadie tiene vínculo vigente con esos datos." in pagina.content.decode()
    assert Lote.objects.count() == 1


def test_a_list_in_its_order_as_it_is_copied_from_a_sheet(mesa):
    a, b, _ = mesa.gente
    cesado = fabricas.servidor(mesa.unidad, con_vinculo=False)
    lineas = f"{b.documento}\tQuispe\r\n\r\n  {a.documento} ;x\n{cesado.documento},1"
    mesa.envia(quienes="lista", lista=lineas)
    assert de_quienes(el_lote()) == [b.pk, a.pk, cesado.pk]


def test_each_bad_line_is_told_before_anything_and_what_was_typed_stays(mesa):
    ajeno = fabricas.servidor(fabricas.ugel("210001"))
    fabricas.servidor(mesa.unidad, usuario=mesa.jefe, documento=mesa.jefe.documento)
    bueno = mesa.gente[0].documento
    texto = "\n".join(
        [bueno, "doce", ajeno.documento, bueno, "99999999", mesa.jefe.documento, "<b>x</b>"]
    )
    respuesta = mesa.envia(quienes="lista", lista=texto)
    pagina = respuesta.content.decode()
    assert respuesta.status_code == 200
    assert not Lote.objects.exists()
    no_es = "no tiene un legajo que lleve"
    for dicho in (
        "Línea 2: «doce» no es un número de documento.",
        f"Línea 3: {ajeno.documento} {no_es}",
        f"Línea 4: {bueno} ya está en la línea 1.",
        f"Línea 5: 99999999 {no_es}",
        "Línea 6: nadie emite documentos de su propio legajo.",
        "Línea 7: «&lt;b&gt;x&lt;/b&gt;» no es un número de documento.",
    ):
        assert dicho in pagina
    assert f"{bueno}\ndoce\n{ajeno.documento}" in pagina
    assert 'value="E-77"' in pagina
    assert "Quispe" not in pagina
    mesa.envia(quienes="lista", lista=texto, omitir="on")
    assert de_quienes(el_lote()) == [mesa.gente[0].pk]
    assert "Líneas que quedaron fuera: 6" in mesa.pagina(el_lote())


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"quienes": "lista", "lista": ""}, "No queda ningún documento que emitir en la lista."),
        ({"quienes": "lista", "lista": "x\n" * 5001}, "Son más de 5000 líneas"),
        ({"lista": "99000001"}, "Escribió una lista"),
        ({"a_la_fecha": "2026-01-05"}, "Este documento no lleva esa fecha"),
        ({"fecha_expediente": "2999-01-05"}, "no puede ser futura"),
        ({"expediente": ""}, "Número de expediente"),
        ({"clase": "boleta"}, "Documento"),
        ({"clave": "x"}, "UUID"),
        ({"unidad": ""}, "Unidad"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(mesa, cambio, dice):
    respuesta = mesa.envia(**cambio)
    assert respuesta.status_code == 200
    assert dice in respuesta.content.decode()
    assert not Lote.objects.exists()


def test_five_thousand_lines_are_read_with_two_queries(mesa, django_assert_max_num_queries):
    bueno = mesa.gente[0].documento
    texto = "\n".join([*(f"98{n:06}" for n in range(4999)), bueno])
    with django_assert_max_num_queries(2):
        leida = leer(texto, mesa.unidad, por=mesa.jefe)
    assert (leida.claves, len(leida.reparos)) == ([mesa.gente[0].pk], 4999)
    pagina = mesa.envia(quienes="lista", lista=texto).content.decode()
    assert "Y 4949 líneas más con problemas." in pagina


def test_pressed_twice_there_is_one_batch_and_the_page_says_so(mesa):
    clave = str(uuid.uuid4())
    mesa.envia(clave=clave)
    segunda = mesa.client.post(
        reverse("admin:legajo_lote_add"), mesa.datos(clave=clave), follow=True
    )
    assert "ya se había enviado" in segunda.content.decode()
    assert Lote.objects.count() == 1


def test_a_unit_of_another_branch_is_not_offered_nor_taken(mesa):
    ajena = fabricas.ugel("210001")
    assert f'value="{ajena.pk}"' not in mesa.client.get(
        reverse("admin:legajo_lote_add")
    ).content.decode()  # fmt: skip
    assert mesa.envia(unidad=ajena.pk).status_code == 200
    assert not Lote.objects.exists()


def test_who_only_looks_may_not_prepare(mesa):
    supervisor = Mesa(0)
    supervisor.client.force_login(
        fabricas.personal(fabricas.ugel("190000"), "Supervisor DRE"),
        "accounts.backends.AsignacionBackend",
    )
    assert supervisor.envia(unidad=mesa.unidad.pk).status_code == 403
    assert not Lote.objects.exists()
