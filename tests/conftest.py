"""What every test stands on: a real PostgreSQL, the base data, the application's role."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from accounts.models import Usuario
from tests.cliente import Client

BLOQUEO = pytest.StashKey[Any]()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Make the test database as the owner: the application's role may not create a table."""
    connection.settings_dict.update(
        USER=settings.BASE_DEL_DUENO["USER"], PASSWORD=settings.BASE_DEL_DUENO["PASSWORD"]
    )


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, pytestconfig: pytest.Config
) -> None:
    """Grant the application's role its rights, and load the base data for every test.

    Committed: loaded in each test's transaction, it took time, left dead rows, and the
    planner took its tables for empty ones.
    """
    pytestconfig.stash[BLOQUEO] = django_db_blocker
    with django_db_blocker.unblock():
        call_command("permisos_bd", verbosity=0)
        call_command("cargar_base", verbosity=0)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Load the base data again once the flush that ends a transactional test took it away."""
    yield
    if nextitem is not None and _usa_la_base(item) == "transaccional":
        with item.config.stash[BLOQUEO].unblock():
            call_command("cargar_base", verbosity=0)


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
def como_la_aplicacion(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run each test as the application's role, as web and worker do; so do its threads."""
    uso = _usa_la_base(request.node)
    if not uso:
        yield
        return
    yield from (_con_rol_en_conexion if uso == "transaccional" else _con_rol_en_transaccion)(
        request
    )


def _usa_la_base(item: Any) -> str:
    """How a test uses the database: "", "transaccion" or "transaccional"."""
    marca = item.get_closest_marker("django_db")
    if "transactional_db" in item.fixturenames or (marca and marca.kwargs.get("transaction")):
        return "transaccional"
    return "transaccion" if marca or "db" in item.fixturenames else ""


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
