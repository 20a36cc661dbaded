"""The signature of what is issued: valid, fragile as it must be, honest, and silent about keys."""

import logging
import socket
import time
import traceback
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings as de_django
from django.views.debug import SafeExceptionReporterFilter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from portal import firma
from portal.checks import firma_utilizable
from portal.firma.llave import llave
from portal.pdf import PdfNoDisponible
from tests.pdf.comprobador import comprobar
from tests.pdf.muestra import documento_bueno
from tests.portal.autoridad import CLAVE, Autoridad, asn1_de, en_linea, pem

NADA = dict.fromkeys(de_django.FIRMA, "") | {"accredited": False}


@pytest.fixture(scope="module")
def autoridad():
    return Autoridad()


@pytest.fixture
def ajustar(settings):
    """Set the signature's settings; what is not said is empty."""
    llave.cache_clear()

    def con(**ajustes):
        settings.FIRMA = {**NADA, **{nombre: str(v) if nombre != "accredited" else v
                                     for nombre, v in ajustes.items()}}  # fmt: skip

    con()
    yield con
    llave.cache_clear()


@pytest.fixture
def con_certificado(ajustar, autoridad, tmp_path):
    """Sign with a new certificate of the authority, and further settings."""

    def con(*, clave=CLAVE, dato=None, **ajustes):
        archivo = autoridad.pkcs12(tmp_path / "firma.p12", clave=clave, **(dato or {}))
        ajustar(pkcs12=archivo, passphrase=clave, **ajustes)

    return con


def firmar() -> bytes:
    return firma.firmar(documento_bueno(), motivo="Emisión de hoja de vida", lugar="Lima")


def validar(octetos: bytes, autoridad: Autoridad):
    leido = PdfFileReader(BytesIO(octetos))
    assert len(leido.embedded_regular_signatures) == 1
    confianza = ValidationContext(trust_roots=[asn1_de(autoridad.raiz)])
    return validate_pdf_signature(leido.embedded_signatures[0], confianza, confianza)


# --- What it makes -------------------------------------------------------------------------------
@pytest.mark.parametrize("dato", [{}, {"rsa": True}], ids=["P-256", "RSA"])
def test_an_independent_validator_finds_it_intact_and_trusted(con_certificado, autoridad, dato):
    con_certificado(dato=dato)
    estado = validar(firmar(), autoridad)
    assert (estado.bottom_line, estado.intact, estado.valid, estado.trusted) == (True,) * 4
    assert estado.coverage.name == "ENTIRE_FILE"
    assert "CN=Agente de prueba" in estado.signing_cert.subject.human_friendly.replace(
        "Common Name: ", "CN="
    )


def test_it_says_why_where_and_by_pades(con_certificado):
    con_certificado()
    with pikepdf.open(BytesIO(firmar())) as documento:
        campo = documento.Root.AcroForm.Fields[0]
        assert str(campo.V.Reason) == "Emisión de hoja de vida"
        assert str(campo.V.Location) == "Lima"
        assert campo.V.SubFilter == "/ETSI.CAdES.detached"
        assert documento.Root.Perms.DocMDP.Reference[0].TransformParams.P == 1  # no changes


def test_it_only_appends(con_certificado):
    con_certificado()
    assert firmar().startswith(documento_bueno())


@pytest.mark.parametrize("donde", [0.1, 0.3, 0.5])
def test_one_changed_byte_breaks_it(con_certificado, autoridad, donde):
    con_certificado()
    octetos = bytearray(firmar())
    octetos[int(len(documento_bueno()) * donde)] ^= 1
    try:
        estado = validar(bytes(octetos), autoridad)
    except Exception:  # the byte may stand where a PDF no longer opens
        return
    assert not estado.intact
    assert not estado.bottom_line


def test_what_is_appended_afterwards_is_no_longer_what_was_signed(con_certificado, autoridad):
    con_certificado()
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    escritor = IncrementalPdfFileWriter(BytesIO(firmar()))
    escritor.root["/Lang"] = generic.pdf_string("en")
    escritor.update_root()
    salida = BytesIO()
    escritor.write(salida)
    estado = validar(salida.getvalue(), autoridad)
    assert not estado.bottom_line
    assert estado.coverage.name != "ENTIRE_FILE"


@pytest.mark.parametrize("perfil", ["3a", "ua1"])
def test_it_stays_archival_and_accessible(con_certificado, perfil):
    con_certificado()
    assert comprobar(firmar(), perfil) == []


