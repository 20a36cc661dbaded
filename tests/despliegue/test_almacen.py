"""The settings of the file store: nothing overwritten, and patience that ends."""

import socket
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from legajo.models import Documento
from portal.archivos import nombre_al_azar
from tests.despliegue import apoyo

GUARDAR = (
    "from django.core.files.storage import default_storage as a;"
    "from django.core.files.base import ContentFile as C;"
    "assert a.file_overwrite is False and a.default_acl is None;"
    "a.save('documento/x.pdf', C(b'x'))"
)


def test_a_second_file_of_the_same_name_is_another(tmp_path):
    almacen = FileSystemStorage(location=tmp_path)
    nombres = [nombre_al_azar(Documento(), "boleta de ROSA.PDF") for _ in range(2)]
    assert nombres[0] != nombres[1]
    assert all(n.startswith("documento/") and n.endswith(".pdf") for n in nombres)
    guardados = [almacen.save("documento/igual.pdf", ContentFile(t)) for t in (b"uno", b"dos")]
    assert [almacen.open(n).read() for n in guardados] == [b"uno", b"dos"]


@pytest.fixture
def agujero():
    """A store that takes the connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as servidor:
        yield f"http://127.0.0.1:{servidor.getsockname()[1]}"


def test_a_store_that_does_not_answer_is_left_in_seconds(agujero):
    env = apoyo.entorno("web", apoyo.env_generado() | apoyo.OFICIAL) | {"S3_ENDPOINT_URL": agujero}
    comienzo = time.monotonic()
    hecho = apoyo.ejecutar(
        apoyo.RAIZ, *("python", "manage.py", "shell", "--no-imports", "-c", GUARDAR), env=env
    )
    assert hecho.returncode != 0
    assert "ReadTimeoutError" in hecho.stderr
    assert time.monotonic() - comienzo < 20
