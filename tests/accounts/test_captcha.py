"""The image code: one use, not to be foretold, readable aloud."""

import io
import os
import random
import re
import threading
import wave
from datetime import timedelta
from time import sleep

import pytest
from captcha.models import CaptchaStore
from captcha.views import captcha_image
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone
from PIL import Image

from accounts import captcha
from accounts.captcha import ALFABETO, CampoCodigo, deletrear, gastar
from tests.accounts.apoyo import dentro_de

RONDAS = 1000 if os.environ.get("PORTAL_PRUEBAS_LARGAS") else 60
HILOS = 8


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


def codigo_de(pagina: HttpResponse) -> CaptchaStore:
    clave = re.search(r'name="codigo_0" value="(\w+)"', pagina.content.decode())[1]
    return CaptchaStore.objects.get(hashkey=clave)


@pytest.mark.parametrize("ruta", ["/ingresar/", "/generar-contrasena/", "/captcha/otra/"])
def test_a_flood_of_visits_leaves_few_rows_and_hits_nobody_else(client, db, monkeypatch, ruta):
    monkeypatch.setattr(captcha, "TOPE", 5)
    ajeno = codigo_de(client.get("/ingresar/", REMOTE_ADDR="198.51.100.8"))
    for _ in range(12):
        pagina = client.get(
            ruta, REMOTE_ADDR="198.51.100.7", headers={"X-Requested-With": "XMLHttpRequest"}
        )
        assert pagina.status_code == 200
    assert CaptchaStore.objects.count() == 5 + 1
    assert gastar(ajeno.hashkey, ajeno.response)


def test_a_forged_address_makes_no_more_rows(client, db, monkeypatch):
    monkeypatch.setattr(captcha, "TOPE", 5)
    for n in range(12):
        client.get("/ingresar/", headers={"X-Forwarded-For": f"203.0.113.{n}"})
    assert CaptchaStore.objects.count() == 5


def test_the_newest_code_of_a_crowded_address_serves(client, db, monkeypatch):
    monkeypatch.setattr(captcha, "TOPE", 1)
    client.get("/ingresar/")
    ultimo = codigo_de(client.get("/ingresar/"))
    assert gastar(ultimo.hashkey, ultimo.response)


def test_each_new_code_sweeps_two_that_expired(client, db):
    for n in range(5):
        client.get("/ingresar/", REMOTE_ADDR=f"198.51.100.{n}")
    CaptchaStore.objects.update(expiration=timezone.now() - timedelta(seconds=1))
    for quedan in (3 + 1, 1 + 2, 0 + 3):
        client.get("/ingresar/")
        assert CaptchaStore.objects.count() == quedan


def test_a_code_lasts_fifteen_minutes(client, db):
    fila = codigo_de(client.get("/ingresar/"))
    with dentro_de(minutes=14, seconds=50):
        assert client.get(f"/captcha/imagen/{fila.hashkey}/").status_code == 200
    with dentro_de(minutes=15, seconds=1):
        assert not gastar(fila.hashkey, fila.response)


def test_the_image_is_black_on_white(client, fila):
    """More than any contrast that is asked of text: 21 to 1."""
    imagen = Image.open(io.BytesIO(client.get(f"/captcha/imagen/{fila.hashkey}/").content))
    assert imagen.size[1] >= 72
    assert {color for _, color in imagen.convert("RGB").getcolors()} == {(0,) * 3, (255,) * 3}


@pytest.mark.django_db(transaction=True)
def test_a_thread_that_draws_does_not_make_the_codes_of_another_repeat(rf):
    """The view that draws seeds the global generator with the key, again and again."""
    clave, dibujadas = CaptchaStore.generate_key(), []

    def dibujar() -> None:
        for _ in range(60):
            dibujadas.append(captcha_image(rf.get("/"), clave, scale=1))
        connection.close()

    hilo, codigos = threading.Thread(target=dibujar), []
    hilo.start()
    while hilo.is_alive():
        codigos.append(captcha.desafio()[0])
        sleep(0.0002)  # lets the other go on from wherever it is
    hilo.join()
    assert len(dibujadas) == 60
    assert len(codigos) > 100
    # of 31^6 codes, 20 000 repeat 0.2 times by chance: five is one in a million
    assert len(codigos) - len(set(codigos)) < 5
