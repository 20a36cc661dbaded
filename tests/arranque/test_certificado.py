"""The demo's certificate: made once, read by its owner only, and taken for what it is."""

import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from arranque.certificado import certificado
from django.conf import LazySettings
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from portal import firma
from portal.firma.llave import llave
from tests.pdf.muestra import documento_bueno


def test_made_once_and_closed_to_others(folder: Path) -> None:
    variables = certificado(folder)
    archivos = [Path(ruta) for ruta in variables.values()]
    antes = [archivo.read_bytes() for archivo in archivos]
    assert [archivo.stat().st_mode & 0o777 for archivo in archivos] == [0o600, 0o600]
    assert certificado(folder) == variables
    assert [archivo.read_bytes() for archivo in archivos] == antes


def test_made_anew_long_before_it_expires(folder: Path) -> None:
    archivo = Path(certificado(folder)["FIRMA_PKCS12"])
    antes, hace_mas_de_un_anio = archivo.read_bytes(), timedelta(days=366).total_seconds()
    ahora = archivo.stat().st_mtime
    os.utime(archivo, (ahora, ahora - hace_mas_de_un_anio))
    certificado(folder)
    assert archivo.read_bytes() != antes


def test_what_it_signs_says_that_it_proves_nothing(folder: Path, settings: LazySettings) -> None:
    variables = certificado(folder)
    settings.FIRMA = {
        **settings.FIRMA,
        "pkcs12": variables["FIRMA_PKCS12"],
        "passphrase_file": variables["FIRMA_PKCS12_CLAVE_ARCHIVO"],
    }
    llave.cache_clear()
    assert firma.leyenda() == "Firmado con un certificado de demostración: sin valor legal."
    firmado = PdfFileReader(BytesIO(firma.firmar(documento_bueno(), motivo="Prueba")))
    estado = validate_pdf_signature(
        firmado.embedded_signatures[0], ValidationContext(trust_roots=[])
    )
    assert estado.intact
    assert estado.valid
    assert not estado.trusted
    llave.cache_clear()