def test_the_key_is_opened_once_a_process(con_certificado, monkeypatch):
    con_certificado(dato={"rsa": True})
    firmar()
    monkeypatch.setattr("portal.firma.llave.leer", lambda *_: pytest.fail("read again"))
    monkeypatch.setattr(
        "portal.firma.llave.load_der_private_key", lambda *_, **__: pytest.fail("opened")
    )
    firmar()


# --- What it says of itself ----------------------------------------------------------------------
def test_without_a_certificate_nothing_is_claimed(ajustar):
    assert firma.firmante() is None
    assert firma.leyenda() == "Este documento no lleva firma digital."
    with pytest.raises(firma.FirmaNoDisponible, match="no tiene un certificado"):
        firmar()


def test_that_of_the_demo_says_so_even_if_settings_call_it_accredited(con_certificado):
    demo = {"nombre": "DEMOSTRACIÓN - sin valor legal"}
    con_certificado(dato=demo, accredited=True)
    assert firma.leyenda() == "Firmado con un certificado de demostración: sin valor legal."
    assert firma.firmante().es_demo
    assert not firma.firmante().acreditada


def test_a_real_one_that_nobody_accredited_names_whose_it_is(con_certificado):
    con_certificado()
    assert firma.leyenda() == "Firmado digitalmente por UGEL de prueba."


def test_the_law_is_named_only_for_an_accredited_one(con_certificado):
    con_certificado(accredited=True)
    assert "en el marco de la Ley N° 27269" in firma.leyenda()
    assert firma.firmante().acreditada


def test_who_vouches_for_himself_is_not_accredited(con_certificado):
    con_certificado(dato={"propio": True}, accredited=True)
    assert "27269" not in firma.leyenda()


# --- What goes wrong -----------------------------------------------------------------------------
def negativa() -> str:
    with pytest.raises(firma.FirmaNoDisponible) as cazado:
        firmar()
    assert isinstance(cazado.value, PdfNoDisponible)  # whoever issues already knows what to do
    return str(cazado.value)


def test_a_wrong_password(con_certificado, settings):
    con_certificado()
    settings.FIRMA = {**settings.FIRMA, "passphrase": "otra"}
    assert "contraseña del certificado no es correcta" in negativa()


def test_a_file_that_is_not_there_and_one_that_is_something_else(ajustar, tmp_path):
    ajustar(pkcs12=tmp_path / "no-existe.p12")
    assert "no se encuentra el archivo del certificado" in negativa()
    otra_cosa = tmp_path / "otra.p12"
    otra_cosa.write_bytes(b"no es PKCS#12")
    ajustar(pkcs12=otra_cosa)
    assert "archivo está dañado" in negativa()
    ajustar(pkcs12=tmp_path)
    assert "no se puede leer el archivo del certificado" in negativa()


def test_the_password_may_stand_in_a_file_and_be_missing_there(con_certificado, settings, tmp_path):
    con_certificado()
    archivo = tmp_path / "clave"
    settings.FIRMA = {**settings.FIRMA, "passphrase": "", "passphrase_file": str(archivo)}
    assert "no se encuentra la contraseña del certificado" in negativa()
    archivo.write_text(f"{CLAVE}\n")
    assert firmar()


def test_expired_and_not_yet_valid(con_certificado):
    con_certificado(dato={"hasta": timedelta(days=-1)})
    assert "El certificado de firma venció el " in negativa()
    con_certificado(dato={"desde": timedelta(days=1)})
    llave.cache_clear()
    assert "El certificado de firma vale desde el " in negativa()


def test_it_expires_while_the_process_lives(con_certificado, time_machine_a):
    con_certificado()
    assert firmar()
    time_machine_a(timedelta(days=400))
    assert "venció" in negativa()


@pytest.fixture
def time_machine_a(monkeypatch):
    from django.utils import timezone

    def a(cuanto):
        despues = timezone.now() + cuanto
        monkeypatch.setattr(firma, "now", lambda: despues)

    return a


def test_a_time_stamp_service_that_never_answers(con_certificado):
    with socket.create_server(("127.0.0.1", 0)) as agujero:
        con_certificado(tsa_url=f"http://127.0.0.1:{agujero.getsockname()[1]}")
        comienzo = time.monotonic()
        assert "sello de tiempo no responde" in negativa()
        assert time.monotonic() - comienzo < 15


def test_a_time_stamp_service_that_is_down(con_certificado):
    with socket.create_server(("127.0.0.1", 0)) as cerrado:
        puerto = cerrado.getsockname()[1]
    con_certificado(tsa_url=f"http://127.0.0.1:{puerto}")
    assert "sello de tiempo no responde" in negativa()


