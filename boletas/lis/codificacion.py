"""Whether the bytes of a slip are the Windows-1252 that SUP writes; no other is ever guessed."""

from __future__ import annotations

import codecs
import re

from boletas.lis.hoja import Falla

CODIFICACION = "cp1252"
BLANCOS = " \t\r\n\f\v\x1a"
"""What may stand around a slip: a page feed, the end-of-file mark of DOS."""

_BUENOS = bytes(
    {*b"\t\n\r\f", *range(0x20, 0x7F), *range(0xC0, 0x100), *"ªº°´’‘“”–—·".encode(CODIFICACION)}
    - {0xC2, 0xC3}
)
"""Bytes of a common slip: where there is no other, nothing has to be looked at."""

_SIN_LETRA = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_UTF8 = re.compile(rb"[\xc2\xc3][\x80-\xbf]")
_EN_PALABRA = re.compile(
    rb"[A-Za-z](?:[\x82-\x84\x86-\x89\x8b\x98\x9b\xa2-\xa8\xac\xaf\xb1\xb5\xb6\xb8\xbc-\xbe]"
    rb"|[\xa1\xab\xb2\xb3\xb9\xbb\xbf][A-Za-z])"
)
"""Signs that Windows-1252 has, inside or at the end of a word: «Educaci¢n» is CP850 («ó»)."""


def revisar(linea: int, original: bytes) -> list[Falla]:
    """What is wrong with the bytes of a slip whose first line is `linea`."""
    cuerpo = original.rstrip(BLANCOS.encode())
    raros = cuerpo.translate(None, _BUENOS)
    return _explicar(linea, cuerpo, raros) if raros else []


def _explicar(linea: int, cuerpo: bytes, raros: bytes) -> list[Falla]:
    if raros.count(0) * 4 > len(cuerpo):
        return [_falla(linea, "", "El archivo está en UTF-16 y SUP escribe en Windows-1252.")]
    if cuerpo.startswith(codecs.BOM_UTF8):
        return [
            _falla(linea, "", "El archivo empieza con la marca de UTF-8: lo guardó otro programa.")
        ]
    if _es_utf8(cuerpo):
        primero = next(n for n, b in enumerate(cuerpo) if b > 0x7F)
        aqui = linea + cuerpo.count(b"\n", 0, primero)
        return [_falla(aqui, "", "El texto está en UTF-8 y SUP escribe en Windows-1252.")]
    fallas: list[Falla] = []
    for n, texto in enumerate(cuerpo.split(b"\n"), linea):
        for patron, motivo in _MOTIVOS:
            if hallado := patron.search(texto):
                fallas.append(_falla(n, hallado.group().hex(" "), motivo))
                break
    return fallas


_MOTIVOS = (
    (_SIN_LETRA, "Hay un byte que no es ninguna letra en Windows-1252."),
    (_CONTROL, "Hay caracteres que no se ven."),
    (_UTF8, "Hay letras en UTF-8 en medio de Windows-1252."),
    (_EN_PALABRA, "Hay signos en medio de una palabra: el texto no está en Windows-1252."),
)


def _es_utf8(cuerpo: bytes) -> bool:
    try:
        return not cuerpo.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _falla(linea: int, valor: str, motivo: str) -> Falla:
    return Falla(linea, "(codificación)", valor, motivo)
