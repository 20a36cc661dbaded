"""The embedded server: two roles, data that survive, mended after any sudden end."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from arranque.claves import claves
from arranque.postgres import Postgres


def run(url: str, *statements: str) -> Any:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchone() if cursor.description else None
    finally:
        connection.close()


@pytest.fixture
def server(folder: Path) -> Iterator[Postgres]:
    server = Postgres(folder / "estado", fast=True)
    server.start()
    yield server
    server.stop()


def test_roles_locale_and_password(server: Postgres) -> None:
    urls = server.urls()
    owner, app = urls["DATABASE_OWNER_URL"], urls["DATABASE_URL"]
    run(owner, "CREATE TABLE t (a int)", "GRANT SELECT ON t TO portal_app", "SET ROLE portal_app")
    run(owner, "CREATE EXTENSION pg_trgm", "CREATE DATABASE otra")
    assert run(app, "SELECT upper('ñandú'), count(*) FROM t") == ("ÑANDÚ", 0)
    for forbidden in ("CREATE TABLE u (a int)", "DROP TABLE t", "CREATE DATABASE mas"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            run(app, forbidden)
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        run(app.removesuffix("portal") + "otra", "CREATE TABLE u (a int)")
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(app.replace("portal_app:", "portal_app:x"))


def test_data_survive_a_stop_and_a_kill(server: Postgres) -> None:
    url = server.urls()["DATABASE_OWNER_URL"]
    run(url, "CREATE TABLE t AS SELECT 7 AS a")
    server.stop()
    server.start()
    assert server.urls()["DATABASE_OWNER_URL"] == url  # the port stays
    os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    server.start()
    assert run(server.urls()["DATABASE_OWNER_URL"], "SELECT a FROM t") == (7,)


def test_a_port_taken_meanwhile_is_chosen_again(server: Postgres) -> None:
    server.stop()
    port = int((server.state / "puerto").read_text())
    with socket.create_server(("127.0.0.1", port)):
        server.start()
        assert f":{port}/" not in server.urls()["DATABASE_URL"]
        run(server.urls()["DATABASE_URL"], "SELECT 1")


def test_a_second_start_finds_the_first(server: Postgres) -> None:
    again = Postgres(server.state, fast=True)
    again.start()
    assert again.urls() == server.urls()


def test_an_initdb_cut_short_is_done_again(folder: Path) -> None:
    server = Postgres(folder, fast=True)
    (server.home / "data-partial" / "base").mkdir(parents=True)
    server.start()
    try:
        run(server.urls()["DATABASE_URL"], "SELECT 1")
    finally:
        server.stop()


def test_data_of_another_version_are_named(folder: Path) -> None:
    server = Postgres(folder)
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(SystemExit, match="son de PostgreSQL 9"):
        server.start()


def test_secrets_are_kept_and_private(folder: Path) -> None:
    first = claves(folder)
    assert claves(folder) == first
    assert len(set(first.values())) == 4
    assert (folder / "claves.json").stat().st_mode & 0o777 == 0o600
