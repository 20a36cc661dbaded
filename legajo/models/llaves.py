"""A short way to say what most fields of a record are: an entry of a catalog."""

from typing import Any

from django.db import models


def de_catalogo(modelo: Any, rotulo: str, *, opcional: bool = False) -> Any:
    """A foreign key to a catalog whose entries know nothing of who uses them."""
    return models.ForeignKey(
        modelo, models.PROTECT, related_name="+", verbose_name=rotulo, null=opcional, blank=opcional
    )