# --- With a time-stamp service -------------------------------------------------------------------
@pytest.fixture
def autoridad_en_linea():
    with en_linea() as autoridad:
        yield autoridad


@pytest.fixture
def con_sello(ajustar, autoridad_en_linea, tmp_path):
    archivo = autoridad_en_linea.pkcs12(tmp_path / "firma.p12")
    raices = tmp_path / "raices.pem"
    raices.write_bytes(pem(autoridad_en_linea.raiz))
    base = {"pkcs12": archivo, "passphrase": CLAVE, "tsa_url": autoridad_en_linea.direccion}
    return lambda con_raices: ajustar(**base, roots=raices if con_raices else "")


def test_a_stamp_tells_when_it_was_signed(con_sello, autoridad_en_linea):
    con_sello(con_raices=False)
    estado = validar(firmar(), autoridad_en_linea)
    assert estado.bottom_line
    assert estado.timestamp_validity.trusted
    assert firma.firmante().sello_de_tiempo


def test_with_the_roots_it_can_be_validated_long_afterwards(con_sello, autoridad_en_linea):
    con_sello(con_raices=True)
    octetos = firmar()
    leido = PdfFileReader(BytesIO(octetos))
    assert len(leido.embedded_timestamp_signatures) == 1  # B-LTA: what was embedded is stamped
    guardado = DocumentSecurityStore.read_dss(leido).as_validation_context(
        {"trust_roots": [asn1_de(autoridad_en_linea.raiz)], "revocation_mode": "require"}
    )  # asks nobody: the list of revoked comes from the document
    estado = validate_pdf_signature(leido.embedded_regular_signatures[0], guardado, guardado)
    assert estado.bottom_line
    assert estado.timestamp_validity.trusted
    assert [comprobar(octetos, perfil) for perfil in ("3a", "ua1")] == [[], []]


def test_a_revoked_certificate_signs_nothing(con_sello, autoridad_en_linea):
    con_sello(con_raices=True)
    llave_de_ahora = llave(firma.Ajustes.vigentes())
    autoridad_en_linea.revocados.append(llave_de_ahora.firmador.signing_cert.serial_number)
    assert "no se pudo comprobar la validez del certificado" in negativa()


# --- Secrets -------------------------------------------------------------------------------------
SECRETOS = (CLAVE, "pin-4815162342", "PRIVATE KEY")


def test_no_secret_in_logs_errors_nor_reprs(con_certificado, settings, caplog):
    caplog.set_level(logging.DEBUG)
    con_certificado(token_pin="pin-4815162342")
    firmar()
    dicho = [repr(firma.Ajustes.vigentes()), repr(llave(firma.Ajustes.vigentes()))]
    for cambio in ({"pkcs12": __file__}, {"tsa_url": "http://127.0.0.1:1"}, {"pkcs12": "/nada"},
                   {"pkcs12": "", "module": "/no/hay/modulo.so"}):  # fmt: skip
        settings.FIRMA = {**settings.FIRMA, **cambio}
        with pytest.raises(firma.FirmaNoDisponible) as cazado:
            firmar()
        dicho += traceback.format_exception(cazado.value)
    todo = "\n".join([*dicho, caplog.text, *(str(r.__dict__) for r in caplog.records)])
    assert "contraseña" in todo
    for secreto in SECRETOS:
        assert secreto not in todo


def test_djangos_report_of_errors_masks_them(con_certificado):
    con_certificado(token_pin="pin-4815162342")
    visto = repr(SafeExceptionReporterFilter().get_safe_settings()["FIRMA"])
    assert CLAVE not in visto
    assert "pin-4815162342" not in visto


# --- What --deploy says --------------------------------------------------------------------------
def claves() -> list[str]:
    return [mensaje.id for mensaje in firma_utilizable()]


def test_a_deployment_is_told_of_what_will_not_sign(ajustar, con_certificado, settings):
    assert claves() == []
    con_certificado()
    assert claves() == []
    con_certificado(dato={"hasta": timedelta(days=20)})
    llave.cache_clear()
    assert claves() == ["portal.W004"]
    con_certificado(dato={"hasta": timedelta(days=-1)})
    llave.cache_clear()
    assert claves() == ["portal.W004"]
    con_certificado(dato={"propio": True}, accredited=True)
    assert claves() == ["portal.W005"]
    settings.FIRMA = {**settings.FIRMA, "passphrase": "otra"}
    assert claves() == ["portal.E001"]
