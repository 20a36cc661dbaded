"""Answers as a person could compare them: without the tokens that differ on every one."""

import re
from typing import Any

AUSENTE = 987654321
"""A key that no row has."""
CAMBIA = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|data-referencia="[^"]*"')


def cuerpo(respuesta: Any) -> str:
    """The whole body as text, a download of a file too."""
    crudo = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content
    return crudo.decode(errors="replace")


def sin_lo_que_cambia(respuesta: Any, clave: Any, *mensajes: str) -> tuple[Any, ...]:
    """Status, where to, messages and body, with `clave` told as a dash."""
    textos = (respuesta.headers.get("Location", ""), *mensajes, CAMBIA.sub("", cuerpo(respuesta)))
    return respuesta.status_code, *(re.sub(rf"\b{clave}\b", "-", texto) for texto in textos)
