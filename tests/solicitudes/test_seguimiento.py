"""What the servidor sees after sending: whose turn it is, days left, what happened, his opinion."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from legajo.models import Capacitacion
from solicitudes import decisiones, reparto, verbos
from solicitudes.models import Dato, Feriado, Solicitud
from tests import fabricas
from tests.cliente import Client
from tests.solicitudes.apoyo import DE_DOS, en_situacion, enviar_alta, enviar_cambio
from tests.solicitudes.test_cargo import con_papeles
from tests.solicitudes.test_plazos import a_las

pytestmark = pytest.mark.django_db
BASE = 6  # queries of a page that shows no kind of record (bench.consultas)


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel("190001"))


@pytest.fixture
def especialista(persona):
    return fabricas.personal(persona.unidad, nombre="Gladys Mamani")


@pytest.fixture
def ver(persona):
    """Reads the page of a request, or the tray, as text."""

    def leer(solicitud=None):
        client = Client()
        client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
        ruta = (
            reverse("solicitudes:detalle", args=[solicitud.publico])
            if solicitud
            else reverse("solicitudes:bandeja")
        )
        respuesta = client.get(ruta)
        assert respuesta.status_code == 200
        return plano(respuesta)

    return leer


def plano(respuesta):
    return " ".join(re.sub(r"<[^>]+>", " ", respuesta.content.decode()).split())


def test_dice_a_quien_le_toca_y_cuantos_dias_habiles_quedan(persona, ver):
    Feriado.objects.create(dia=date(2026, 12, 1), nombre="Aniversario", unidad=persona.unidad)
    with a_las(date(2026, 11, 25)):
        solicitud = enviar_alta(persona)
    Solicitud.objects.filter(pk=solicitud.pk).update(vence=date(2026, 12, 11))
    with a_las(date(2026, 11, 27)):  # Friday; the 1st, the 8th and the 9th are no working days
        pagina, bandeja = ver(solicitud), ver()
    assert f"Ahora le toca a {persona.unidad.nombre}" in pagina
    for texto in (pagina, bandeja):
        assert "Quedan 7 días hábiles, hasta el 11/12/2026" in texto


@pytest.mark.parametrize(
    ("hoy", "dicho"),
    [
        (date(2026, 12, 10), "Queda 1 día hábil, hasta el 11/12/2026"),
        (date(2026, 12, 11), "Vence hoy"),
        (date(2026, 12, 12), "Venció el 11/12/2026"),  # Saturday
        (date(2026, 12, 14), "Venció el 11/12/2026, hace 1 día hábil"),
        (date(2028, 12, 14), "Venció el 11/12/2026, hace"),
    ],
)
def test_cada_dia_del_final_de_un_plazo(hoy, dicho, persona, ver):
    with a_las(date(2026, 11, 25)):
        solicitud = enviar_alta(persona)
    Solicitud.objects.filter(pk=solicitud.pk).update(vence=date(2026, 12, 11))
    with a_las(hoy):
        pagina, bandeja = ver(solicitud), ver()
    assert dicho in pagina
    assert dicho in bandeja
    vencida = hoy > date(2026, 12, 11)
    assert ("Descargar queja por defecto de tramitación" in pagina) is vencida
    assert ("En solicitud: vencida" in bandeja) is vencida
    assert ("no respondió a tiempo" in pagina) is vencida


def test_lo_observado_dice_que_falta_y_hasta_cuando(persona, ver):
    with a_las(date(2026, 11, 25)):
        especialista = fabricas.personal(persona.unidad, nombre="Gladys Mamani")
        solicitud = en_situacion("observada", persona, especialista)
        pagina, bandeja = ver(solicitud), ver()
    hasta = f"{solicitud.subsanar_hasta:%d/%m/%Y}"
    assert f"Ahora le toca a usted: subsane hasta el {hasta}" in pagina
    assert "Qué falta: Falta el reverso" in pagina
    assert f"Observada: subsane hasta el {hasta}" in bandeja
    assert "Su UGEL la observó" in pagina
    assert "Gladys Mamani, de su UGEL" in pagina


def test_los_pasos_cuentan_lo_que_le_incumbe_y_callan_el_reparto(persona, especialista, ver):
    jefe = fabricas.personal(persona.unidad, "Responsable de escalafón", nombre="Jefa Quispe")
    otro = fabricas.personal(persona.unidad, nombre="Otro Condori")
    solicitud = enviar_alta(persona)
    reparto.tomar(solicitud.pk, por=especialista)
    reparto.reasignar(solicitud.pk, por=jefe, a=otro)
    reparto.abstenerse(solicitud.pk, por=otro, vinculo="cunado")
    with override_settings(CAMPOS_DE_DOS=DE_DOS):
        decisiones.atender(solicitud.pk, por=especialista)
        propuesta = ver(solicitud)
        decisiones.devolver(solicitud.pk, por=jefe, motivo="Zzinterno")
    decisiones.atender(solicitud.pk, por=especialista)
    pagina = ver(solicitud)
    assert "otra persona la debe confirmar" in propuesta
    pasos = [
        "Usted envió la solicitud", "Su UGEL empezó a revisarla", "Su UGEL propuso una decisión",
        "Su UGEL volvió a revisarla", "Su UGEL la atendió",
    ]  # fmt: skip
    lugares = [pagina.index(paso) for paso in pasos]
    assert lugares == sorted(lugares)
    for callado in ("Zzinterno", "Se abstuvo", "Otro Condori", "Reasignada"):
        assert callado not in pagina, callado


def test_un_colega_sin_nombre_no_se_nombra_por_su_documento(persona, ver):
    nadie = fabricas.personal(persona.unidad)
    solicitud = enviar_alta(persona)
    decisiones.observar(solicitud.pk, por=nadie, motivo="Falta algo")
    assert nadie.documento not in ver(solicitud)


def test_cada_dato_con_su_decision_y_su_motivo(persona, especialista, ver):
    curso = fabricas.registro(Capacitacion.tipo, persona)
    solicitud = enviar_cambio(persona, curso, tema="Robótica", horas="40")
    antes = ver(solicitud)
    assert "Aceptado" not in antes
    decisiones.atender(solicitud.pk, por=especialista, rechazados={"horas": "Dice 20 horas"})
    pagina = ver(solicitud)
    assert "Robótica Aceptado" in pagina
    assert "40 Rechazado Dice 20 horas" in pagina
    assert "Terminada" in pagina
    assert "Se decidió en 0 días hábiles" in pagina


def test_lo_propuesto_no_se_dice_antes_de_ser_firme(persona, especialista, ver):
    solicitud = en_situacion("propuesta", persona, especialista)
    assert Dato.objects.filter(decision="aceptado").exists()
    assert "Aceptado" not in ver(solicitud)


def test_lo_que_ya_no_se_pide_se_dice(persona, ver):
    solicitud = enviar_alta(persona)
    Dato.objects.filter(solicitud=solicitud, campo="tema").update(decision="retirado")
    assert "Ya no se pide" in ver(solicitud)


def test_se_ven_los_papeles_que_se_adjuntaron(persona, ver):
    solicitud = enviar_alta(persona)
    con_papeles(solicitud, "título.pdf")
    con_papeles(solicitud, "reverso.jpg")
    pagina = ver(solicitud)
    assert "2 folios: título.pdf" in pagina
    assert "2 folios: reverso.jpg" in pagina


@pytest.mark.parametrize("cuantas", [1, 20])
def test_la_bandeja_pregunta_poco(cuantas, persona, especialista):
    for _ in range(cuantas):
        enviar_alta(persona)
    decisiones.observar(Solicitud.objects.first().pk, por=especialista, motivo="Falta")
    assert consultas(persona, reverse("solicitudes:bandeja")) <= BASE + 1  # and his drafts


@pytest.mark.parametrize("situacion", ["en_solicitud", "observada", "atendido", "anulada"])
def test_la_pagina_de_una_solicitud_pregunta_poco(situacion, persona, especialista):
    solicitud = en_situacion(situacion, persona, especialista)
    con_papeles(solicitud)
    url = reverse("solicitudes:detalle", args=[solicitud.publico])
    assert consultas(persona, url) <= BASE


def test_un_cargo_ya_emitido_y_los_correos_preguntan_poco(persona):
    solicitud = enviar_alta(persona)
    assert consultas(persona, reverse("solicitudes:cargo", args=[solicitud.publico])) <= BASE
    assert consultas(persona, reverse("solicitudes:correos")) <= BASE


def consultas(persona, url):
    client = Client()
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    client.get(url)
    with CaptureQueriesContext(connection) as hechas:
        assert client.get(url).status_code == 200
    return len(hechas)


@pytest.fixture
def dentro(persona):
    client = Client()
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


def opinar(client, solicitud, nota):
    url = reverse("solicitudes:opinion", args=[solicitud.publico])
    return plano(client.post(url, {"nota": nota} if nota else {}, follow=True))


def test_se_opina_una_vez_y_se_agradece(persona, especialista, dentro, ver):
    solicitud = en_situacion("atendido", persona, especialista)
    assert "¿Cómo fue la atención de esta solicitud?" in ver(solicitud)
    assert "Gracias por su opinión" in opinar(dentro, solicitud, "4")
    segunda = opinar(dentro, solicitud, "1")
    assert "Su opinión ya está anotada" in segunda
    assert "Gracias por su opinión sobre esta atención: Buena" in segunda
    assert "¿Cómo fue la atención" not in segunda
    solicitud.refresh_from_db()
    assert solicitud.satisfaccion == 4


@pytest.mark.parametrize("nota", ["", "0", "6", "x", "²"])
def test_lo_que_no_es_una_respuesta_se_dice_y_no_se_anota(nota, persona, especialista, dentro):
    solicitud = en_situacion("rechazado", persona, especialista)
    pagina = opinar(dentro, solicitud, nota)
    assert "Revise lo siguiente" in pagina
    solicitud.refresh_from_db()
    assert solicitud.satisfaccion is None


@pytest.mark.parametrize("situacion", ["en_solicitud", "observada", "anulada"])
def test_no_se_opina_de_lo_que_nadie_decidio(situacion, persona, especialista, dentro, ver):
    solicitud = en_situacion(situacion, persona, especialista)
    assert "¿Cómo fue la atención" not in ver(solicitud)
    for nota in ("5", ""):
        assert "todavía no se decide" in opinar(dentro, solicitud, nota)
    solicitud.refresh_from_db()
    assert solicitud.satisfaccion is None


def test_no_se_opina_de_lo_ajeno(persona, especialista):
    solicitud = en_situacion("atendido", persona, especialista)
    ajeno = fabricas.servidor(persona.unidad)
    client = Client()
    client.force_login(ajeno.usuario, "accounts.backends.AsignacionBackend")
    url = reverse("solicitudes:opinion", args=[solicitud.publico])
    assert client.post(url, {"nota": "1"}).status_code == 404
    solicitud.refresh_from_db()
    assert solicitud.satisfaccion is None


def test_un_expediente_vacio_se_dice_en_la_misma_pagina(persona, dentro):
    solicitud = enviar_alta(persona)
    url = reverse("solicitudes:expediente", args=[solicitud.publico])
    pagina = plano(dentro.post(url, {"expediente": " "}))
    assert "Revise lo siguiente" in pagina
    assert "Qué ha pasado" in pagina


def test_lo_decidido_dice_cuanto_tardo_sin_contar_lo_que_espero_al_titular(persona, ver):
    with a_las(date(2026, 11, 23)):
        especialista = fabricas.personal(persona.unidad)
        solicitud = enviar_alta(persona)
        decisiones.observar(solicitud.pk, por=especialista, motivo="Falta")
    with a_las(date(2026, 11, 26)):
        verbos.subsanar(solicitud.pk, por=persona.usuario, explicacion="Aquí va")
    with a_las(date(2026, 11, 27)):
        decisiones.atender(solicitud.pk, por=especialista)
        pagina = ver(solicitud)
    assert "Se decidió en 1 día hábil." in pagina
    assert "Aquí va" in pagina
