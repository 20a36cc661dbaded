"""The signature itself: PAdES, within the patience of a page."""

from __future__ import annotations

import asyncio
import logging
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.fetchers.api import OwnedFetcherBackend

from portal.firma.ajustes import Ajustes, FirmaNoDisponible
from portal.firma.llave import ESPERA, Llave, llave

registro = logging.getLogger(__name__)

CAMPO = "Firma"
EN_TOTAL = 12
"""Seconds for everything that a signature asks of others: stamps, and who knows of revocations."""
# Neither printed nor shown, and off the page: what PDF/A and PDF/UA allow at once.
INVISIBLE = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)


def firmar_con(ajustes: Ajustes, octetos: bytes, *, motivo: str, lugar: str) -> bytes:
    """Sign with the key of these settings; raises FirmaNoDisponible."""
    abierta = llave(ajustes)
    abierta.firmante.exigir_vigencia()
    try:
        return asyncio.run(asyncio.wait_for(_firmar(abierta, octetos, motivo, lugar), EN_TOTAL))
    except (TimestampRequestError, TimeoutError) as error:
        registro.exception("no answer of the services of a signature")
        raise FirmaNoDisponible(
            "No se puede firmar: el servicio de sello de tiempo no responde."
            " Inténtelo en unos minutos."
        ) from error
    except (SigningError, PathError, ValidationError) as error:
        registro.exception("certificate not validated")
        raise FirmaNoDisponible(
            "No se puede firmar: no se pudo comprobar la validez del certificado."
        ) from error
    except Exception as error:
        if not type(error).__module__.startswith("pkcs11"):  # a package that may not be there
            raise
        llave.cache_clear()  # a token that was pulled out is opened again
        registro.exception("token does not sign")
        raise FirmaNoDisponible("No se puede firmar: el token no responde.") from error


async def _firmar(abierta: Llave, octetos: bytes, motivo: str, lugar: str) -> bytes:
    """Certify the document, which thereby admits no change but a later time stamp."""
    salida, contexto = BytesIO(), _contexto(abierta)
    metadatos = PdfSignatureMetadata(
        field_name=CAMPO,
        subfilter=SigSeedSubFilter.PADES,
        reason=motivo,
        location=lugar or None,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        embed_validation_info=contexto is not None,
        use_pades_lta=contexto is not None,
        validation_context=contexto,
    )
    campo = SigFieldSpec(CAMPO, invis_sig_settings=INVISIBLE, readable_field_name="Firma digital")
    firmador = PdfSigner(
        metadatos, abierta.firmador, timestamper=abierta.sello, new_field_spec=campo
    )
    try:
        await firmador.async_sign_pdf(
            IncrementalPdfFileWriter(BytesIO(octetos)),
            bytes_reserved=abierta.reserva,
            output=salida,
        )
    finally:
        if contexto is not None:
            await contexto.aclose()
    return salida.getvalue()


def _contexto(abierta: Llave) -> ValidationContext | None:
    """What is trusted, and who is asked of revocations, where the signature is to last."""
    if abierta.sello is None or not abierta.raices:
        return None
    return ValidationContext(
        trust_roots=list(abierta.raices),
        allow_fetching=True,
        revocation_mode="hard-fail",
        fetcher_backend=OwnedFetcherBackend(AIOHttpFetcherBackend(per_request_timeout=ESPERA)),
    )
