"""The two commands say in a sentence what they cannot do, and hold what they use."""

import socket
from pathlib import Path

import pytest
from arranque import demo, navegador, version
from arranque.candado import only_one
from arranque.estado import database


@pytest.mark.parametrize("port", ["ochenta", "0", "70000", "-1"])
def test_port_that_is_none(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit, match="no es un puerto"):
        demo._port()


def test_port_that_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(SystemExit, match=f"PORT={port + 1} bin/demo"):
            demo._port()


def test_an_older_python_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(version.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="este es 3.9"):
        version.require()


def test_a_folder_is_held_by_one(folder: Path) -> None:
    other = only_one(folder, "ocupada", wait=False)
    with only_one(folder), pytest.raises(SystemExit, match="ocupada"), other:
        pass
    with only_one(folder, "ocupada", wait=False):
        pass


def test_the_server_of_the_environment_comes_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://a@h/d")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    with pytest.raises(SystemExit, match="DATABASE_OWNER_URL"), database(folder, fast=True):
        pass
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://b@h/d")
    with database(folder, fast=True) as urls:
        assert urls["DATABASE_OWNER_URL"] == "postgres://b@h/d"
    assert not any(folder.iterdir())


def test_without_chromium_the_run_ends(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_CHROMIUM", "/no/such/chromium")
    with pytest.raises(SystemExit, match="PORTAL_CHROMIUM=/no/such/chromium"):
        navegador.ensure_browser()
    monkeypatch.delenv("PORTAL_CHROMIUM")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setattr(navegador, "PROGRAM", folder / "chromium")
    monkeypatch.setattr(navegador, "_libatomic", dict)
    with pytest.raises(SystemExit, match="apt-get install chromium"):
        navegador.ensure_browser()


def test_the_panel_names_address_users_and_mails() -> None:
    panel = demo._panel("http://127.0.0.1:8000", "99000001\tclave\tdocente\n99000002\tc\tcesado\n")
    for text in ("http://127.0.0.1:8000/", "ficticios", "99000001   clave", "/demo/correos/"):
        assert text in panel
