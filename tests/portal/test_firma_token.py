"""A key in a PKCS#11 token: what is said where it cannot be used, and a real one where it can.

The real one needs SoftHSM (Debian: softhsm2), which stands for the token of the institution.
"""

import shutil
import subprocess
import sys
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from portal import firma
from portal.firma.llave import llave
from tests.pdf.comprobador import comprobar
from tests.pdf.muestra import documento_bueno
from tests.portal.autoridad import Autoridad, asn1_de

MODULO = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "815162342"


def negativa() -> str:
    with pytest.raises(firma.FirmaNoDisponible) as cazado:
        firma.firmar(documento_bueno(), motivo="Prueba")
    return str(cazado.value)


@pytest.fixture
def con_token(settings):
    llave.cache_clear()

    def con(**cambios):
        de_fabrica = dict.fromkeys(settings.FIRMA, "") | {"accredited": False}
        token = {"module": MODULO, "token": "UGEL", "token_certificate": "firma", "token_pin": PIN}
        settings.FIRMA = de_fabrica | token | cambios

    yield con
    llave.cache_clear()


def test_without_the_package_it_says_which(con_token, monkeypatch):
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    con_token()
    assert "falta el paquete python-pkcs11" in negativa()


@pytest.fixture
def softhsm(tmp_path, monkeypatch):
    """A token "UGEL" of SoftHSM: how to put into it a key of an authority and its certificate."""
    pkcs11 = pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")
    if not shutil.which("softhsm2-util"):
        pytest.skip("softhsm2 is not installed")
    (tmp_path / "tokens").mkdir()
    ajustes = tmp_path / "softhsm2.conf"
    ajustes.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(ajustes))
    orden = ["softhsm2-util", "--init-token", "--free", "--label", "UGEL", "--pin", PIN]
    subprocess.run([*orden, "--so-pin", PIN], check=True, capture_output=True)
    biblioteca = pkcs11.lib(MODULO)
    biblioteca.reinitialize()

    def guardar(autoridad, **dato):
        token = biblioteca.get_token(token_label="UGEL")
        with token.open(user_pin=PIN, rw=True) as sesion:
            escribir(sesion, autoridad, **dato)

    return guardar


def escribir(sesion, autoridad: Autoridad, **dato) -> None:
    from pkcs11 import Attribute, ObjectClass
    from pkcs11.util.ec import decode_ec_private_key
    from pkcs11.util.rsa import decode_rsa_private_key

    propia, certificado = autoridad.emitir(**dato)
    formato = PrivateFormat.TraditionalOpenSSL
    der = propia.private_bytes(Encoding.DER, formato, NoEncryption())
    leer = decode_rsa_private_key if dato.get("rsa") else decode_ec_private_key
    rotulo = {Attribute.LABEL: "firma", Attribute.TOKEN: True}
    sesion.create_object({**leer(der), **rotulo, Attribute.SIGN: True})
    x509 = asn1_de(certificado)
    sesion.create_object({
        Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: 0, **rotulo,
        Attribute.VALUE: x509.dump(), Attribute.SUBJECT: x509.subject.dump(),
    })  # fmt: skip


@pytest.mark.parametrize("dato", [{}, {"rsa": True}], ids=["P-256", "RSA"])
def test_the_key_never_leaves_the_token_and_the_signature_is_valid(softhsm, con_token, dato):
    autoridad = Autoridad()
    softhsm(autoridad, **dato)
    con_token()
    octetos = firma.firmar(documento_bueno(), motivo="Prueba")
    confianza = ValidationContext(trust_roots=[asn1_de(autoridad.raiz)])
    firmada = PdfFileReader(BytesIO(octetos)).embedded_signatures[0]
    assert validate_pdf_signature(firmada, confianza).bottom_line
    assert [comprobar(octetos, perfil) for perfil in ("3a", "ua1")] == [[], []]
    assert firma.leyenda() == "Firmado digitalmente por UGEL de prueba."


@pytest.mark.parametrize(
    "cambio",
    [{"token_pin": "000000"}, {"token": "OTRO"}, {"token_certificate": "otro"},
     {"module": "/no/hay/modulo.so"}],
    ids=["PIN", "token", "certificate", "module"],
)  # fmt: skip
def test_what_does_not_fit_is_a_sentence_without_the_pin(softhsm, con_token, cambio):
    softhsm(Autoridad())
    con_token(**cambio)
    dicho = negativa()
    assert "el token no está, su PIN no es correcto o no guarda el certificado" in dicho
    assert PIN not in dicho


def test_a_token_that_was_pulled_out_signs_again_once_it_is_back(softhsm, con_token):
    softhsm(Autoridad())
    con_token()
    assert firma.firmar(documento_bueno(), motivo="Prueba")
    llave(firma.Ajustes.vigentes()).firmador.pkcs11_session.close()
    assert "el token no responde" in negativa()
    assert firma.firmar(documento_bueno(), motivo="Prueba")
