"""The image code: one use, not to be foretold, readable aloud."""

import io
import random
import threading
import wave
from datetime import timedelta

import pytest
from captcha.models import CaptchaStore
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from accounts import captcha
from accounts.captcha import ALFABETO, CampoCodigo, deletrear, gastar

RONDAS, HILOS = 100, 8


@pytest.fixture
def fila(db) -> CaptchaStore:
    return CaptchaStore.objects.get(hashkey=CaptchaStore.generate_key())


def cuadros(wav: bytes) -> int:
    with wave.open(io.BytesIO(wav)) as abierto:
        return abierto.getnframes()


def existe(fila: CaptchaStore) -> bool:
    return CaptchaStore.objects.filter(pk=fila.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_exactly_one_passes():
    filas = [CaptchaStore.objects.get(hashkey=CaptchaStore.generate_key()) for _ in range(RONDAS)]
    salida, aciertos = threading.Barrier(HILOS), [0] * RONDAS
    candado = threading.Lock()

    def competir() -> None:
        for ronda, fila in enumerate(filas):
            salida.wait()
            if gastar(fila.hashkey, fila.response):
                with candado:
                    aciertos[ronda] += 1
        connection.close()

    hilos = [threading.Thread(target=competir) for _ in range(HILOS)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert aciertos == [1] * RONDAS


def test_right_once_and_never_again(fila):
    assert gastar(fila.hashkey, fila.response)
    assert not gastar(fila.hashkey, fila.response)


def test_a_wrong_answer_spends_it(fila):
    assert not gastar(fila.hashkey, "nada")
    assert not existe(fila)


def test_the_answer_of_another_image_does_not_serve(fila):
    otra = CaptchaStore.objects.get(hashkey=CaptchaStore.generate_key())
    assert not gastar(fila.hashkey, otra.response)
    assert existe(otra)


def test_an_expired_one_does_not_pass(fila):
    CaptchaStore.objects.update(expiration=timezone.now() - timedelta(seconds=1))
    assert not gastar(fila.hashkey, fila.response)


def test_case_and_spaces_do_not_matter(fila):
    assert CampoCodigo().clean([fila.hashkey, f" {fila.challenge.title()} "])


@pytest.mark.parametrize("valor", [None, [], ["", ""], ["x", None], ["desconocida", "ABC234"]])
def test_nothing_or_nonsense_is_refused(db, valor):
    with pytest.raises(ValidationError):
        CampoCodigo().clean(valor)


def test_the_test_mode_of_the_library_opens_nothing(fila, monkeypatch):
    monkeypatch.setattr("captcha.conf.settings.CAPTCHA_TEST_MODE", True)
    with pytest.raises(ValidationError):
        CampoCodigo().clean([fila.hashkey, "passed"])


def test_the_test_mode_fails_the_system_check(settings):
    settings.CAPTCHA_TEST_MODE = True
    assert "accounts.E001" in [m.id for m in run_checks()]


def test_the_seed_of_the_global_generator_does_not_foretell_it():
    random.seed(7)
    primero = captcha.desafio()
    random.seed(7)
    assert captcha.desafio() != primero


def test_only_characters_that_are_not_mistaken():
    dibujado, respuesta = captcha.desafio()
    assert len(dibujado) == 6
    assert set(dibujado) <= set(ALFABETO)
    assert respuesta == dibujado.lower()


def test_expiry_has_an_index(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'captcha_expiracion'")
        assert "(expiration)" in cursor.fetchone()[0]


def test_the_image_is_for_everybody_until_it_is_used(client, fila):
    imagen = client.get(f"/captcha/imagen/{fila.hashkey}/")
    assert (imagen.status_code, imagen["Content-Type"]) == (200, "image/png")
    gastar(fila.hashkey, "nada")
    assert client.get(f"/captcha/imagen/{fila.hashkey}/").status_code == 410


def test_another_image_brings_its_own_audio(client, db):
    datos = client.get("/captcha/otra/", headers={"X-Requested-With": "XMLHttpRequest"}).json()
    assert client.get(datos["image_url"]).status_code == 200
    assert client.get(datos["audio_url"])["Content-Type"] == "audio/wav"
    assert CaptchaStore.objects.filter(hashkey=datos["key"]).exists()


def test_another_image_only_for_the_script(client, db):
    assert client.get("/captcha/otra/").status_code == 404
    assert not CaptchaStore.objects.exists()


def test_the_audio_spells_every_character(client, fila):
    audio = client.get(f"/captcha/audio/{fila.hashkey}.wav")
    assert b"".join(audio) == deletrear(fila.challenge)
    gastar(fila.hashkey, "nada")
    assert client.get(f"/captcha/audio/{fila.hashkey}.wav").status_code == 410


def test_every_character_has_its_own_recording():
    sonidos = {c: deletrear(c) for c in ALFABETO}
    assert len(set(sonidos.values())) == len(ALFABETO)
    assert cuadros(deletrear("AB")) == cuadros(sonidos["A"]) + cuadros(sonidos["B"])


@pytest.mark.parametrize(
    ("rango", "estado"), [("bytes=0-99", 206), ("bytes=x-y", 200), ("bytes=5-2", 200)]
)
def test_the_audio_is_served_in_parts_to_phones(client, fila, rango, estado):
    audio = client.get(f"/captcha/audio/{fila.hashkey}.wav", headers={"Range": rango})
    assert audio.status_code == estado


def test_a_visit_to_the_login_makes_one_row(client, db):
    client.get("/ingresar/")
    assert CaptchaStore.objects.count() == 1
