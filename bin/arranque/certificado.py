"""The certificate with which the demo signs: made on the spot, and proving nothing."""

import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

SUBJECT = "DEMOSTRACIÓN - sin valor legal"  # portal/firma/llave.py knows it by its first word
YEARS_OF_VALIDITY = 2
RENEWED_AFTER = timedelta(days=365)


def certificado(estado: Path) -> dict[str, str]:
    """Return the variables that name the demo's certificate and its password, made once a year."""
    archivo, clave = estado / "firma.p12", estado / "firma.clave"
    if not archivo.exists() or _edad(archivo) > RENEWED_AFTER:
        _guardar(clave, secrets.token_urlsafe(40).encode())
        _guardar(archivo, _pkcs12(clave.read_bytes()))  # last: if it is there, both are
    return {"FIRMA_PKCS12": str(archivo), "FIRMA_PKCS12_CLAVE_ARCHIVO": str(clave)}


def _edad(archivo: Path) -> timedelta:
    return datetime.now(UTC) - datetime.fromtimestamp(archivo.stat().st_mtime, UTC)


def _guardar(archivo: Path, octetos: bytes) -> None:
    """Write it where only its owner reads it, whole or not at all."""
    nuevo = archivo.with_name(f"{archivo.name}.nuevo")
    nuevo.unlink(missing_ok=True)
    descriptor = os.open(nuevo, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with open(descriptor, "wb") as salida:
        salida.write(octetos)
    nuevo.replace(archivo)


def _pkcs12(clave: bytes) -> bytes:
    # Of the venv, which may not be there yet when this module is read.
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
    from cryptography.x509.oid import NameOID

    llave = ec.generate_private_key(ec.SECP256R1())
    nombre = x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, "PE"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Entidad ficticia"),
        x509.NameAttribute(NameOID.COMMON_NAME, SUBJECT),
    ])  # fmt: skip
    ahora = datetime.now(UTC)
    usos = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
         "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    firmado = (
        x509.CertificateBuilder()
        .subject_name(nombre)
        .issuer_name(nombre)
        .public_key(llave.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ahora - timedelta(hours=1))
        .not_valid_after(ahora + timedelta(days=365 * YEARS_OF_VALIDITY))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, **usos), critical=True
        )
        .sign(llave, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        b"demo", llave, firmado, None, BestAvailableEncryption(clave)
    )
