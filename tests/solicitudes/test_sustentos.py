"""The papers of a request: joined at sending, drawn by the worker, never changed."""

import hashlib
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import ProgrammingError, transaction
from pypdf import PdfReader

from portal import aparte
from solicitudes import sustentos, tareas
from solicitudes.models import Adjunto, Borrador, Pagina, Sustento
from tests import fabricas, subidas
from tests.solicitudes.apoyo import enviar_alta

pytestmark = pytest.mark.django_db


@pytest.fixture
def borrador():
    persona = fabricas.servidor(fabricas.ugel())
    return Borrador.objects.create(
        servidor=persona, tipo_slug="capacitaciones", operacion="agregar"
    )


def adjuntar(borrador, nombre: str, octetos: bytes, paginas: int = 1) -> Adjunto:
    adjunto = Adjunto(
        borrador=borrador, nombre=nombre, paginas=paginas, octetos=len(octetos),
        sha256=hashlib.sha256(octetos).hexdigest(),
    )  # fmt: skip
    adjunto.archivo.save(nombre, ContentFile(octetos), save=False)
    adjunto.save()
    return adjunto


def guardado(borrador) -> Sustento:
    sustento = sustentos.preparar(borrador.adjuntos.all())
    sustento.solicitud = enviar_alta(borrador.servidor)
    sustento.save()
    return sustento


def test_sin_papeles_no_hay_sustento(borrador):
    assert sustentos.preparar(borrador.adjuntos.all()) is None


def test_es_un_solo_pdf_con_sus_folios_y_su_huella(borrador):
    adjuntar(borrador, "titulo.pdf", subidas.pdf(3), 3)
    foto = adjuntar(borrador, "reverso.jpg", subidas.imagen("JPEG"))
    sustento = guardado(borrador)
    octetos = sustento.archivo.read()
    assert sustento.sha256 == hashlib.sha256(octetos).hexdigest()
    assert sustento.folios == len(PdfReader(io.BytesIO(octetos)).pages) == 4
    assert sustento.partes[1] == {"nombre": "reverso.jpg", "folios": 1, "sha256": foto.sha256}


def test_demasiados_folios_se_dice(borrador, settings):
    settings.SUSTENTO_MAX_PAGINAS = 3
    for nombre in ("a.pdf", "b.pdf"):
        adjuntar(borrador, nombre, subidas.pdf(2), 2)
    with pytest.raises(ValidationError, match="Son 4 folios"):
        sustentos.preparar(borrador.adjuntos.all())


def test_se_dibuja_una_vez_cada_pagina(borrador):
    adjuntar(borrador, "a.pdf", subidas.pdf(23), 23)
    sustento = guardado(borrador)
    assert tareas.dibujar.func(sustento.pk) == 23
    assert tareas.dibujar.func(sustento.pk) == 0
    assert [p.numero for p in sustento.paginas.all()] == list(range(1, 24))
    assert sustento.paginas.first().imagen.read().startswith(b"\xff\xd8\xff")


def test_lo_que_se_corto_a_medio_dibujar_se_termina(borrador):
    adjuntar(borrador, "a.pdf", subidas.pdf(4), 4)
    sustento = guardado(borrador)
    Pagina.objects.create(sustento=sustento, numero=1, imagen="x.jpg", ancho=1, alto=1)
    assert tareas.dibujar.func(sustento.pk) == 3


def test_si_no_se_puede_se_intenta_despues(borrador, monkeypatch):
    from django_tasks_db.models import DBTaskResult

    adjuntar(borrador, "a.pdf", subidas.pdf())
    sustento = guardado(borrador)
    antes = DBTaskResult.objects.count()

    def falla(*_):
        raise aparte.Fallo(por_limite=True)

    monkeypatch.setattr(sustentos.sustentos, "dibujar", falla)
    with pytest.raises(aparte.Fallo):
        tareas.dibujar.func(sustento.pk)
    assert DBTaskResult.objects.count() == antes + 1


def test_lo_recibido_no_se_cambia(borrador):
    adjuntar(borrador, "a.pdf", subidas.pdf())
    guardado(borrador)
    for cambio in (
        lambda: Sustento.objects.update(sha256="x"),
        lambda: Sustento.objects.all()._raw_delete("default"),
        lambda: Pagina.objects.update(numero=9),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cambio()
