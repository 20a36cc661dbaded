"""What may be uploaded as a sustento, the sentence for what may not, and papers as folios."""

import json
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File

from portal import aparte
from portal.folios import juntar, separar
from portal.revision import Razon

CLASES = {
    b"%PDF-": ("pdf", (".pdf",)),
    b"\xff\xd8\xff": ("jpg", (".jpg", ".jpeg")),
    b"\x89PNG\r\n\x1a\n": ("png", (".png",)),
}
"""How each kind begins, its name, and the extensions that it may bear."""

SEGUNDOS = 15  # by the clock; of processor, the process itself allows itself ten
LARGO = 90

SENTENCIAS = {
    Razon.DANADO: "El archivo está dañado o incompleto y no se puede abrir. Vuelva a escanearlo o"
    " a guardarlo.",
    Razon.CON_CLAVE: "El PDF está protegido con contraseña o con restricciones. Guárdelo sin"
    " protección y adjúntelo de nuevo.",
    Razon.ACTIVO: "El PDF contiene programas, acciones automáticas o archivos adjuntos, que no se"
    " admiten. Use «Imprimir a PDF» y adjunte el resultado.",
    Razon.SIN_PAGINAS: "El PDF no tiene páginas.",
    Razon.MUCHAS_PAGINAS: "El PDF tiene más de {paginas} páginas. Divídalo.",
    Razon.BOMBA: "El archivo crece demasiado al abrirse. Vuelva a escanearlo con menor resolución.",
    Razon.MEZCLADO: "El archivo lleva dentro otro de distinto tipo. Vuelva a escanearlo o a"
    " guardarlo como PDF, JPG o PNG.",
    Razon.TARDA: "El archivo es demasiado complicado para revisarlo. Vuelva a escanearlo o use"
    " «Imprimir a PDF».",
}
NO_SE_PUDO = "En este momento no se puede revisar el archivo. Inténtelo en unos minutos."


def revisar(archivo: File) -> int:
    """Accept a PDF, JPG or PNG that is what it says, whole and harmless; return its pages.

    An image has one. Raises ValidationError with a sentence for people.
    """
    if not archivo.size:
        raise ValidationError("El archivo está vacío.")
    if archivo.size > settings.SUSTENTO_MAX_BYTES:
        megas = settings.SUSTENTO_MAX_BYTES // 1024 // 1024
        raise ValidationError(f"El archivo pesa más de {megas} MB. Redúzcalo o divídalo.")
    archivo.seek(0)
    octetos = archivo.read()
    archivo.seek(0)
    clase, suyas = next((c for f, c in CLASES.items() if octetos.startswith(f)), ("", ()))
    if not clase:
        raise ValidationError("Adjunte un PDF, JPG o PNG: el contenido no es de ese tipo.")
    if PurePath(archivo.name or "").suffix.lower() not in suyas:
        raise ValidationError(f"El contenido es de un archivo {suyas[0]}: nómbrelo así.")
    return _mirar_dentro(octetos, clase)


def _mirar_dentro(octetos: bytes, clase: str) -> int:
    """What the process of `portal.revision` says of the file."""
    maximo = settings.SUSTENTO_MAX_PAGINAS
    try:
        dicho = aparte.correr(
            "portal.revision", clase, str(maximo), entrada=octetos, segundos=SEGUNDOS
        )
    except aparte.Fallo as fallo:
        sentencia = SENTENCIAS[Razon.TARDA] if fallo.por_limite else NO_SE_PUDO
        raise ValidationError(sentencia) from fallo
    respuesta = json.loads(dicho)
    if "razon" in respuesta:
        raise ValidationError(SENTENCIAS[respuesta["razon"]].format(paginas=maximo))
    return respuesta["paginas"]


def clase_de(octetos: bytes) -> str:
    """ "pdf", "jpg" or "png", by how the file begins; empty for anything else."""
    return next((clase for firma, (clase, _) in CLASES.items() if octetos.startswith(firma)), "")


def unir(archivos: list[bytes]) -> bytes:
    """One PDF of files that were accepted, photos upright. Raises ValidationError."""
    partes = [(clase_de(octetos), octetos) for octetos in archivos]
    try:
        return aparte.correr("portal.folios", "unir", entrada=juntar(partes), segundos=LARGO)
    except aparte.Fallo as fallo:
        sentencia = SENTENCIAS[Razon.TARDA] if fallo.por_limite else NO_SE_PUDO
        raise ValidationError(sentencia) from fallo


def dibujar(pdf: bytes, desde: int, hasta: int) -> list[tuple[tuple[int, int], bytes]]:
    """((width, height), JPEG) of pages `desde` to `hasta`. Raises aparte.Fallo."""
    hecho = aparte.correr(
        "portal.folios", "dibujar", str(desde), str(hasta), entrada=pdf, segundos=LARGO
    )
    return separar(hecho)
