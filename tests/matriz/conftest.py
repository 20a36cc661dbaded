"""The two units and their staff, made once for each module."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models, transaction

from accounts.models import Unidad
from tests.cliente import Client
from tests.matriz.mundo import CANARIO, PROPIO, UGEL1, UGEL2, Mundo, reunir


class Escena(NamedTuple):
    """One's own unit, the foreign one, and a browser for each person."""

    propio: Mundo
    ajeno: Mundo
    gente: dict[str, Client]


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
            if not Unidad.objects.exists():
                call_command("cargar_base", verbosity=0)
            cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.ROL_APP)}")
        propio, ajeno = Mundo(UGEL1, PROPIO), Mundo(UGEL2, CANARIO)
        yield Escena(propio, ajeno, reunir(propio))
        transaction.set_rollback(True)
