"""Every form of the portal and of its admin x what nobody should type: never a 500, nothing half.

The forms are read from the pages, and the pages from the resolver and the registry of the
admin: a new one is tried without a line here. Each sending is taken back afterwards, so that
every one meets the same portal. PORTAL_PRUEBAS_LARGAS=1 tries 100 000 values instead of 5 000.
"""

import os
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Usuario
from tests import fabricas
from tests.cadenas import TODAS
from tests.cliente import Client
from tests.formas import Forma, leer
from tests.solicitudes.apoyo import enviar_alta
from tests.test_direcciones import TABLA, Caso

LARGAS = bool(os.environ.get("PORTAL_PRUEBAS_LARGAS"))
VALORES = 100_000 if LARGAS else 5_000
POR_VEZ = 4  # values in one sending, on the average at least

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(7200 if LARGAS else 180)]

TABLAS = [
    modelo._meta.db_table
    for etiqueta in ("accounts", "legajo", "solicitudes", "boletas")
    for modelo in apps.get_app_config(etiqueta).get_models()
    if {"servidor", "solicitud", "pedido", "documento"} & {f.name for f in modelo._meta.fields}
]
"""Where what people are told to have been refused must not be."""
CONTAR = "SELECT " + ", ".join(f"(SELECT count(*) FROM {tabla})" for tabla in TABLAS)
ARCHIVOS = st.sampled_from([b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"a,b\n1,2\n"])
TEXTOS = st.one_of(st.sampled_from(TODAS), st.sampled_from(TODAS), st.text(max_size=40))


def _dentro(usuario: Usuario) -> Client:
    client = Client()
    client.force_login(usuario, "accounts.backends.AsignacionBackend")
    return client


def _del_portal(caso: Caso) -> list[Forma]:
    """Of every named address, as nobody and as its holder."""
    formas = []
    for quien in (Client(), _dentro(caso.gente["docente"]), _dentro(caso.gente["sin_legajo"])):
        for nombre, (lugar, _) in TABLA.items():
            formas += leer(quien, reverse(nombre, args=lugar(caso)))
    return formas


def _del_admin(caso: Caso) -> list[Forma]:
    """Of every model: its list, one more, and the first that there is."""
    quien, formas = _dentro(Usuario.objects.create_superuser("99500000", "s@demo.invalid", "x")), []
    responsable = _dentro(caso.gente["responsable_ugel1"])
    for modelo in admin.site._registry:
        nombre = f"admin:{modelo._meta.app_label}_{modelo._meta.model_name}"
        formas += leer(quien, reverse(f"{nombre}_changelist"))
        formas += leer(quien, reverse(f"{nombre}_add"))
        primero = modelo._default_manager.order_by("pk").first()
        if primero is not None:
            for cada in (quien, responsable):
                formas += leer(cada, reverse(f"{nombre}_change", args=[primero.pk]))
    return formas


def _distintas(formas: list[Forma]) -> list[Forma]:
    """One of each: the same fields to the same address are one form."""
    return list({(f.destino, f.metodo, *sorted(f.campos), *f.archivos): f for f in formas}.values())


def _contar() -> Any:
    with connection.cursor() as cursor:
        cursor.execute(CONTAR)
        return cursor.fetchone()


@st.composite
def envios(draw: Any, formas: list[Forma]) -> tuple[Forma, dict[str, str], dict[str, Any]]:
    """A form with one, some or all of its fields filled as nobody should."""
    forma = draw(st.sampled_from(formas))
    nombres = sorted(forma.campos)
    tocados = draw(
        st.one_of(
            st.just(nombres),
            st.lists(st.sampled_from(nombres), min_size=1, max_size=3, unique=True),
        )
        if nombres
        else st.just([])
    )
    valores = forma.campos | {nombre: draw(TEXTOS) for nombre in tocados}
    if draw(st.integers(0, 9)) == 0:
        valores |= {draw(TEXTOS) or "x": draw(TEXTOS)}
    archivos = {n: (draw(TEXTOS), draw(ARCHIVOS)) for n in forma.archivos if draw(st.booleans())}
    return forma, valores, archivos


def test_no_form_breaks_nor_writes_half_whatever_it_is_sent(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    caso = Caso()
    enviar_alta(fabricas.servidor(fabricas.ugel("120001")))
    formas = _distintas(_del_portal(caso) + _del_admin(caso))
    assert {f.metodo for f in formas} == {"get", "post"}
    assert len(formas) > 60
    probados = _probar(formas, _contar())
    assert probados >= VALORES, probados


def _probar(formas: list[Forma], antes: Any) -> int:
    probados = 0

    @settings(
        max_examples=VALORES // POR_VEZ, deadline=None, database=None, derandomize=not LARGAS,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(envio=envios(formas))
    def enviar(envio: tuple[Forma, dict[str, str], dict[str, Any]]) -> None:
        nonlocal probados
        forma, valores, archivos = envio
        with transaction.atomic():
            respuesta = forma.enviar(valores, archivos)
            donde = (forma.metodo, forma.destino, respuesta.status_code)
            assert respuesta.status_code < 500, donde
            if respuesta.status_code != 302:
                assert _contar() == antes, donde
            transaction.set_rollback(True)
        probados += sum(valores[n] != forma.campos.get(n) for n in valores) + 2 * len(archivos)

    enviar()
    return probados


def test_the_list_of_strings_is_long_and_has_none_twice():
    assert len(TODAS) >= 200
    assert len(TODAS) - len(set(TODAS)) <= 6
