"""Every variable is told once, in .env.example, and nothing there is idle."""

import re
import sys

import pytest

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


def _secretos() -> dict[str, str]:
    return {n: v for n, v in apoyo.env_generado().items() if not n.startswith("OFICIAL_DE_DATOS")}


def test_what_only_people_know_is_left_to_write_and_compose_asks_for_it():
    vacias = {nombre for nombre, valor in apoyo.env_generado().items() if not valor}
    assert vacias == set(apoyo.OFICIAL)
    for servicio in ("web", "worker", "migrate"):
        with pytest.raises(KeyError, match="OFICIAL_DE_DATOS"):
            apoyo.entorno(servicio, apoyo.env_generado())


@pytest.mark.parametrize("falta", [None, *apoyo.OFICIAL])
def test_production_refuses_to_start_without_the_oficial_de_datos(tmp_path, falta):
    entorno = {
        "SECRET_KEY": "x" * 60, "DATABASE_URL": "postgres://a@localhost/a", "PORTAL_HTTPS": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        **apoyo.OFICIAL,
    }  # fmt: skip
    entorno.pop(falta, None)
    orden = (sys.executable, "-c", "import portal.wsgi")
    hecho = apoyo.ejecutar(apoyo.RAIZ, *orden, env=entorno)
    assert (hecho.returncode == 0) == (falta is None), hecho.stderr
    if falta:
        assert "OFICIAL_DE_DATOS_NOMBRE" in hecho.stderr


def test_the_written_env_fills_every_secret_differently_each_time():
    uno, otro = _secretos(), _secretos()
    assert uno.keys() == otro.keys()
    assert min(map(len, uno.values())) >= 64
    assert not set(uno.values()) & set(otro.values())
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", valor) for valor in uno.values())


def test_an_env_beside_the_code_does_not_disturb_demo_nor_tests():
    """settings.py reads .env too: it may only hold secrets, no address of a service."""
    assert apoyo.env_generado().keys() & {"S3_BUCKET", "DATABASE_URL", "EMAIL_URL"} == set()
