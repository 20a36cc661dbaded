"""No package older than the one that mended what is known of it."""

import re
from importlib.metadata import PackageNotFoundError, version

import pytest
from packaging.version import Version

from tests.despliegue import apoyo

MINIMAS = {
    "django": "5.2.19",  # CVE-2025-48432, CVE-2026-4292, -15920, -87975, -108147 and before
    "weasyprint": "70.0",  # CVE-2026-55073: stylesheets that passed by the fetcher
    "django-simple-captcha": "0.7.0",  # a wrong answer spends the code
    "django-storages": "1.14.5",  # CVE-2024-39330
    "gunicorn": "27.0.1",  # requests smuggled
    "pillow": "13.0.0",  # images that explode
    "sqlparse": "0.6.1",
    "urllib3": "2.8.0",
    "openpyxl": "3.1.5",
    "pypdf": "7.1.0",
    "defusedxml": "0.7.1",
    "django-csp": "4.0",
    "django-otp": "1.7.5",
    "argon2-cffi": "25.1.0",
    "boto3": "1.44.5",
    "psycopg2-binary": "2.9.13",
}  # fmt: skip


@pytest.mark.parametrize(("paquete", "minima"), MINIMAS.items())
def test_what_runs_is_as_new_as_it_must_be(paquete, minima):
    try:
        instalada = version(paquete)
    except PackageNotFoundError:
        assert paquete in ("boto3", "urllib3")  # only where a bucket is used
        instalada = fijada(paquete)
    assert Version(instalada) >= Version(minima)


@pytest.mark.parametrize(("paquete", "minima"), MINIMAS.items())
def test_what_is_deployed_is_as_new(paquete, minima):
    assert Version(fijada(paquete)) >= Version(minima)


def fijada(paquete: str) -> str:
    """The version in requirements/prod.txt."""
    linea = re.search(
        rf"^{paquete}==(\S+)", (apoyo.RAIZ / "requirements/prod.txt").read_text(), re.M
    )
    assert linea, paquete
    return linea[1]


def test_every_package_is_held_by_version_and_hash_from_no_named_host():
    texto = (apoyo.RAIZ / "requirements" / "prod.txt").read_text()
    paquetes = re.split(r"\n(?=[a-z])", texto.strip())
    assert len(paquetes) > 30
    for paquete in paquetes:
        assert re.match(r"[a-z0-9-]+==\S+ ", paquete)
        assert "--hash=sha256:" in paquete
    assert "://" not in texto


def test_no_second_driver_of_the_database():
    """Django prefers psycopg 3 where it is installed, and nobody has tried the portal on it."""
    with pytest.raises(PackageNotFoundError):
        version("psycopg")
