"""The pages of the time of service: the servidor's own, and that of his UGEL."""

import uuid
from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import Asignacion
from legajo.emision.hoja_de_vida import contenido_de
from legajo.models import Accion, Licencia, Sancion, Servidor, TipoSancion
from legajo.situacion import con_situacion
from tests import fabricas

pytestmark = pytest.mark.django_db
UGEL1, UGEL2 = "190001", "210001"
PAGINA = "/legajo/tiempo-de-servicios/"


@pytest.fixture
def persona():
    servidor = fabricas.servidor(fabricas.ugel(UGEL1), con_vinculo=False)
    fabricas.vinculo(servidor, fecha_inicio=date(2010, 3, 1), numero_documento="RD N° 000123-2010")
    return servidor


def entrar(client, usuario):
    client.force_login(usuario, "accounts.backends.AsignacionBackend")
    return client


def texto(client, url=PAGINA, **datos):
    respuesta = client.get(url, datos)
    assert respuesta.status_code == 200
    return respuesta.content.decode().replace("\xa0", " ")


def suspender(persona):
    clase = TipoSancion.objects.get(codigo="SUSPENSION")
    return fabricas.registro(
        Sancion.tipo, persona, tipo_sancion=str(clase.pk), numero_documento="RD N° 000999-2015",
        fecha_inicio="2015-07-01", fecha_fin="2015-07-30",
    )  # fmt: skip


def test_la_pagina_explica_el_total_y_nombra_la_convencion(client, persona):
    suspender(persona)
    pagina = texto(entrar(client, persona.usuario), al="2020-02-29")
    for dicho in (
        "Tiempo de servicios al 29/02/2020",
        "9 años, 11 meses, 0 días",  # 10 años menos el mes de suspensión
        "RD N° 000123-2010",
        "RD N° 000999-2015",
        "− 0 años, 1 mes, 0 días",
        "convención propia de este portal",
        "Ley 29944",
        "25 años de servicios",
        "Los cumplirá el 30/03/2035, si continúa sin descuentos.",
    ):
        assert dicho in pagina, dicho


def test_se_llega_desde_el_menu_y_la_hoja_de_vida_sigue_ultima(client, persona):
    menu = texto(entrar(client, persona.usuario), reverse("legajo:inicio"))
    assert f'href="{PAGINA}"' in menu
    assert menu.index("Tiempo de servicios") < menu.index("Reporte de hoja de vida")


def test_sin_decir_fecha_es_hoy(client, persona):
    assert f"al {localdate():%d/%m/%Y}" in texto(entrar(client, persona.usuario))


@pytest.mark.parametrize(
    ("escrito", "mensaje"),
    [
        ("", "Escriba la fecha a la que quiere el cálculo."),
        ("ayer", "«ayer» no es una fecha. Escríbala como 31/12/2026."),
        ("2023-02-30", "«2023-02-30» no es una fecha."),
        ("0003-01-01", "Escriba una fecha entre el 01/01/1900"),
        ("9999-12-31", "Escriba una fecha entre el 01/01/1900"),
        ("99999-12-31", "no es una fecha."),
        ("<script>", "«&lt;script&gt;» no es una fecha."),
    ],
)
def test_una_fecha_mala_se_dice_y_queda_escrita(client, persona, escrito, mensaje):
    pagina = texto(entrar(client, persona.usuario), al=escrito)
    assert mensaje in pagina
    assert f'value="{escrito}"'.replace("<script>", "&lt;script&gt;") in pagina or not escrito
    assert "Cómo se llega al total" not in pagina


def test_se_acepta_la_fecha_como_se_escribe_en_el_peru(client, persona):
    assert "al 31/12/2019" in texto(entrar(client, persona.usuario), al="31/12/2019")


def test_a_una_fecha_por_venir_se_dice_que_se_supone(client, persona):
    pagina = texto(entrar(client, persona.usuario), al="2050-12-31")
    assert "La fecha todavía no llega" in pagina
    assert "Los cumplió el" in pagina


