"""What staff are shown of people, told to whoever keeps the log of it; accounts knows no legajo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, cast

from django.http import HttpRequest


class Accesos(Protocol):
    """What one request shows of people, as the log wants to hear it."""

    def abrir(self, objeto: Any, que: str) -> None:
        """One row of a person is shown: his file is opened; may ask for the reason first."""

    def listar(self, modelo: Any, filas: Iterable[Any], que: str, buscado: str = "") -> None:
        """Rows of many are shown: objects, or tuples that begin with the key."""


def accesos(request: HttpRequest) -> Accesos:
    """Where this request notes whom it shows; a middleware puts it there."""
    return cast(Accesos, request.accesos)  # type: ignore[attr-defined]  # fails where it is missing
