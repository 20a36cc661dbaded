"""PDF: whole, open to everyone, quiet, and no larger inside than a document is."""

import contextlib
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import FileNotDecryptedError, LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from portal.revision import Razon, Rechazo
from portal.revision.imagen import PIXELES

COLA = 1024  # where a reader of PDF looks for the end
OBJETOS = 200_000
INFLADO = 512 * 1024**2  # bytes of all streams together
TROZO = 1024**2

CLAVES = {"/JS", "/JavaScript", "/AA", "/XFA", "/EF", "/EmbeddedFiles", "/RichMediaContent"}
ACCIONES = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition",
            "/Movie", "/Sound", "/RichMediaExecute"}  # fmt: skip
PARTES = {"/EmbeddedFile", "/RichMedia", "/FileAttachment", "/Movie", "/Sound", "/Screen", "/3D"}
FLATE = {"/FlateDecode", "/Fl"}
COMPRESIONES = FLATE | {"/LZWDecode", "/LZW", "/BrotliDecode"}


def paginas(octetos: bytes, maximo: int) -> int:
    """Number of pages of a good PDF. Raises Rechazo; pypdf's errors for a broken one."""
    _exigir_final(octetos)
    with apply_configuration(page_tree_maximum_entries=maximo * 20, jbig2dec_binary=None):
        try:
            lector = PdfReader(BytesIO(octetos))
            if lector.is_encrypted:
                raise Rechazo(Razon.CON_CLAVE)
            _mirar_todo(lector)
        except FileNotDecryptedError as error:
            raise Rechazo(Razon.CON_CLAVE) from error
        except LimitReachedError as error:
            raise Rechazo(Razon.BOMBA) from error
        return _contar(lector, maximo)


def _exigir_final(octetos: bytes) -> None:
    """The end is the end: neither cut nor followed by another file."""
    if b"%%EOF" not in octetos[-COLA:]:
        raise Rechazo(Razon.MEZCLADO if b"%%EOF" in octetos else Razon.DANADO)


def _contar(lector: PdfReader, maximo: int) -> int:
    """Pages by walking their tree; the count that the file declares may lie."""
    try:
        cuantas = len(lector.pages)
    except LimitReachedError as error:
        raise Rechazo(Razon.MUCHAS_PAGINAS) from error
    if cuantas == 0:
        raise Rechazo(Razon.SIN_PAGINAS)
    if cuantas > maximo:
        raise Rechazo(Razon.MUCHAS_PAGINAS)
    return cuantas


def _objetos(lector: PdfReader) -> Iterator[Any]:
    """Every object that the file lists, and the trailer."""
    claves = {(n, gen) for gen, tabla in lector.xref.items() for n in tabla}
    claves |= {(n, 0) for n in lector.xref_objStm}
    if len(claves) > OBJETOS:
        raise Rechazo(Razon.BOMBA)
    yield lector.trailer
    for n, gen in sorted(claves):
        yield lector.get_object(IndirectObject(n, gen, lector))


def _mirar_todo(lector: PdfReader) -> None:
    inflado = 0
    for objeto in _objetos(lector):
        inflado += _mirar(objeto)
        if inflado > INFLADO:
            raise Rechazo(Razon.BOMBA)


def _mirar(objeto: Any) -> int:
    """Refuse what acts; return the bytes to which the streams in it inflate."""
    pendientes, inflado = [objeto], 0
    while pendientes:
        actual = pendientes.pop()
        if isinstance(actual, DictionaryObject):
            _exigir_quieto(actual)
            if isinstance(actual, StreamObject):
                inflado += _inflar(actual)
            pendientes += actual.values()
        elif isinstance(actual, ArrayObject):
            pendientes += actual
    return inflado


def _exigir_quieto(diccionario: DictionaryObject) -> None:
    """No program, no action beyond going somewhere, no file within the file, no giant image."""
    if (
        CLAVES & diccionario.keys()
        or _nombre(diccionario, "/S") in ACCIONES
        or {_nombre(diccionario, "/Type"), _nombre(diccionario, "/Subtype")} & PARTES
    ):
        raise Rechazo(Razon.ACTIVO)
    pixeles = _valor(diccionario, "/Width", 0) * _valor(diccionario, "/Height", 0)
    if _nombre(diccionario, "/Subtype") == "/Image" and pixeles > PIXELES:
        raise Rechazo(Razon.BOMBA)


def _valor(diccionario: DictionaryObject, clave: str, si_falta: Any) -> Any:
    """The value itself, where the file may have a reference to it."""
    valor = diccionario.get(clave)
    return si_falta if valor is None else valor.get_object()


def _nombre(diccionario: DictionaryObject, clave: str) -> str:
    valor = _valor(diccionario, clave, "")
    return valor if isinstance(valor, NameObject) else ""


def _inflar(flujo: StreamObject) -> int:
    """Bytes to which a stream inflates; Rechazo, or pypdf's LimitReachedError, for too many."""
    filtros = _filtros(flujo)
    comprime = [f in COMPRESIONES for f in filtros]
    if sum(comprime) > 1:  # only a bomb is compressed twice
        raise Rechazo(Razon.BOMBA)
    if not any(comprime):
        return len(flujo._data)
    if filtros[0] in FLATE:
        return _medir(flujo._data)
    return len(flujo.get_data())


def _medir(crudo: bytes) -> int:
    """Length of the inflated bytes, in pieces of which none is kept."""
    inflador, total = zlib.decompressobj(), 0
    with contextlib.suppress(zlib.error):  # readers show what came before the damage
        while crudo and not inflador.eof and total <= INFLADO:
            total += len(inflador.decompress(crudo, TROZO))
            crudo = inflador.unconsumed_tail
    return total


def _filtros(flujo: StreamObject) -> list[str]:
    valor = _valor(flujo, "/Filter", ArrayObject())
    return [str(f.get_object()) for f in (valor if isinstance(valor, ArrayObject) else [valor])]
