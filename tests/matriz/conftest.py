"""The two units and their staff, made once for each module."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.test import override_settings

from tests.matriz.mundo import CANARIO, PROPIO, UGEL1, UGEL2, Mundo, Navegadores, reunir


class Escena(NamedTuple):
    """One's own unit, the foreign one, and a browser for each person."""

    propio: Mundo
    ajeno: Mundo
    gente: Navegadores


@contextmanager
def sin_lo_que_demora() -> Iterator[None]:
    """Thousands of pages: no search for garbage among what stays for the whole module."""
    antes = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    yield
    gc.set_threshold(*antes)
    gc.unfreeze()


@contextmanager
def construyendo() -> Iterator[None]:
    """Nobody types a password here: those of the cast need not cost what a guess must."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="module")
def escena(django_db_setup: None, django_db_blocker: Any) -> Iterator[Escena]:
    """In a transaction which each test of the module goes on inside; as the application's role.

    Keys are such as no text has by chance, to be found in an answer.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            for lugar, modelo in enumerate(apps.get_models()):
                if isinstance(modelo._meta.pk, models.BigAutoField) and modelo._meta.managed:
                    cursor.execute(
                        f"ALTER TABLE {modelo._meta.db_table} ALTER {modelo._meta.pk.column}"
                        f" RESTART WITH {700_000_001 + lugar * 100_000}"
                    )
            # tables of a few rows: half of the database's time went in the order of the joins
            cursor.execute("SET LOCAL join_collapse_limit = 1; SET LOCAL from_collapse_limit = 1")
            cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.ROL_APP)}")
        with construyendo():
            propio, ajeno = Mundo(UGEL1, PROPIO), Mundo(UGEL2, CANARIO)
            gente = reunir(propio)
        with sin_lo_que_demora():
            yield Escena(propio, ajeno, gente)
        transaction.set_rollback(True)