def test_quien_ya_no_tiene_vinculo_ve_su_tiempo(client):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.vinculo(persona, fecha_inicio=date(2010, 1, 1), fecha_fin=date(2020, 12, 31))
    pagina = texto(entrar(client, persona.usuario))
    assert "11 años, 0 meses, 0 días" in pagina
    assert "no está en servicio" in pagina


def test_un_legajo_sin_vinculos_lo_dice(client):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    assert "No registra vínculos a esa fecha." in texto(entrar(client, persona.usuario))


@pytest.mark.parametrize("cuantos", [1, 24, 200])
def test_las_consultas_no_crecen_con_los_registros(
    client, persona, cuantos, django_assert_max_num_queries
):
    lsg = str(Accion.objects.get(codigo="LSG").pk)
    modelo = fabricas.registro(
        Licencia.tipo, persona, accion=lsg, fecha_inicio="2015-01-01", fecha_fin="2015-01-02"
    )
    for _ in range(cuantos - 1):
        modelo.pk, modelo.publico = None, uuid.uuid4()
        modelo.save(force_insert=True)
    dentro = entrar(client, persona.usuario)
    with django_assert_max_num_queries(3 + 5):  # session, account, servidor; a kind each
        pagina = texto(dentro)
    assert pagina.count("Licencia sin goce de remuneraciones</td>") == cuantos


def test_la_hoja_de_vida_dice_el_tiempo_de_servicio(persona, time_machine):
    time_machine.move_to("2026-11-25 12:00:00-05:00")
    servidor = con_situacion(Servidor.objects.select_related("unidad__superior")).get(pk=persona.pk)
    pares = dict(contenido_de(servidor)["situacion"])
    assert pares["Tiempo de servicio"] == "16 años, 8 meses, 25 días"


def admin_de(persona):
    return reverse("admin:legajo_servidor_tiempo", args=[persona.pk])


def test_la_ugel_lee_lo_mismo_en_el_admin(client, persona):
    suspender(persona)
    especialista = entrar(client, fabricas.personal(fabricas.ugel(UGEL1)))
    ficha = texto(especialista, reverse("admin:legajo_servidor_change", args=[persona.pk]))
    assert admin_de(persona) in ficha
    pagina = texto(especialista, admin_de(persona), al="2020-02-29")
    assert "9 años, 11 meses, 0 días" in pagina
    assert "RD N° 000999-2015" in pagina
    assert "«ayer» no es una fecha." in texto(especialista, admin_de(persona), al="ayer")


def test_el_tiempo_de_otra_unidad_y_el_propio_no_existen_en_el_admin(client, persona):
    ajeno = fabricas.personal(fabricas.ugel(UGEL2))
    assert entrar(client, ajeno).get(admin_de(persona)).status_code == 404
    propio = fabricas.personal(fabricas.ugel(UGEL1), documento=fabricas.documento())
    suyo = fabricas.servidor(fabricas.ugel(UGEL1), documento=propio.documento, usuario=None)
    assert entrar(client, propio).get(admin_de(suyo)).status_code == 404
    planillas = fabricas.personal(fabricas.ugel(UGEL1), "Planillas")
    assert entrar(client, planillas).get(admin_de(persona)).status_code == 404
    assert entrar(client, persona.usuario).get(admin_de(persona)).status_code == 302


def test_quien_no_puede_ver_sanciones_ve_las_fechas_y_nada_mas(client, persona):
    suspender(persona)
    rol = Group.objects.create(name="Mesa de partes")
    rol.permissions.set(Permission.objects.filter(codename="view_servidor"))
    alguien = fabricas.usuario()
    Asignacion.objects.create(usuario=alguien, rol=rol, unidad=fabricas.ugel(UGEL1))
    pagina = texto(entrar(client, alguien), admin_de(persona), al="2020-02-29")
    assert "9 años, 11 meses, 0 días" in pagina
    assert "Período sin goce de remuneraciones (reservado)" in pagina
    assert "01/07/2015" in pagina
    for secreto in ("RD N° 000999-2015", "Suspensión"):
        assert secreto not in pagina
