"""With whom the portal speaks: who settings name, encrypted when far, and nobody else."""

import ast
from pathlib import Path

import pytest

from portal.checks import red_cifrada
from tests.despliegue import apoyo

DE_RED = {"aiohttp", "boto3", "botocore", "ftplib", "http", "httpx", "requests", "smtplib",
          "socket", "ssl", "urllib", "urllib3", "xmlrpc"}  # fmt: skip
INOCENTES = {"http", "urllib.parse"}
EN_ESTOS = {
    "portal/settings.py": {"botocore.config"},
    "deploy/balde.py": {"boto3", "botocore.config", "botocore.exceptions"},
    "deploy/salud.py": {"http.client"},
    "accounts/envios.py": {"smtplib"},  # names of its errors
}
"""Who may import what opens connections; mail goes through Django, files through its storage."""


def importados(archivo: Path) -> set[str]:
    modulos = set()
    for nodo in ast.walk(ast.parse(archivo.read_text())):
        if isinstance(nodo, ast.Import):
            modulos |= {alias.name for alias in nodo.names}
        elif isinstance(nodo, ast.ImportFrom) and nodo.module:
            modulos.add(nodo.module)
    return modulos


def test_no_other_module_opens_a_connection():
    for carpeta in ("accounts", "boletas", "deploy", "legajo", "portal", "solicitudes"):
        for archivo in (apoyo.RAIZ / carpeta).rglob("*.py"):
            de_red = {m for m in importados(archivo) if m.split(".")[0] in DE_RED} - INOCENTES
            ruta = archivo.relative_to(apoyo.RAIZ).as_posix()
            assert de_red <= EN_ESTOS.get(ruta, set()), ruta


def test_only_proxy_and_worker_have_a_way_out():
    servicios, redes = apoyo.compose()["services"], apoyo.compose()["networks"]
    con_salida = {
        nombre for nombre, servicio in servicios.items()
        if any(not (redes[red] or {}).get("internal") for red in servicio["networks"])
    }  # fmt: skip
    assert con_salida == {"caddy", "worker", "mailpit"}
    assert set(servicios["web"]["networks"]) & set(servicios["caddy"]["networks"]) == {"frente"}
    for guarda in ("postgres", "seaweedfs"):
        assert not set(servicios[guarda]["networks"]) & set(servicios["caddy"]["networks"])


@pytest.mark.parametrize(
    ("host", "modo", "falta"),
    [
        ("postgres", None, False), ("127.0.0.1", None, False), ("/run/postgresql", None, False),
        ("localhost", None, False), ("::1", None, False),
        ("bd.example.gob.pe", None, True), ("10.0.0.7", "require", True),
        ("bd.example.gob.pe", "verify-ca", True), ("10.0.0.7", "verify-full", False),
    ],
)  # fmt: skip
def test_a_database_elsewhere_must_prove_who_it_is(settings, host, modo, falta):
    opciones = {"sslmode": modo} if modo else {}
    settings.DATABASES = {"default": {"HOST": host, "OPTIONS": opciones}}
    assert [m.id for m in red_cifrada()] == ["portal.W001"] * falta


@pytest.mark.parametrize(
    ("host", "tls", "falta"),
    [("mailpit", False, False), ("correo.gob.pe", False, True), ("correo.gob.pe", True, False)],
)  # fmt: skip
def test_mail_leaves_the_machine_by_tls(settings, host, tls, falta):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = host, tls
    assert [m.id for m in red_cifrada()] == ["portal.W002"] * falta


@pytest.mark.parametrize(
    ("direccion", "falta"),
    [("http://seaweedfs:8333", False), ("http://s3.example.gob.pe", True),
     ("https://s3.example.gob.pe", False), (None, False)],
)  # fmt: skip
def test_files_leave_the_machine_by_tls(settings, direccion, falta):
    settings.STORAGES = {"default": {"OPTIONS": {"endpoint_url": direccion}}}
    assert [m.id for m in red_cifrada()] == ["portal.W003"] * falta
