"""A certification authority of one test: certificates, PKCS#12 files, time stamps, revocations."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

CLAVE = "clave-que-nadie-debe-ver"
ANIO = timedelta(days=365)


class Autoridad:
    """A root, and what it signs. With `direccion`, its certificates name its list of revoked."""

    def __init__(self, direccion: str = "") -> None:
        self.direccion = direccion
        self.llave = ec.generate_private_key(ec.SECP256R1())
        self.nombre = _nombre("Raíz de prueba", "Entidad de certificación de prueba")
        self.raiz = self._armar(self.nombre, self.llave, raiz=True)
        self.revocados: list[int] = []

    def emitir(self, nombre="Agente de prueba", organizacion="UGEL de prueba", **dato):
        """A key and its certificate; `desde` and `hasta` from now, `rsa`, `propio` (self-signed),
        `sello` (a time-stamp service's).
        """
        propia = (
            rsa.generate_private_key(65537, 2048)
            if dato.pop("rsa", False)
            else ec.generate_private_key(ec.SECP256R1())
        )
        return propia, self._armar(_nombre(nombre, organizacion), propia, **dato)

    def pkcs12(self, archivo: Path, *, clave=CLAVE, **dato) -> Path:
        """The same, in a file with the root beside it."""
        propia, certificado = self.emitir(**dato)
        archivo.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"firma", propia, certificado, [self.raiz],
                BestAvailableEncryption(clave.encode()) if clave else NoEncryption(),
            )
        )  # fmt: skip
        return archivo

    def _armar(self, sujeto, propia, *, raiz=False, propio=False, sello=False, desde=-ANIO,
               hasta=ANIO) -> x509.Certificate:  # fmt: skip
        ahora = datetime.now(UTC)
        armador = (
            x509.CertificateBuilder()
            .subject_name(sujeto)
            .issuer_name(sujeto if propio else self.nombre)
            .public_key(propia.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(ahora + desde)
            .not_valid_after(ahora + hasta)
            .add_extension(x509.BasicConstraints(ca=raiz, path_length=None), critical=True)
            .add_extension(_usos(raiz), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(propia.public_key()), critical=False
            )
        )
        if sello:
            uso = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            armador = armador.add_extension(uso, critical=True)
        if self.direccion and not raiz:
            lista = x509.UniformResourceIdentifier(f"{self.direccion}/revocados.crl")
            punto = x509.DistributionPoint([lista], None, None, None)
            armador = armador.add_extension(x509.CRLDistributionPoints([punto]), critical=False)
        return armador.sign(propia if propio else self.llave, hashes.SHA256())

    def lista_de_revocados(self) -> bytes:
        ahora = datetime.now(UTC)
        lista = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.nombre)
            .last_update(ahora - timedelta(hours=1))
            .next_update(ahora + timedelta(days=1))
        )
        for numero in self.revocados:
            revocado = x509.RevokedCertificateBuilder().serial_number(numero)
            lista = lista.add_revoked_certificate(
                revocado.revocation_date(ahora - timedelta(minutes=30)).build()
            )
        return lista.sign(self.llave, hashes.SHA256()).public_bytes(Encoding.DER)

    def sellador(self) -> DummyTimeStamper:
        propia, certificado = self.emitir("Sello de tiempo de prueba", sello=True, rsa=True)
        otros = SimpleCertificateStore()
        otros.register(asn1_de(self.raiz))
        return DummyTimeStamper(asn1_de(certificado), _llave_asn1(propia), certs_to_embed=otros)


def asn1_de(certificado: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificado.public_bytes(Encoding.DER))


def pem(certificado: x509.Certificate) -> bytes:
    return certificado.public_bytes(Encoding.PEM)


@contextmanager
def en_linea() -> Iterator[Autoridad]:
    """An authority with a time-stamp service (RFC 3161) and its list of revoked, by http."""
    servidor = ThreadingHTTPServer(("127.0.0.1", 0), _Atencion)
    autoridad = Autoridad(f"http://127.0.0.1:{servidor.server_port}")
    servidor.autoridad, servidor.sellador = autoridad, autoridad.sellador()  # type: ignore[attr-defined]
    hilo = threading.Thread(target=servidor.serve_forever)
    hilo.start()
    yield autoridad
    servidor.shutdown()
    servidor.server_close()
    hilo.join()


class _Atencion(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        pedido = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        respuesta = asyncio.run(self.server.sellador.async_request_tsa_response(pedido))  # type: ignore[attr-defined]
        self._decir(respuesta.dump(), "application/timestamp-reply")

    def do_GET(self) -> None:
        self._decir(self.server.autoridad.lista_de_revocados(), "application/pkix-crl")  # type: ignore[attr-defined]

    def _decir(self, octetos: bytes, tipo: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", tipo)
        self.send_header("Content-Length", str(len(octetos)))
        self.end_headers()
        self.wfile.write(octetos)

    def log_message(self, *_: object) -> None:
        pass


def _nombre(nombre: str, organizacion: str) -> x509.Name:
    pares = ((NameOID.COUNTRY_NAME, "PE"), (NameOID.ORGANIZATION_NAME, organizacion),
             (NameOID.COMMON_NAME, nombre))  # fmt: skip
    return x509.Name([x509.NameAttribute(*par) for par in pares])


def _usos(raiz: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=raiz, crl_sign=raiz,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _llave_asn1(propia) -> keys.PrivateKeyInfo:
    return keys.PrivateKeyInfo.load(
        propia.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    )
