"""What may be uploaded as a sustento: the good, and each bad thing with its own sentence."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from pypdf import PdfWriter

from legajo.models import Capacitacion
from portal import aparte, sustentos
from portal.archivos import validar_sustento
from tests import fabricas, subidas
from tests.cliente import Client

HTML = b"<html><script>alert(1)</script></html>"


def revisar(nombre: str, octetos: bytes) -> int:
    subido = SimpleUploadedFile(nombre, octetos)
    validar_sustento(subido)
    return subido.paginas


def con_clave(escritor: PdfWriter) -> None:
    escritor.encrypt("", "secreta", algorithm="RC4-128")


def sin_xref(octetos: bytes) -> bytes:
    """Cut where its table begins, and ended as if nothing had happened."""
    return octetos[: octetos.rindex(b"1 0 obj")] + b"\n%%EOF"


@pytest.mark.parametrize(
    ("nombre", "octetos", "paginas"),
    [
        ("a.pdf", subidas.pdf(3), 3),
        ("a.PDF", subidas.pdf(1), 1),
        ("a.pdf", subidas.pdf(1) + b"\r\n\r\n", 1),
        ("a.pdf", subidas.pdf(2, subidas.con_accion(S="/GoTo")), 2),
        ("a.png", subidas.imagen("PNG"), 1),
        ("a.jpg", subidas.imagen("JPEG"), 1),
        ("a.JPEG", subidas.imagen("JPEG", modo="L"), 1),
        ("a.png", subidas.imagen("PNG", modo="1"), 1),
    ],
)
def test_a_good_file_is_accepted_and_its_pages_are_counted(nombre, octetos, paginas):
    assert revisar(nombre, octetos) == paginas


MALOS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.pdf", lambda: b"", "está vacío"),
    "a web page": ("a.pdf", lambda: HTML, "no es de ese tipo"),
    "a program": ("a.png", lambda: b"MZ" + bytes(100), "no es de ese tipo"),
    "an SVG": ("a.svg", lambda: b"<svg xmlns='x'/>", "no es de ese tipo"),
    "a PDF called a picture": ("a.png", subidas.pdf, "es de un archivo .pdf"),
    "a picture called a PDF": ("a.pdf", subidas.imagen, "es de un archivo .png"),
    "no extension": ("a", subidas.pdf, "es de un archivo .pdf"),
    "only a beginning": ("a.pdf", lambda: b"%PDF-1.7\n", "dañado o incompleto"),
    "a PDF cut in the middle": ("a.pdf", lambda: subidas.pdf(9)[:700], "dañado o incompleto"),
    "a PDF without its parts": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj\n%%EOF", "dañado o incomp"),
    "a PNG cut in the middle": ("a.png", lambda: subidas.imagen()[:-400], "dañado o incompleto"),
    "a JPG cut in the middle": ("a.jpg", lambda: subidas.imagen("JPEG")[:-200], "dañado o inc"),
    "a PNG with a false sum": (
        "a.png",
        lambda: subidas.imagen().replace(b"IDAT", b"IDAX", 1),
        "dañado o incompleto",
    ),
    "protected": ("a.pdf", lambda: subidas.pdf(1, con_clave), "protegido con contraseña"),
    "a script with a name": (
        "a.pdf",
        lambda: subidas.pdf(1, subidas.con_clave_en_raiz("/JavaScript")),
        "programas",
    ),
    "a script on opening": (
        "a.pdf",
        lambda: subidas.pdf(1, subidas.con_accion(S="/JavaScript", JS="/x")),
        "programas",
    ),
    "a program to launch": (
        "a.pdf",
        lambda: subidas.pdf(1, subidas.con_accion(S="/Launch", F="/x")),
        "programas",
    ),
    "automatic actions": (
        "a.pdf",
        lambda: subidas.pdf(1, subidas.con_clave_en_raiz("/AA")),
        "programas",
    ),
    "an attached file": (
        "a.pdf",
        lambda: subidas.pdf(1, lambda w: w.add_attachment("a.exe", b"MZ")),
        "programas",
    ),
    "an XFA form": ("a.pdf", lambda: subidas.pdf(1, subidas.con_formulario_xfa), "programas"),
    "rich media": (
        "a.pdf",
        lambda: subidas.pdf(1, subidas.con_anotacion("/RichMedia")),
        "programas",
    ),
    "no page": ("a.pdf", lambda: subidas.pdf(0), "no tiene páginas"),
    "too many pages": ("a.pdf", lambda: subidas.pdf(301), "más de 300 páginas"),
    "a bomb": ("a.pdf", lambda: subidas.pdf(1, subidas.con_bomba), "crece demasiado"),
    "a double bomb": ("a.pdf", lambda: subidas.pdf(1, subidas.con_bomba_doble), "crece demasiado"),
    "a giant picture in a PDF": (
        "a.pdf",
        lambda: subidas.pdf(1, subidas.con_imagen_gigante),
        "crece demasiado",
    ),
    "a giant picture": ("a.png", subidas.png_gigante, "crece demasiado"),
    "a PDF that is a ZIP too": (
        "a.pdf",
        lambda: subidas.pdf() + subidas.zip_con_algo(),
        "lleva dentro otro",
    ),
    "a PDF that hides a ZIP": (
        "a.pdf",
        lambda: subidas.pdf().replace(b"%%EOF", b"%" + subidas.zip_con_algo() + b"\n%%EOF"),
        "lleva dentro otro",
    ),
    "a PDF and something more": ("a.pdf", lambda: subidas.pdf() + b"x" * 2000, "lleva dentro otro"),
    "a PDF that is a web page too": (
        "a.pdf",
        lambda: subidas.pdf().replace(b"\n", b"\n%" + HTML + b"\n", 1),
        "lleva dentro otro",
    ),
    "a picture that is a ZIP too": (
        "a.jpg",
        lambda: subidas.imagen("JPEG") + subidas.zip_con_algo(),
        "lleva dentro otro",
    ),
    "a picture that is a PDF too": (
        "a.png",
        lambda: subidas.imagen().replace(b"IDAT", b"tEXt%PDF-1.4", 1),
        "lleva dentro otro",
    ),
}


@pytest.mark.parametrize("malo", MALOS)
def test_a_bad_one_is_refused_with_its_own_sentence(malo):
    nombre, hacer, frase = MALOS[malo]
    with pytest.raises(ValidationError, match=frase):
        revisar(nombre, hacer())


@override_settings(SUSTENTO_MAX_BYTES=1024 * 1024)
def test_one_that_is_too_big_is_not_even_read():
    with pytest.raises(ValidationError, match="pesa más de 1 MB"):
        revisar("a.pdf", b"%PDF-" + bytes(2 * 1024 * 1024))


@override_settings(SUSTENTO_MAX_PAGINAS=2)
def test_the_limit_of_pages_is_a_setting():
    assert revisar("a.pdf", subidas.pdf(2)) == 2
    with pytest.raises(ValidationError, match="más de 2 páginas"):
        revisar("a.pdf", subidas.pdf(3))


def test_what_cannot_be_read_in_time_is_left_and_said(monkeypatch):
    monkeypatch.setattr(sustentos, "SEGUNDOS", 0.001)
    with pytest.raises(ValidationError, match="demasiado complicado"):
        revisar("a.pdf", subidas.pdf())


def test_the_process_knows_no_django_and_no_secret(monkeypatch):
    """What a hostile file could take over has neither our code nor our keys."""
    codigo = "import sys, portal.revision.__main__ as m; print('django' in sys.modules)"
    salida = subprocess.check_output([sys.executable, "-c", codigo], cwd=settings.BASE_DIR)
    assert salida.split() == [b"False"]
    monkeypatch.setitem(os.environ, "SECRET_KEY", "no-se-hereda")
    pedidos = []
    monkeypatch.setattr(
        aparte.subprocess, "run", lambda *a, **k: pedidos.append(k["env"]) or _bien()
    )
    revisar("a.pdf", subidas.pdf())
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(pedidos[0])


def _bien() -> subprocess.CompletedProcess:
    return subprocess.CompletedProcess([], 0, b'{"paginas": 1}', b"")


@pytest.mark.parametrize(
    ("codigo", "frase"), [(1, "En este momento no se puede"), (-9, "demasiado complicado")]
)
def test_a_process_that_ends_badly_refuses(monkeypatch, codigo, frase):
    muerto = subprocess.CompletedProcess([], codigo, b"", b"no hay memoria")
    monkeypatch.setattr(aparte.subprocess, "run", lambda *a, **k: muerto)
    with pytest.raises(ValidationError, match=frase):
        revisar("a.pdf", subidas.pdf())


@pytest.mark.django_db
def test_no_public_address_leads_to_the_stored_files():
    registro = fabricas.registro(Capacitacion.tipo, fabricas.servidor(fabricas.ugel()))
    registro.archivo.save("a.pdf", SimpleUploadedFile("a.pdf", subidas.pdf()))
    nombre = registro.archivo.name
    assert not settings.MEDIA_URL.strip("/")
    for dentro in (False, True):
        client = Client()
        if dentro:
            client.force_login(registro.servidor.usuario, "accounts.backends.AsignacionBackend")
        for raiz in ("/", "/media/", "/static/", "/archivos/", f"/{settings.STATIC_URL}../"):
            assert client.get(f"{raiz}{nombre}").status_code in (302, 404), raiz
            assert b"%PDF" not in client.get(f"{raiz}{nombre}", follow=True).content
