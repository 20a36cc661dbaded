"""What settings say of the signature, with its secrets out of every repr."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from portal.pdf import PdfNoDisponible


class FirmaNoDisponible(PdfNoDisponible):
    """A document cannot be signed now; the message says why, for people."""


@dataclass(frozen=True)
class Ajustes:
    """settings.FIRMA: a key in a PKCS#12 file, or else in a PKCS#11 token."""

    pkcs12: str
    passphrase: str = field(repr=False)
    passphrase_file: str
    module: str
    token: str
    token_certificate: str
    token_pin: str = field(repr=False)
    accredited: bool
    tsa_url: str
    roots: str

    @classmethod
    def vigentes(cls) -> Ajustes:
        """Those of now: equal settings are equal, so that a key is read once a process."""
        return cls(**settings.FIRMA)

    @property
    def hay_certificado(self) -> bool:
        """Whether this installation signs."""
        return bool(self.pkcs12 or self.module)

    def clave(self) -> bytes:
        """Password of the PKCS#12 file. Raises FirmaNoDisponible if its own file is unreadable."""
        if not self.passphrase_file:
            return self.passphrase.encode()
        return leer(self.passphrase_file, "la contraseña del certificado").strip()


def leer(ruta: str, que: str) -> bytes:
    """The content of a file that settings name; FirmaNoDisponible says `que` is missing."""
    try:
        return Path(ruta).read_bytes()
    except FileNotFoundError as error:
        raise FirmaNoDisponible(f"No se puede firmar: no se encuentra {que}.") from error
    except OSError as error:
        raise FirmaNoDisponible(f"No se puede firmar: no se puede leer {que}.") from error
