"""The copy of a legajo at a date: what it said that day, and what was pending then."""

from datetime import date

import pytest
import time_machine

from legajo.emision.emitir import contenido_para, leer
from legajo.emision.pedido import Pedido
from legajo.models import Capacitacion, Documento
from portal.pdf import PdfNoDisponible
from solicitudes import verbos
from tests import fabricas
from tests.documentos.apoyo import emitido
from tests.legajo.apoyo import fechar, lima
from tests.legajo.test_a_la_fecha import curso
from tests.solicitudes.apoyo import enviar_alta

pytestmark = pytest.mark.django_db
CORTE = date(2025, 3, 31)


@pytest.fixture
def persona():
    persona = fabricas.servidor(fabricas.ugel())
    fechar(persona, lima(2025, 1, 10, 9))
    return persona


def copia(persona, al=CORTE):
    pedido = Pedido("1", "x", date(2026, 1, 15), a_la_fecha=al)
    return contenido_para(leer(persona.pk), Documento.Clase.COPIA, pedido, persona.usuario)


def temas(contenido):
    filas = [
        fila
        for seccion in contenido["secciones"]
        for tabla in seccion["tablas"]
        if tabla["titulo"] == Capacitacion.tipo.titulo
        for fila in tabla["filas"]
    ]
    return [celda for fila in filas for celda in fila if celda in ("Primero", "Segundo", "Tercero")]


def test_it_says_what_the_legajo_said_at_the_end_of_the_day(persona):
    curso(persona)
    assert temas(copia(persona, date(2025, 1, 14))) == []
    assert temas(copia(persona, date(2025, 3, 30))) == ["Primero"]
    assert temas(copia(persona)) == ["Segundo"]
    assert temas(copia(persona, date(2025, 4, 1))) == ["Tercero"]
    assert copia(persona)["al"] == "31/03/2025"


def test_it_lists_the_requests_that_were_pending_that_day(persona):
    with time_machine.travel("2025-03-10 12:00:00-05:00", tick=False):
        pendiente, anulada = enviar_alta(persona), enviar_alta(persona)
    with time_machine.travel("2025-03-20 12:00:00-05:00", tick=False):
        verbos.anular(anulada.pk, por=persona.usuario)
    with time_machine.travel("2025-04-01 00:00:00-05:00", tick=False):
        verbos.anular(pendiente.pk, por=persona.usuario)
        enviar_alta(persona)
    filas = copia(persona)["pendientes"]["filas"]
    assert filas == [[pendiente.numero, "Agregar: Capacitación", "10/03/2025 12:00"]]
    assert len(copia(persona, date(2025, 3, 15))["pendientes"]["filas"]) == 2
    assert copia(persona, date(2025, 3, 9))["pendientes"]["filas"] == []


@pytest.mark.parametrize(
    ("al", "frase"),
    [(date(2025, 1, 9), "El legajo se abrió el 10/01/2025 09:00: el 09/01/2025"),
     (None, "Escriba a qué fecha")],
)  # fmt: skip
def test_without_a_day_or_a_legajo_on_it_nothing_is_issued(persona, al, frase):
    with pytest.raises(PdfNoDisponible, match=frase):
        emitido(persona, "copia_a_fecha", al=al)
    assert not Documento.objects.exists()


def test_the_document_keeps_its_day(persona):
    documento = emitido(persona, "copia_a_fecha", al=CORTE)
    assert documento.a_la_fecha == CORTE
    assert documento.vence is None
