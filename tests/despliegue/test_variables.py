"""Every variable is told once, in .env.example, and nothing there is idle."""

import re

from tests.despliegue import apoyo


def test_what_settings_and_compose_read_stands_in_the_example():
    leidas = apoyo.leidas_por_settings() | apoyo.nombres_en_compose()
    assert leidas - set(apoyo.variables_del_ejemplo()) == set()


def test_nothing_in_the_example_is_idle_or_told_twice():
    leidas = apoyo.leidas_por_settings() | apoyo.nombres_en_compose()
    ejemplo = apoyo.variables_del_ejemplo()
    assert set(ejemplo) - leidas == set()
    assert len(ejemplo) == len(set(ejemplo))


def test_each_variable_has_its_sentence():
    lineas = apoyo.lineas_del_ejemplo()
    for anterior, linea in zip(lineas, lineas[1:], strict=False):
        if apoyo.VARIABLE.match(linea):
            assert re.match(r"^# [A-Z0-9ap].*[.:]$", anterior), linea


def test_the_example_holds_no_secret():
    puestas = [li for li in apoyo.lineas_del_ejemplo() if li and not li.startswith("#")]
    assert all(linea.endswith("=") for linea in puestas)


def test_the_written_env_fills_every_secret_differently_each_time():
    uno, otro = apoyo.env_generado(), apoyo.env_generado()
    assert uno.keys() == otro.keys()
    assert min(map(len, uno.values())) >= 64
    assert not set(uno.values()) & set(otro.values())
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", valor) for valor in uno.values())


def test_an_env_beside_the_code_does_not_disturb_demo_nor_tests():
    """settings.py reads .env too: it may only hold secrets, no address of a service."""
    assert apoyo.env_generado().keys() & {"S3_BUCKET", "DATABASE_URL", "EMAIL_URL"} == set()
