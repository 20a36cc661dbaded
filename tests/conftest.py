"""What every test stands on: a real PostgreSQL, the base data, the application's role."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from accounts.models import Unidad, Usuario
from tests.cliente import Client


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Make the test database as the owner: the application's role may not create a table."""
    connection.settings_dict.update(
        USER=settings.BASE_DEL_DUENO["USER"], PASSWORD=settings.BASE_DEL_DUENO["PASSWORD"]
    )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Grant the application's role its rights."""
    with django_db_blocker.unblock():
        call_command("permisos_bd", verbosity=0)


@pytest.fixture
def client() -> Client:
    """A browser whose `force_login` has passed the second factor."""
    return Client()


@pytest.fixture
def admin_client(client: Client, admin_user: Usuario) -> Client:
    """The same, of a superuser."""
    client.force_login(admin_user)
    return client


@pytest.fixture(autouse=True)
def como_la_aplicacion(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Run each test as the application's role, as web and worker do, over the base data.

    A transactional test ends with a flush by the owner, so the base data may have to be
    loaded again; its threads connect as the role too.
    """
    usa = {"db", "transactional_db"} & set(request.fixturenames)
    marca = request.node.get_closest_marker("django_db")
    if not usa and not marca:
        yield
        return
    transaccional = "transactional_db" in usa or (marca and marca.kwargs.get("transaction"))
    request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock():
        if not Unidad.objects.exists():
            call_command("cargar_base", verbosity=0)
    yield from (_con_rol_en_conexion if transaccional else _con_rol_en_transaccion)(request)


def _con_rol_en_transaccion(request: pytest.FixtureRequest) -> Iterator[None]:
    request.getfixturevalue("db")
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.ROL_APP)}")
    yield


def _con_rol_en_conexion(request: pytest.FixtureRequest) -> Iterator[None]:
    request.getfixturevalue("transactional_db")
    opciones = connection.settings_dict["OPTIONS"]
    como_dueno = opciones["options"]
    opciones["options"] += f" -c role={settings.ROL_APP}"
    connection.close()
    yield
    opciones["options"] = como_dueno
    connection.close()
