"""The tray: its tabs and counts, its filters and order, and how much it reads."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from legajo.models import Capacitacion, Familiar, Sancion
from solicitudes import bandeja, decisiones, reparto, verbos
from solicitudes.models import Parentesco, Solicitud
from tests import fabricas
from tests.solicitudes.apoyo import en_situacion, entrar, enviar_alta

pytestmark = pytest.mark.django_db
LISTA = reverse("admin:solicitudes_solicitud_changelist")


@pytest.fixture
def especialista():
    return fabricas.personal(fabricas.ugel(), nombre="Gladys")


@pytest.fixture
def dentro(client, especialista):
    return entrar(client, especialista)


def persona(codigo="190001"):
    return fabricas.servidor(fabricas.ugel(codigo))


def numeros(respuesta):
    return re.findall(r'field-numero"><a[^>]*>(\d+)</a>', respuesta.content.decode())


def pestanas(respuesta):
    hallado = re.search(r'class="pestanas".*?</nav>', respuesta.content.decode(), re.DOTALL)
    textos = re.findall(r"<a[^>]*>([^<]+)</a>", hallado[0])
    return {t.partition(" (")[0]: t.partition(" (")[2].rstrip(")") for t in textos}


def test_cada_bandeja_cuenta_lo_que_tiene_y_lo_muestra(dentro, especialista):
    de_cada = {
        s: en_situacion(s, persona(), especialista)
        for s in ("en_solicitud", "observada", "propuesta", "atendido", "rechazado", "anulada")
    }
    mia, vencida = enviar_alta(persona()), enviar_alta(persona())
    reparto.tomar(mia.pk, por=especialista)
    ayer = localdate() - timedelta(1)
    Solicitud.objects.filter(pk__in=[vencida.pk, de_cada["observada"].pk]).update(vence=ayer)
    enviar_alta(persona("210001"))
    esperado = {
        "mias": {mia}, "observadas": {de_cada["observada"]},
        "por_confirmar": {de_cada["propuesta"]}, "vencidas": {vencida},
        "libres": {vencida, *(de_cada[s] for s in ("en_solicitud", "observada", "propuesta"))},
        "decididas": {de_cada["atendido"], de_cada["rechazado"]},
    }  # fmt: skip
    esperado["todas"] = esperado["libres"] | {mia}
    cuentas = pestanas(dentro.get(LISTA))
    for clave, solicitudes in esperado.items():
        respuesta = dentro.get(LISTA, {"vista": clave})
        assert set(numeros(respuesta)) == {s.numero for s in solicitudes}, clave
        rotulo = bandeja.BANDEJAS[clave].rotulo
        assert cuentas[rotulo] == ("" if clave == "decididas" else str(len(solicitudes))), clave
    assert numeros(dentro.get(LISTA)) == numeros(dentro.get(LISTA, {"vista": "todas"}))


def test_primero_las_prioritarias_y_luego_lo_que_vence_antes(dentro):
    hoy = localdate()
    tarde, pronto, prioritaria = (enviar_alta(persona()) for _ in range(3))
    for solicitud, dias in ((tarde, 20), (pronto, 2), (prioritaria, 30)):
        Solicitud.objects.filter(pk=solicitud.pk).update(vence=hoy + timedelta(dias))
    Solicitud.objects.filter(pk=prioritaria.pk).update(prioritaria=True)
    respuesta = dentro.get(LISTA)
    assert numeros(respuesta) == [s.numero for s in (prioritaria, pronto, tarde)]
    assert "En solicitud · Prioritaria" in respuesta.content.decode()
    assert numeros(dentro.get(LISTA, {"o": "1"})) == numeros(respuesta)


def test_las_palabras_del_plazo(dentro, especialista):
    vencida, observada = enviar_alta(persona()), en_situacion("observada", persona(), especialista)
    ayer = localdate() - timedelta(1)
    Solicitud.objects.filter(pk__in=[vencida.pk, observada.pk]).update(vence=ayer)
    texto = dentro.get(LISTA).content.decode()
    assert texto.count("Venció ") == 1
    assert texto.count("Detenida") == 1


def test_los_filtros(dentro, especialista):
    curso, hijo = enviar_alta(persona()), enviar_alta(persona(), Familiar.tipo)
    sancion = enviar_alta(persona(), Sancion.tipo) if Sancion.tipo.permite("agregar") else None
    hoja = verbos.pedir_documento(servidor=(p := persona()), por=p.usuario, clase="hoja_de_vida")
    Solicitud.objects.filter(pk=hijo.pk).update(
        prioritaria=True, creada_en=timezone.now() - timedelta(40)
    )
    for consulta, esperadas in {
        "seccion=formacion": {curso}, "seccion=filiacion": {hijo}, "seccion=documentos": {hoja},
        "prioridad=si": {hijo}, "dias=30": {hijo}, "dias=60": set(),
        f"unidad__id__exact={especialista.asignaciones.get().unidad_id}": {curso, hijo, hoja},
        "seccion=filiacion&prioridad=no": set(),
    }.items():  # fmt: skip
        respuesta = dentro.get(f"{LISTA}?{consulta}")
        vistas = set(numeros(respuesta)) - {getattr(sancion, "numero", "")}
        assert vistas == {s.numero for s in esperadas}, consulta
    filtrada = dentro.get(f"{LISTA}?seccion=filiacion")
    assert pestanas(filtrada)["Todas las que esperan"] == "1"
    assert 'name="vista" value="libres"' in dentro.get(f"{LISTA}?vista=libres").content.decode()


@pytest.mark.parametrize(
    "consulta", ["vista=otra", "seccion=x", "prioridad=quizas", "dias=-1", "dias=1e9"]
)
def test_un_filtro_que_no_existe_es_un_pedido_malo(dentro, consulta):
    assert dentro.get(f"{LISTA}?{consulta}").status_code == 400
    url = reverse("admin:solicitudes_solicitud_change", args=[enviar_alta(persona()).pk])
    assert dentro.get(url, {"_changelist_filters": consulta}).status_code == 400


def test_se_busca_tambien_entre_las_decididas(dentro, especialista):
    hecha, otra = en_situacion("atendido", persona(), especialista), enviar_alta(persona())
    for texto in (hecha.numero, hecha.servidor.documento, str(hecha.pk)):
        assert numeros(dentro.get(LISTA, {"q": texto})) == [hecha.numero], texto
    assert set(numeros(dentro.get(LISTA, {"q": "quispe"}))) == {hecha.numero, otra.numero}
    assert numeros(dentro.get(LISTA, {"q": "quispe", "vista": "todas"})) == [otra.numero]
    vacia = dentro.get(LISTA, {"q": "nadie"})
    assert "Ninguna solicitud coincide" in vacia.content.decode()


def test_lo_de_un_pariente_se_ve_y_dice_que_se_abstiene(dentro, especialista):
    solicitud = enviar_alta(persona())
    Parentesco.objects.create(
        usuario=especialista, documento=solicitud.servidor.documento, vinculo="hermano"
    )
    assert "Usted se abstiene" in dentro.get(LISTA).content.decode()


def test_una_pagina_que_se_vacio_muestra_la_ultima(dentro):
    solicitud = enviar_alta(persona())
    respuesta = dentro.get(LISTA, {"p": "2", "vista": "todas"})
    assert respuesta.status_code == 200
    assert numeros(respuesta) == [solicitud.numero]


def test_el_orden_de_las_vecinas_es_el_de_la_bandeja(especialista):
    hoy = localdate()
    todas = [enviar_alta(persona()) for _ in range(6)]
    plazos = (hoy, hoy, hoy + timedelta(3), None, None, hoy + timedelta(1))
    for n, (solicitud, vence) in enumerate(zip(todas, plazos, strict=True)):
        Solicitud.objects.filter(pk=solicitud.pk).update(vence=vence, prioritaria=n in (2, 4))
    filas = Solicitud.objects.visible_to(especialista).abiertas()
    en_orden = list(filas.order_by(*bandeja.POR_TURNO))
    for orden, lista in ((bandeja.POR_TURNO, en_orden),):
        for n, actual in enumerate(lista):
            antes = lista[n - 1].pk if n else None
            despues = lista[n + 1].pk if n + 1 < len(lista) else None
            assert bandeja.vecina(filas, orden, actual, antes=True) == antes
            assert bandeja.vecina(filas, orden, actual, antes=False) == despues
    ida = decisiones.rechazar(en_orden[2].pk, por=especialista, motivo="x")
    assert bandeja.vecina(filas, bandeja.POR_TURNO, ida, antes=False) == en_orden[3].pk


def test_pocas_consultas_con_pocas_y_con_muchas(dentro, especialista):
    def consultas(vista):
        dentro.get(LISTA, {"vista": vista})
        with CaptureQueriesContext(connection) as hechas:
            assert dentro.get(LISTA, {"vista": vista}).status_code == 200
        return len(hechas)

    enviar_alta(persona())
    con_una = {vista: consultas(vista) for vista in bandeja.BANDEJAS}
    registradas = [enviar_alta(persona(), Capacitacion.tipo) for _ in range(30)]
    for solicitud in registradas[::3]:
        reparto.tomar(solicitud.pk, por=especialista)
    con_muchas = {vista: consultas(vista) for vista in bandeja.BANDEJAS}
    assert max(con_muchas.values()) <= 12, con_muchas
    assert con_muchas["todas"] == con_una["todas"]
