"""What the processes log: a line of JSON each, in UTC, with who asked, and no secret of his."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

FICHA = re.compile(r"[0-9a-z]{1,13}-[0-9a-f]{32}")
"""The token of a mailed link: whoever reads the log could use it."""


class LineaJson(logging.Formatter):
    """One object a line: what people typed cannot end it, nor begin another."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        linea: dict[str, Any] = {
            "hora": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "nivel": record.levelname,
            "origen": record.name,
            "mensaje": FICHA.sub("…", record.getMessage()),
            "proceso": record.process,
            **getattr(record, "datos", {}),
        }
        if peticion := getattr(record, "request", None):
            linea |= _de_la_peticion(peticion)
        if estado := getattr(record, "status_code", None):
            linea["estado"] = estado
        if record.exc_info:
            linea["error"] = FICHA.sub("…", self.formatException(record.exc_info))
        return json.dumps(linea, ensure_ascii=True, default=str)


def _de_la_peticion(peticion: Any) -> dict[str, Any]:
    """Method, path without its query, address of the connection, and the account by its key."""
    usuario = getattr(peticion, "_cached_user", None)  # asking for it would ask the database
    return {
        "metodo": getattr(peticion, "method", ""),
        "ruta": FICHA.sub("…", getattr(peticion, "path", "")),
        "direccion": getattr(peticion, "META", {}).get("REMOTE_ADDR"),
        "reenviada": getattr(peticion, "META", {}).get("HTTP_X_FORWARDED_FOR"),
        "usuario": getattr(usuario, "pk", None),
    }
