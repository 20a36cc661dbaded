"""The key that signs: opened once a process, from a PKCS#12 file or a PKCS#11 token."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from asn1crypto import pem, x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key
from django.conf import settings
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from portal.firma import Firmante
from portal.firma.ajustes import Ajustes, FirmaNoDisponible, leer

ESPERA = 4
"""Seconds for one answer of the time-stamp service or of who knows of revocations."""
DEMO = "DEMOSTRACIÓN"
"""How the subject of a demo's certificate begins (bin/arranque/certificado.py)."""


@dataclass(frozen=True)
class Llave:
    """What a signature is made with; `reserva` is room for it, None to let pyHanko find out."""

    firmador: Signer
    firmante: Firmante
    sello: HTTPTimeStamper | None
    raices: tuple[x509.Certificate, ...]
    reserva: int | None


@lru_cache(maxsize=1)
def llave(ajustes: Ajustes) -> Llave:
    """Open the key of these settings. Raises FirmaNoDisponible, and tries again next time."""
    firmador = _de_archivo(ajustes) if ajustes.pkcs12 else _de_token(ajustes)
    return Llave(
        firmador=firmador,
        firmante=_firmante(firmador.signing_cert, ajustes),
        sello=HTTPTimeStamper(ajustes.tsa_url, timeout=ESPERA) if ajustes.tsa_url else None,
        raices=_raices(ajustes.roots) if ajustes.roots else (),
        reserva=None if ajustes.tsa_url else _reserva(firmador),
    )


class FirmadorEnMemoria(SimpleSigner):
    """pyHanko's signer, but for the key, which it would read and check anew for each signature."""

    @cached_property
    def abierta(self) -> Any:
        """The private key, ready to sign."""
        return load_der_private_key(self.signing_key.dump(), password=None)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """Sign with the key as it was opened; what is neither RSA nor EC is left to pyHanko."""
        resumen = get_pyca_cryptography_hash(digest_algorithm)
        if isinstance(self.abierta, RSAPrivateKey):
            return self.abierta.sign(data, PKCS1v15(), resumen)
        if isinstance(self.abierta, EllipticCurvePrivateKey):
            return self.abierta.sign(data, ECDSA(resumen))
        return super().sign_raw(data, digest_algorithm)


def _de_archivo(ajustes: Ajustes) -> FirmadorEnMemoria:
    octetos = leer(ajustes.pkcs12, "el archivo del certificado")
    clave = ajustes.clave()
    try:
        leido = SimpleSigner.load_pkcs12_data(octetos, other_certs=[], passphrase=clave or None)
    except (ValueError, AttributeError) as error:  # the latter: no key in it
        raise FirmaNoDisponible(
            "No se puede firmar: la contraseña del certificado no es correcta,"
            " o su archivo está dañado o no trae la llave."
        ) from error
    return FirmadorEnMemoria(
        signing_cert=leido.signing_cert,
        signing_key=leido.signing_key,
        cert_registry=leido.cert_registry,
    )


def _de_token(ajustes: Ajustes) -> Signer:
    """The key stays in the token; every certificate in it goes along with the signature."""
    try:
        from pkcs11 import PKCS11Error
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError as error:
        raise FirmaNoDisponible(
            "No se puede firmar: falta el paquete python-pkcs11, que habla con el token."
        ) from error
    try:
        sesion = open_pkcs11_session(
            ajustes.module,
            token_criteria=TokenCriteria(label=ajustes.token) if ajustes.token else None,
            user_pin=ajustes.token_pin,
        )
        firmador = PKCS11Signer(
            sesion,
            cert_label=ajustes.token_certificate,
            other_certs_to_pull=None,
            use_raw_mechanism=True,  # hashed here: every token knows how to sign a hash
        )
        firmador.signing_cert  # noqa: B018  reads the token
    except (PKCS11Error, RuntimeError) as error:
        raise FirmaNoDisponible(
            "No se puede firmar: el token no está, su PIN no es correcto"
            " o no guarda el certificado."
        ) from error
    return firmador


def _firmante(certificado: x509.Certificate, ajustes: Ajustes) -> Firmante:
    nombres = certificado.subject.native
    nombre = str(nombres.get("common_name", ""))
    es_demo = settings.PORTAL_DEMO or nombre.startswith(DEMO)
    return Firmante(
        nombre=nombre,
        organizacion=str(nombres.get("organization_name", nombre)),
        desde=certificado.not_valid_before,
        vence=certificado.not_valid_after,
        es_demo=es_demo,
        # Who vouches for himself is accredited by nobody, whatever settings say.
        acreditada=ajustes.accredited and not es_demo and certificado.self_issued is False,
        sello_de_tiempo=bool(ajustes.tsa_url),
    )


def _reserva(firmador: Signer) -> int:
    """Hexadecimal digits that a signature takes: its certificates, and 2 KB for the rest.

    pyHanko would make each signature twice to know; how large a time stamp is only it can tell.
    """
    certificados = {c.dump() for c in (*firmador.cert_registry, firmador.signing_cert)}
    return 2 * (sum(map(len, certificados)) + 2048)


def _raices(ruta: str) -> tuple[x509.Certificate, ...]:
    octetos = leer(ruta, "el archivo de las raíces de confianza")
    try:
        return tuple(x509.Certificate.load(der) for _, _, der in pem.unarmor(octetos, True))
    except ValueError as error:
        raise FirmaNoDisponible(
            "No se puede firmar: el archivo de las raíces de confianza no es PEM."
        ) from error
