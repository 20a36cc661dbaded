"""The mails that the demo wrote to files instead of sending them."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

SEPARADOR = b"-" * 79 + b"\n"  # what Django's file backend writes after each message
MAXIMO = 50
ENLACE = re.compile(r"https?://\S+")


def correos_enviados(carpeta: str) -> list[dict[str, Any]]:
    """The last mails found in the folder, newest first."""
    if not carpeta:
        return []
    archivos = sorted(Path(carpeta).glob("*.log"), key=lambda a: a.stat().st_mtime, reverse=True)
    mensajes = [mensaje for archivo in archivos[:MAXIMO] for mensaje in _leer(archivo)]
    return [_resumir(mensaje) for mensaje in mensajes[:MAXIMO]]


def _leer(archivo: Path) -> list[EmailMessage]:
    crudos = [crudo for crudo in archivo.read_bytes().split(SEPARADOR) if crudo.strip()]
    return [message_from_bytes(crudo, policy=policy.default) for crudo in reversed(crudos)]


def _resumir(mensaje: EmailMessage) -> dict[str, Any]:
    texto = mensaje.get_content() if mensaje.get_content_type() == "text/plain" else ""
    return {
        "para": mensaje["To"],
        "asunto": mensaje["Subject"],
        "fecha": mensaje["Date"].datetime.astimezone().strftime("%d/%m/%Y %H:%M:%S"),
        "texto": texto,
        "enlaces": ENLACE.findall(texto),
    }
