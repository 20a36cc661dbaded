"""docker-compose.yml says what a whole portal needs, and in which order it starts."""

import re

import pytest
from django.core.management import get_commands

from tests.despliegue import apoyo

SERVICIOS = {"caddy", "web", "worker", "migrate", "postgres", "seaweedfs", "mailpit"}
DEL_PORTAL = ("web", "worker", "migrate")


def servicio(nombre):
    return apoyo.compose()["services"][nombre]


def test_the_services():
    assert set(apoyo.compose()["services"]) == SERVICIOS


@pytest.mark.parametrize("nombre", sorted(SERVICIOS - {"migrate"}))
def test_each_service_that_stays_has_a_health_check(nombre):
    assert servicio(nombre)["healthcheck"]["test"][0] == "CMD"
    assert servicio(nombre)["restart"] == "unless-stopped"


def test_what_waits_for_what():
    listo = {
        "postgres": {"condition": "service_healthy"},
        "seaweedfs": {"condition": "service_healthy"},
        "migrate": {"condition": "service_completed_successfully"},
    }
    assert servicio("web")["depends_on"] == servicio("worker")["depends_on"] == listo
    assert servicio("caddy")["depends_on"] == {"web": {"condition": "service_healthy"}}
    assert servicio("migrate")["restart"] == "no"


@pytest.mark.parametrize("nombre", DEL_PORTAL)
def test_ours_run_as_nobody_in_particular_on_a_disk_that_they_cannot_write(nombre):
    assert servicio(nombre)["read_only"] is True
    assert servicio(nombre)["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in servicio(nombre)["security_opt"]
    assert re.search(r"^USER portal$", (apoyo.RAIZ / "Dockerfile").read_text(), re.M)


@pytest.mark.parametrize("nombre", ["web", "worker"])
def test_only_what_migrates_knows_the_owner(nombre):
    variables = apoyo.env_generado() | apoyo.OFICIAL
    dueno = variables["CLAVE_BD_DUENO"]
    assert dueno not in "".join(apoyo.entorno(nombre, variables).values())
    assert dueno in "".join(apoyo.entorno("migrate", variables).values())


@pytest.mark.parametrize("nombre", [*DEL_PORTAL, "postgres", "seaweedfs"])
def test_nothing_starts_on_a_secret_that_everybody_knows(nombre):
    with pytest.raises(KeyError):
        apoyo.entorno(nombre, {})


def test_the_database_keeps_its_data_where_the_image_of_18_wants_it():
    assert "base:/var/lib/postgresql" in servicio("postgres")["volumes"]


def test_only_the_proxy_and_the_mail_page_are_published_the_latter_on_loopback():
    con_puertos = {n for n in SERVICIOS if servicio(n).get("ports")}
    assert con_puertos == {"caddy", "mailpit"}
    assert servicio("mailpit")["ports"] == ["127.0.0.1:8025:8025"]


def test_every_folder_and_file_that_is_mounted_exists():
    montados = [v for n in SERVICIOS for v in servicio(n).get("volumes", ())]
    nombrados = apoyo.compose()["volumes"]
    for origen in (montado.split(":")[0] for montado in montados):
        assert origen in nombrados or (apoyo.RAIZ / origen).exists(), origen


def test_every_command_of_manage_py_that_is_named_exists():
    textos = [" ".join(map(str, servicio(n).get("command", ""))) for n in DEL_PORTAL]
    for archivo in ("Dockerfile", "deploy/preparar.sh", "docs/despliegue.md"):
        textos.append((apoyo.RAIZ / archivo).read_text())
    nombrados = {c for t in textos for c in re.findall(r"manage\.py ([a-z_]+)", t)}
    assert {"migrate", "permisos_bd", "cargar_base", "collectstatic", "db_worker"} <= nombrados
    assert nombrados - get_commands().keys() == set()


@pytest.mark.parametrize("nombre", DEL_PORTAL)
def test_every_script_that_is_run_exists(nombre):
    orden = [*servicio(nombre)["command"], *servicio(nombre)["healthcheck"].get("test", ())]
    for pieza in orden:
        if str(pieza).startswith("deploy/"):
            assert (apoyo.RAIZ / pieza).is_file()
