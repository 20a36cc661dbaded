"""Mails of a published import: in waves, after its hour, each person once, and never an amount."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts import correos
from accounts.models import Envio
from boletas import avisos
from boletas.models import Importacion, Ola
from tests import fabricas
from tests.boletas.apoyo import boleta

pytestmark = pytest.mark.django_db


@pytest.fixture
def publicada():
    """An import with boletas of five people, one of whom has two."""
    unidad = fabricas.ugel()
    personas = [fabricas.servidor(unidad) for _ in range(5)]
    for n, persona in enumerate(personas):
        persona.usuario.correo = f"persona{n}@demo.invalid"
        persona.usuario.save()
    primera = boleta(personas[0])
    for persona in personas[1:]:
        boleta(persona, importacion=primera.importacion)
    boleta(personas[0], numero_cargo="000002", importacion=primera.importacion)
    return primera.importacion


def olas(importacion: Importacion, tope: int = 20) -> list[int]:
    """Run the waves one after the other, as the worker would in their minute; how many in each."""
    dichas = []
    for _ in range(tope):
        va = Ola.objects.get(importacion=importacion)
        if va.terminada_en:
            return dichas
        dichas.append(avisos.ola.func(importacion.pk, va.hasta))
    raise AssertionError("no end")


def test_they_leave_in_waves_of_what_the_setting_says_and_each_person_gets_one(settings, publicada):
    settings.AVISOS_DE_BOLETA_POR_MINUTO = 2
    avisos.prometer(publicada)
    assert olas(publicada) == [2, 2, 1]
    enviados = Envio.objects.filter(clase="boleta_publicada")
    assert sorted(enviados.values_list("para", flat=True)) == [
        f"persona{n}@demo.invalid" for n in range(5)
    ]
    assert Ola.objects.get().avisados == 5
    siguientes = DBTaskResult.objects.filter(
        task_path="boletas.avisos.ola", run_after__isnull=False
    )
    assert siguientes.filter(run_after__gt=timezone.now() + timedelta(seconds=30)).count() == 2


def test_a_wave_that_runs_twice_tells_nobody_twice(settings, publicada):
    settings.AVISOS_DE_BOLETA_POR_MINUTO = 2
    avisos.prometer(publicada)
    assert [avisos.ola.func(publicada.pk, 0) for _ in range(3)] == [2, 0, 0]
    assert Envio.objects.count() == 2


def test_before_its_hour_or_taken_back_nobody_is_told(publicada):
    mas_tarde = timezone.now() + timedelta(hours=1)
    otra = Importacion.objects.create(archivo="x", estado="A", publicada_en=mas_tarde)
    avisos.prometer(otra)
    assert avisos.ola.func(otra.pk, 0) == 0
    assert not Envio.objects.exists()


def test_who_has_no_address_or_no_active_account_is_passed_over(publicada):
    personas = list(publicada.boletas.values_list("servidor", flat=True).distinct()[:2])
    from legajo.models import Servidor

    una, otra = (Servidor.objects.get(pk=pk).usuario for pk in personas)
    una.correo, otra.is_active = "", False
    una.save()
    otra.save()
    avisos.prometer(publicada)
    assert olas(publicada) == [3]


def test_a_pace_of_none_promises_nothing(settings, publicada):
    settings.AVISOS_DE_BOLETA_POR_MINUTO = 0
    avisos.prometer(publicada)
    assert not Ola.objects.exists()


def test_the_mail_says_the_month_and_no_amount(publicada):
    avisos.prometer(publicada)
    olas(publicada)
    carta = correos.carta(Envio.objects.filter(clase="boleta_publicada").first())
    assert "noviembre 2025" in carta.body
    assert "/boletas/" in carta.body
    assert "S/" not in carta.body
    assert not mail.outbox
