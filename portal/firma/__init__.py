"""The institution's signature on what the portal issues: PAdES by pyHanko, its key from settings.

Who draws documents asks `leyenda` what the paper may truthfully say, and `firmar` to sign it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime, now

from portal.firma.ajustes import Ajustes, FirmaNoDisponible

__all__ = ["FirmaNoDisponible", "Firmante", "firmante", "firmar", "leyenda"]

SIN_FIRMA = "Este documento no lleva firma digital."
DE_DEMOSTRACION = "Firmado con un certificado de demostración: sin valor legal."
ACREDITADA = (
    "Documento electrónico firmado digitalmente en el marco de la Ley N° 27269, Ley de Firmas y"
    " Certificados Digitales, su Reglamento y modificatorias. La integridad del documento y la"
    " autoría de la firma pueden ser verificadas en"
    " https://apps.firmaperu.gob.pe/web/validador.xhtml"
)


@dataclass(frozen=True)
class Firmante:
    """Whose certificate signs, and what may be said of it; nothing of it is secret."""

    nombre: str
    organizacion: str
    desde: datetime
    vence: datetime
    es_demo: bool
    acreditada: bool
    sello_de_tiempo: bool

    @property
    def leyenda(self) -> str:
        """What a document with this signature says; of the law only where it holds."""
        if self.es_demo:
            return DE_DEMOSTRACION
        if self.acreditada:
            return ACREDITADA
        return f"Firmado digitalmente por {self.organizacion}."

    def exigir_vigencia(self) -> None:
        """Raise FirmaNoDisponible unless the certificate is valid now."""
        if now() < self.desde:
            raise FirmaNoDisponible(f"El certificado de firma vale desde el {_dia(self.desde)}.")
        if now() > self.vence:
            raise FirmaNoDisponible(f"El certificado de firma venció el {_dia(self.vence)}.")


def firmante() -> Firmante | None:
    """Who signs here, or None where no certificate is configured.

    Raises FirmaNoDisponible where one is, but cannot be used.
    """
    ajustes = Ajustes.vigentes()
    if not ajustes.hay_certificado:
        return None
    from portal.firma.llave import llave  # pyHanko: who signs imports it

    return llave(ajustes).firmante


def leyenda() -> str:
    """What a document issued now says of its signature. Raises as `firmante` does."""
    quien = firmante()
    return quien.leyenda if quien else SIN_FIRMA


def firmar(octetos: bytes, *, motivo: str, lugar: str = "") -> bytes:
    """Sign a PDF, invisibly and by appending, so that it stays archival and accessible.

    PAdES B-B; with a time-stamp service B-T, and with its roots too B-LTA. Raises
    FirmaNoDisponible: without a certificate, or when it, its key or the services that a
    signature needs fail or take longer than a page may.
    """
    ajustes = Ajustes.vigentes()
    if not ajustes.hay_certificado:
        raise FirmaNoDisponible("Este portal no tiene un certificado con el que firmar.")
    from portal.firma.pades import firmar_con

    return firmar_con(ajustes, octetos, motivo=motivo, lugar=lugar)


def _dia(momento: datetime) -> str:
    return f"{localtime(momento):%d/%m/%Y}"
